/** Remembers answers of the model by a hash of the whole request, so that a job that runs again does not pay again. Answers hold text of the reviewed repository. */
export interface AnswerStore {
  get(key: string): Promise<string | undefined>;
  set(key: string, answer: string): Promise<void>;
}
