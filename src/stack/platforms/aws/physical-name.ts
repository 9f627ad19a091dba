import type { NativeResource } from "../../native.ts";
import { kindOf } from "./kinds/kind-of.ts";
import { type Piece, piecesOf } from "./pieces.ts";
import { valueAtPath } from "./property-path.ts";

/** The property that holds a type's physical name. */
export function namePropertyOf(type: string): string | undefined {
  const source = kindOf(type)?.settings.get("name");
  return typeof source === "string" ? source : undefined;
}

/** The physical name that somebody gave, as a text with holes; undefined where the platform makes it up. */
export function nameOf(native: NativeResource): readonly Piece[] | undefined {
  const path = namePropertyOf(native.type);
  const value = path === undefined ? undefined : valueAtPath(native.properties, path);
  const pieces = value === undefined ? undefined : piecesOf(value);
  const [first] = pieces ?? [];
  if (first === undefined || !("text" in first) || native.type !== "AWS::SSM::Parameter") return pieces;
  return first.text.startsWith("/") ? pieces : [{ text: `/${first.text}` }, ...(pieces ?? []).slice(1)];
}
