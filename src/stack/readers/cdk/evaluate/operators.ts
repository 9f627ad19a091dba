import type { Location } from "../../../../change/location.ts";
import { reasonOf } from "./describe.ts";
import { type Datum, isUndefined, literal, numberOfDatum, textOfDatum, unknownDatum } from "./datum.ts";

/** The value of an operation on two values that are both evaluated. */
export function binary(operator: string, operands: { readonly left: Datum; readonly right: Datum }, at: Location): Datum {
  const { left, right } = operands;
  switch (operator) {
    case "===":
    case "==":
      return answered(sameness(left, right), operands, at);
    case "!==":
    case "!=":
      return answered(negated(sameness(left, right)), operands, at);
    case "in":
      return answered(contains(right, left), operands, at);
    case "not in":
      return answered(negated(contains(right, left)), operands, at);
    case "+":
      return sum(left, right, at);
    default:
      return arithmetic(operator, operands, at);
  }
}

/** True, false, or unknown for the reason that one of the operands is. */
function answered(answer: boolean | undefined, { left, right }: { readonly left: Datum; readonly right: Datum }, at: Location): Datum {
  if (answer !== undefined) return literal(answer, at);
  return unknownDatum(reasonOf(left.kind === "literal" ? right : left), at);
}

/** Longer texts, and texts of more parts, are not put together. */
const longestText = 100_000;
const mostParts = 200;

/** Text of parts; a literal where all are. */
export function textDatum(parts: readonly Datum[], at: Location): Datum {
  const merged: Datum[] = [];
  for (const part of parts.flatMap((one) => (one.kind === "text" ? one.parts : [one]))) {
    const last = merged.at(-1);
    if (part.kind === "literal" && last?.kind === "literal")
      merged[merged.length - 1] = literal(`${String(last.value)}${String(part.value)}`, last.at);
    else merged.push(part.kind === "literal" ? literal(String(part.value), part.at) : part);
  }
  const length = merged.reduce((sum, part) => sum + (part.kind === "literal" ? String(part.value).length : 1), 0);
  if (merged.length > mostParts || length > longestText) return unknownDatum("the text is too long", at);
  const [only] = merged;
  if (only === undefined) return literal("", at);
  if (merged.length > 1) return { kind: "text", parts: merged, at };
  return only.kind === "literal" ? literal(only.value, at) : { kind: "text", parts: [only], at };
}

function sum(left: Datum, right: Datum, at: Location): Datum {
  const [one, other] = [numberOfDatum(left), numberOfDatum(right)];
  if (one !== undefined && other !== undefined) return literal(one + other, at);
  if (left.kind === "list" && right.kind === "list")
    return { kind: "list", items: [...left.items, ...right.items], open: left.open ?? right.open, at };
  if (isText(left) || isText(right)) return textDatum([left, right], at);
  return unknownDatum("computed in code", at);
}

function isText(datum: Datum): boolean {
  return datum.kind === "text" || textOfDatum(datum) !== undefined;
}

function arithmetic(operator: string, { left, right }: { left: Datum; right: Datum }, at: Location): Datum {
  const [one, other] = [numberOfDatum(left), numberOfDatum(right)];
  if (one === undefined || other === undefined) return unknownDatum("computed in code", at);
  switch (operator) {
    case "-":
      return literal(one - other, at);
    case "*":
      return literal(one * other, at);
    case "/":
      return literal(one / other, at);
    case "//":
      return literal(Math.floor(one / other), at);
    case "%":
      return literal(one % other, at);
    case "**":
      return literal(one ** other, at);
    case "<":
      return literal(one < other, at);
    case ">":
      return literal(one > other, at);
    case "<=":
      return literal(one <= other, at);
    case ">=":
      return literal(one >= other, at);
    default:
      return unknownDatum("computed in code", at);
  }
}

/** Whether two values are the same; undefined where nobody can tell. */
export function sameness(left: Datum, right: Datum): boolean | undefined {
  if (left.kind === "literal" && right.kind === "literal") return left.value === right.value || (isUndefined(left) && isUndefined(right));
  if (left.kind === "library" && right.kind === "library") return left.package === right.package && left.path.join(".") === right.path.join(".");
  if (isUndefined(left)) return isDefinite(right) ? false : undefined;
  if (isUndefined(right)) return isDefinite(left) ? false : undefined;
  return left === right && isDefinite(left) ? true : undefined;
}

function isDefinite(datum: Datum): boolean {
  return ["list", "object", "instance", "closure", "class", "library", "namespace", "literal", "text"].includes(datum.kind);
}

/** Whether a list, an object or a text holds a value. */
export function contains(holder: Datum, item: Datum): boolean | undefined {
  const name = textOfDatum(item);
  if (holder.kind === "object" && name !== undefined) return holder.fields.has(name) ? true : holder.open === undefined ? false : undefined;
  const text = textOfDatum(holder);
  if (text !== undefined && name !== undefined) return text.includes(name);
  if (holder.kind !== "list") return undefined;
  const answers = holder.items.map((one) => sameness(one, item));
  if (answers.includes(true)) return true;
  return holder.open === undefined && answers.every((answer) => answer === false) ? false : undefined;
}

function negated(answer: boolean | undefined): boolean | undefined {
  return answer === undefined ? undefined : !answer;
}

export function truthDatum(answer: boolean | undefined, at: Location): Datum {
  return answer === undefined ? unknownDatum("computed in code", at) : literal(answer, at);
}
