import { type Expression, walkExpression } from "./ast.ts";

const mostAlternatives = 64;

/**
 * The ways in which a condition can hold, each a list of what it asks for together: `a && (b || c)` gives [a, b] and [a, c]. Null where there are too many to
 * tell, or where a part could not be understood.
 */
export function alternativesOf(condition: Expression): readonly (readonly Expression[])[] | null {
  for (const part of walkExpression(condition)) if (part.kind === "error") return null;
  return expand(condition, 0);
}

function expand(one: Expression, depth: number): Expression[][] | null {
  if (depth > 200) return null;
  if (one.kind === "conditional") return either(both([[one.test]], expand(one.consequence, depth + 1)), expand(one.otherwise, depth + 1));
  if (one.kind === "binary" && one.operator === "||") return either(expand(one.left, depth + 1), expand(one.right, depth + 1));
  if (one.kind === "binary" && one.operator === "&&") return both(expand(one.left, depth + 1), expand(one.right, depth + 1));
  if (one.kind === "literal" && one.value === true) return [[]];
  return one.kind === "literal" && one.value === false ? [] : [[one]];
}

function either(left: Expression[][] | null, right: Expression[][] | null): Expression[][] | null {
  return left === null || right === null || left.length + right.length > mostAlternatives ? null : [...left, ...right];
}

function both(left: Expression[][] | null, right: Expression[][] | null): Expression[][] | null {
  if (left === null || right === null || left.length * right.length > mostAlternatives) return null;
  return left.flatMap((one) => right.map((other) => [...one, ...other]));
}
