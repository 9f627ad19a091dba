import { createHash } from "node:crypto";

/**
 * The identity of a finding: the same for the same problem after every push. `kind` is the rule's id or the claim's kind, `subject` the resource's or link's
 * id (or the path, for findings about a file), `claim` the setting or detail.
 */
export function identityOf(kind: string, subject: string, claim: string): string {
  return `f-${createHash("sha256").update(`${kind}\u0000${subject}\u0000${claim}`).digest("hex").slice(0, 16)}`;
}
