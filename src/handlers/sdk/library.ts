/** How a client library of Azure or Google is walked: from a client, by steps that name a target, to a method that does something. */
export interface Library {
  readonly service: string;
  /** Qualified names that make a client, or the start of them. */
  readonly makes: readonly string[];
  /** Steps that give a narrower client, in camel case; the value tells which argument names the target: a position, or null. */
  readonly steps: Readonly<Record<string, number | null>>;
  /** Names of the keyword argument, or option, that names the target of a step or call. */
  readonly targets: readonly string[];
}
