import type { CatchRecord } from "../code-model.ts";

/** What the statements of a catch body show, whatever the language. */
interface CatchSigns {
  /** It throws, or tells the platform of the failure. */
  readonly throws: boolean;
  readonly returns: boolean;
  readonly logs: boolean;
  /** It calls something that is neither a log nor a plain conversion: a dead letter, a status update, a helper that may throw. */
  readonly acts: boolean;
  /** It keeps the failure in a variable or list. */
  readonly records: boolean;
}

/** The behaviour of a catch clause. Where it is in doubt, the answer is the one that no rule complains of. */
export function behaviourOf(signs: CatchSigns): Pick<CatchRecord, "behaviour" | "logs"> {
  const behaviour = signs.throws ? "rethrows" : signs.records || signs.acts ? "records-failure" : signs.returns ? "returns" : "swallows";
  return { behaviour, logs: signs.logs };
}
