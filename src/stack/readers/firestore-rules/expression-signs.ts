import { type Expression, walkExpression } from "./ast.ts";

/** `request.auth.token.email` as text; undefined for what is not a chain of names. */
export function dottedName(expression: Expression): string | undefined {
  if (expression.kind === "name") return expression.name;
  if (expression.kind !== "member") return undefined;
  const of = dottedName(expression.of);
  return of === undefined ? undefined : `${of}.${expression.name}`;
}

/** Whether something in the expression is or begins with a dotted name. */
export function mentions(expression: Expression, name: string): boolean {
  for (const part of walkExpression(expression)) if (dottedName(part) === name) return true;
  return false;
}

const identities = new Set(["request.auth", "request.auth.uid", "request.auth.token"]);

/** Whether it holds for everybody who is signed in: `request.auth != null`, `request.auth.uid != null`. */
export function asksOnlyForSignIn(expression: Expression): boolean {
  if (expression.kind !== "binary" || expression.operator !== "!=") return false;
  const { left, right } = expression;
  return (isIdentity(left) && isNull(right)) || (isNull(left) && isIdentity(right));
}

/** Whether it compares the time of the request with a fixed date: the date in milliseconds where it is written out, and whether it holds before or after it. */
export function fixedDate(expression: Expression): { readonly milliseconds: number; readonly holds: "before" | "after" } | undefined {
  if (expression.kind !== "binary" || !["<", "<=", ">", ">="].includes(expression.operator)) return undefined;
  const isLeft = dottedName(expression.left) === "request.time";
  if (!isLeft && dottedName(expression.right) !== "request.time") return undefined;
  const milliseconds = dateOf(isLeft ? expression.right : expression.left);
  if (milliseconds === undefined) return undefined;
  return { milliseconds, holds: expression.operator.startsWith("<") === isLeft ? "before" : "after" };
}

/** Whether the expression asks another document. */
export function asksOtherDocuments(expression: Expression): boolean {
  return documentsAsked(expression).length > 0;
}

/** The collections whose documents the expression reads: `get(/databases/$(database)/documents/users/$(uid))` gives `users`. */
export function documentsAsked(expression: Expression): readonly string[] {
  const collections: string[] = [];
  for (const part of walkExpression(expression)) {
    if (part.kind !== "call") continue;
    const name = dottedName(part.callee);
    const [path] = part.arguments;
    const reads =
      name === "get" || name === "exists" || name === "getAfter" || name === "existsAfter" || name === "firestore.get" || name === "firestore.exists";
    if (reads) collections.push(path?.kind === "path" ? collectionOf(path.segments) : "");
  }
  return collections;
}

function collectionOf(segments: readonly (string | Expression)[]): string {
  const documents = segments.indexOf("documents");
  const below = documents === -1 ? segments : segments.slice(documents + 1);
  return below
    .filter((_, index) => index % 2 === 0)
    .map((segment) => (typeof segment === "string" ? segment : "*"))
    .join("/");
}

function isIdentity(expression: Expression): boolean {
  return identities.has(dottedName(expression) ?? "");
}

function isNull(expression: Expression): boolean {
  return expression.kind === "literal" && expression.value === null;
}

/** `timestamp.date(2026, 5, 1)`; months count from 1. */
function dateOf(expression: Expression): number | undefined {
  if (expression.kind !== "call" || dottedName(expression.callee) !== "timestamp.date") return undefined;
  const [year, month, day] = expression.arguments.map((one) => (one.kind === "literal" && typeof one.value === "number" ? one.value : undefined));
  return year === undefined || month === undefined || day === undefined ? undefined : Date.UTC(year, month - 1, day);
}
