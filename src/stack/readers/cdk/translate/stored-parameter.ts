import type { Location } from "../../../../change/location.ts";
import type { Value } from "../../../value.ts";
import { awaiting, unknown } from "../../../value-builders.ts";

/** What Systems Manager holds under a name: known where a stack of the repository stores it, and the name is literal. */
export function storedParameter(key: string | undefined, shownName: string, at: Location): Value {
  const reason = `the parameter ${shownName} of Systems Manager is read at deployment`;
  return key === undefined ? unknown(reason, at) : awaiting({ store: "parameter", key }, reason, at);
}
