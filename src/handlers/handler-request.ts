import type { Location } from "../change/location.ts";

/** What is known of a function's code. What is not known is null: then the code is not read. Paths are relative to the repository's root. */
export interface HandlerRequest {
  readonly platform: "aws" | "azure" | "google";
  readonly runtime: string | null;
  /** AWS: the handler as the runtime spells it. Google: the entry point. Azure: the entry point or name of the function. */
  readonly handler: string | null;
  readonly codePath: string | null;
  readonly inlineCode: string | null;
  /** Where the inline code starts: the line of its first line. Without it, inline code is not read. */
  readonly inlineAt?: Location | null;
  readonly packageType: string | null;
  /** Azure: the file that holds the function. */
  readonly scriptFile: string | null;
  readonly entryPoint?: string | null;
  /** Entry files of a build that is declared with the function (SAM's esbuild EntryPoints), relative to codePath. */
  readonly entryFiles?: readonly string[];
  /** The Dockerfile that an image is built from (SAM's Metadata), from the repository's root. */
  readonly dockerfile?: string | null;
}
