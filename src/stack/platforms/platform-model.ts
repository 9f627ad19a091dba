import type { Link } from "../link.ts";
import type { NativeResource, Note, SharedValue } from "../native.ts";
import type { Resource } from "../resource.ts";
import type { Platform } from "../vocabulary.ts";

/** Turns what the readers of one platform gave into the parts of a stack. Never throws: what cannot be understood becomes a note. */
export interface PlatformModel {
  readonly platform: Platform;
  build(natives: readonly NativeResource[], shared?: readonly SharedValue[]): { resources: Resource[]; links: Link[]; notes: Note[] };
}
