import type { AnswerStore } from "../ports/answer-store.ts";
import type { Store } from "./open-store.ts";

/** Answers hold text of reviewed repositories: they are kept only as long as a delivery may come again. */
const keptDays = 3;

/** The model's answers beside the queue, so that a job that runs again does not pay again. */
export async function createAnswerStore({ boss }: Store): Promise<AnswerStore> {
  const database = boss.getDb();
  await database.executeSql(
    "CREATE TABLE IF NOT EXISTS serverless_reviewer_answers (key text PRIMARY KEY, answer text NOT NULL, at timestamptz NOT NULL DEFAULT now())",
  );
  return {
    async get(key) {
      const { rows } = await database.executeSql("SELECT answer FROM serverless_reviewer_answers WHERE key = $1", [key]);
      const answer: unknown = rows[0]?.answer;
      return typeof answer === "string" ? answer : undefined;
    },
    async set(key, answer) {
      await database.executeSql(
        "INSERT INTO serverless_reviewer_answers (key, answer) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET answer = excluded.answer, at = now()",
        [key, answer],
      );
      await database.executeSql(`DELETE FROM serverless_reviewer_answers WHERE at < now() - interval '${keptDays} days'`);
    },
  };
}
