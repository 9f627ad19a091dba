import type { Location } from "../../../change/location.ts";
import type { Handler } from "../../../handlers/facts.ts";

/**
 * Whether a function's code decides, before or around a write, whether it is its own doing: a condition on more than the object's type or the presence of
 * the event's parts, that leaves or that holds the write. In languages whose conditions are not read: assumed.
 */
export function guardsAgainstItself(handler: Handler, write: Location): boolean {
  if (handler.state !== "found" || !["javascript", "typescript", "python"].includes(handler.language)) return true;
  return handler.facts.decisions.some(({ condition, leaves, at }) => (leaves || holds(at, write)) && !isAside(condition));
}

function holds(outer: Location, inner: Location): boolean {
  return outer.path === inner.path && (outer.start ?? 0) <= (inner.start ?? 0) && (inner.end ?? 0) <= (outer.end ?? 0);
}

/** Conditions that let a function's own writes through: on a family of types such as `image/`, or on whether something is there. */
function isAside(condition: string): boolean {
  const plain = condition.replace(/^\((.*)\)$/su, "$1").trim();
  const parts = plain.split(/\|\||&&|\bor\b|\band\b/u).map((part) => part.trim());
  return parts.every((part) => isFamilyOfTypes(part) || isPresence(part));
}

/** `contentType.startsWith("image/")`; one type alone (`image/jpeg`) may well be what the function makes. */
function isFamilyOfTypes(part: string): boolean {
  return /content_?type/iu.test(part) && /["'`][a-z]+\/?["'`]/u.test(part);
}

function isPresence(part: string): boolean {
  const path = String.raw`[\w.?\[\]"']+`;
  const forms = [`^!\\s*${path}$`, `^not\\s+${path}$`, `^${path}\\s*(?:===?|is)\\s*(?:null|undefined|None)$`, `^!\\s*${path}\\.exists(?:\\(\\))?$`];
  return forms.some((form) => new RegExp(form, "u").test(part));
}
