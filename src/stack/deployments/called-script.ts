import type { LocalFiles } from "../readers/cloudformation/local-files.ts";
import type { Allowances } from "./allowance.ts";
import type { Argument, Script, Variables } from "./script.ts";

/** A script that a command runs, with what is set for it beside the variables of its caller. */
export interface CalledScript {
  readonly script: Script;
  readonly variables: Variables;
  /** Where it runs, where that is not the caller's folder. */
  readonly folder?: string;
  /** It runs in the caller's own shell: what it sets holds afterwards. */
  readonly isSourced?: boolean;
}

/** A command that may run scripts of the repository. */
export interface Call {
  /** The words behind the program. */
  readonly words: readonly Argument[];
  /** The folder where it runs, from the repository's root. */
  readonly folder: string;
  readonly variables: Variables;
  readonly files: LocalFiles;
  readonly allowances: Allowances;
}
