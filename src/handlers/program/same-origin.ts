import type { Origin } from "../origin.ts";

/** Whether two values come from the same place. Calls are never the same: each gives a value of its own. */
export function sameOrigin(one: Origin, other: Origin, depth = 0): boolean {
  if (one === other) return true;
  if (depth > 12) return false;
  switch (one.kind) {
    case "literal":
      return other.kind === "literal" && one.value === other.value;
    case "global":
      return other.kind === "global" && one.name === other.name;
    case "import":
      return other.kind === "import" && one.module === other.module && one.name === other.name;
    case "parameter":
      return other.kind === "parameter" && one.scope === other.scope && one.index === other.index;
    case "member":
      return other.kind === "member" && one.name === other.name && sameOrigin(one.of, other.of, depth + 1);
    case "variable":
      return other.kind === "variable" && one.path === other.path && one.name === other.name;
    case "result":
      return (
        other.kind === "result" &&
        isEnvironmentCall(one) &&
        sameOrigin(one.callee, other.callee, depth + 1) &&
        sameLists(one.arguments.positional, other.arguments.positional, depth)
      );
    default:
      return false;
  }
}

/** `os.getenv("X")` gives the same each time. */
function isEnvironmentCall(origin: Extract<Origin, { kind: "result" }>): boolean {
  const first = origin.arguments.positional[0];
  return !origin.constructed && first?.kind === "literal";
}

function sameLists(one: readonly Origin[], other: readonly Origin[], depth: number): boolean {
  const left = one[0];
  const right = other[0];
  return left !== undefined && right !== undefined && sameOrigin(left, right, depth + 1);
}
