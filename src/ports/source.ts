import type { Change } from "../change/change.ts";

/** Where a change comes from: a local repository or GitHub. */
export interface Source {
  /**
   * Reads the trees of both commits and the diff; contents follow on demand.
   * @throws UserError when a reference, folder or pull request does not exist; TransientError when the service is not there.
   */
  read(): Promise<Change>;
}
