type Files = Readonly<Record<string, string>>;

/** One attack on one reader: files beside a healthy project, and what must be said of them. */
export interface HostileCase {
  readonly title: string;
  /** Folder of the healthy project in test/fixtures. */
  readonly beside: string;
  readonly files: () => Files;
  /** A note must match, as "path:line message"; null where the format says nothing, because nothing is lost. */
  readonly note: RegExp | null;
}
