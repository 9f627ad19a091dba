import { computeKinds } from "./compute.ts";
import { type GoogleKind, kind } from "./kind.ts";
import { messagingKinds } from "./messaging.ts";
import { storageKinds } from "./storage.ts";

const kinds: ReadonlyMap<string, GoogleKind> = new Map([computeKinds, messagingKinds, storageKinds].flatMap((table) => Object.entries(table)));
const other = kind("other", {});

/** How a type of the Google provider becomes a resource; types that we do not know are `other`. */
export function kindOf(type: string): GoogleKind {
  return kinds.get(type) ?? other;
}
