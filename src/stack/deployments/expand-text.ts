import type { Location } from "../../change/location.ts";
import type { ShellPart, ShellWord } from "../../syntax/shell-tokens.ts";
import { type Value, textOf } from "../value.ts";
import { joined, relocated, scalar, unknown } from "../value-builders.ts";
import type { Argument, Variables } from "./script.ts";

/** Text that the shell takes as one word also without quotes. */
export const plainWord = /^[\w./:@=+,%-]*$/;

/** Longer texts are not put together: variables that hold one another double their length with each. In UTF-16 units. */
const longestText = 20_000;
/** Texts hold at most twenty parts that are not known. */
const lengthOfUnknown = longestText / 20;

/** Text of parts as far as it can be followed. */
export function assembled(parts: readonly Value[], at: Location): Value {
  const length = parts.reduce((sum, part) => sum + lengthOf(part), 0);
  return length > longestText ? unknown("the text is too long to be followed", at) : joined(parts, at);
}

function lengthOf(part: Value): number {
  if (part.kind === "joined") return part.parts.reduce((sum, one) => sum + lengthOf(one), 0);
  return textOf(part)?.length ?? lengthOfUnknown;
}

/** A word of a script with its variables in place. */
export function argumentOf(word: ShellWord, variables: Variables, at: Location): Argument {
  const values = word.parts.map((part) => valueOfPart(part, variables, at));
  const isOpen = word.parts.some((part, index) => !("text" in part) && !part.isQuoted && !plainWord.test(textOf(values[index]) ?? " "));
  const decided = values.filter((value, index) => value.kind === "scalar" && !("text" in (word.parts[index] ?? { text: "" })));
  // Where one variable makes the word what it is, its line is the one to change.
  return { value: assembled(values, decided.length === 1 ? (decided[0]?.at ?? at) : at), isOpen };
}

function valueOfPart(part: ShellPart, variables: Variables, at: Location): Value {
  if ("text" in part) return scalar(part.text, at);
  if ("computed" in part) return valueOfComputed(part.computed, variables, at);
  return known(variables.get(part.variable), at) ?? unknown(`$${part.variable} is set when the pipeline runs`, at);
}

function valueOfComputed(source: string, variables: Variables, at: Location): Value {
  const expression = source.startsWith("${{") ? source.slice(3, -2).trim() : source;
  const found = known(variables.get(expression), at) ?? withFallback(source, variables, at);
  // A macro of Azure Pipelines stands among expressions as it is written.
  const written = expression.startsWith("$(") ? expression : source;
  return found ?? unknown(`${written.slice(0, 80)} is worked out when the pipeline runs`, at);
}

/** `${STAGE:-dev}`: the fallback holds where a script is not given the argument; a variable may be set outside the repository. */
function withFallback(source: string, variables: Variables, at: Location): Value | undefined {
  const [, name, colon, fallback] = /^\$\{(\w+)(:?)-([\w./:@=+,%-]*)\}$/.exec(source) ?? [];
  if (name === undefined || fallback === undefined) return undefined;
  const given = known(variables.get(name), at);
  const isUnset = given === undefined ? isPosition(name) : colon === ":" && textOf(given) === "";
  return isUnset ? scalar(fallback, at) : given;
}

/** Whether a name is that of an argument of a script: `$1`. */
export function isPosition(name: string): boolean {
  return /^\d$/.test(name);
}

/** A value of a pipeline's file with its `${{ … }}` in place. */
export function expanded(value: Value, variables: Variables): Value {
  if (value.kind !== "scalar" || typeof value.value !== "string" || !value.value.includes("${{")) return value;
  const pieces = value.value.split("${{").flatMap((piece, index): Value[] => {
    if (index === 0) return [scalar(piece, value.at)];
    const end = piece.indexOf("}}");
    if (end === -1) return [scalar(`\${{${piece}`, value.at)];
    return [valueOfComputed(`\${{${piece.slice(0, end)}}}`, variables, value.at), scalar(piece.slice(end + 2), value.at)];
  });
  return assembled(pieces, value.at);
}

/** `$STAGE` and `${STAGE}` in a text that no shell reads. */
export function withReferences(argument: Value, variables: Variables): Value {
  const text = textOf(argument);
  if (text === undefined || !text.includes("$")) return text === undefined ? argument : scalar(text, argument.at);
  const pieces: Value[] = [];
  let rest = text;
  for (let found = /\$(?:\{(\w+)\}|(\w+))/.exec(rest); found !== null; found = /\$(?:\{(\w+)\}|(\w+))/.exec(rest)) {
    const name = found[1] ?? found[2] ?? "";
    pieces.push(
      scalar(rest.slice(0, found.index), argument.at),
      variables.get(name) ?? unknown(`$${name} is set when the pipeline runs`, argument.at),
    );
    rest = rest.slice(found.index + found[0].length);
  }
  return assembled([...pieces, scalar(rest, argument.at)], argument.at);
}

/** A variable's text stands where the variable is set: that is where somebody decides it. */
function known(value: Value | undefined, at: Location): Value | undefined {
  return value?.kind === "unknown" ? relocated(value, at) : value;
}

/** Literal words, as a pipeline's file lists them. */
export function plainArgument(value: Value): Argument {
  return { value, isOpen: value.kind === "unknown" };
}

/** The parts of a text between separators, without empty ones; parts that are not known stay inside the part that holds them. Quotes keep separators. */
export function splitText(value: Value, separators: string): readonly Value[] {
  if (value.kind !== "scalar" && value.kind !== "joined") return [value];
  const found: Value[][] = [[]];
  let quote = "";
  for (const part of value.kind === "joined" ? value.parts : [value]) {
    let text = "";
    for (const character of textOf(part) ?? "") {
      if (character === quote) quote = "";
      else if (quote === "" && (character === '"' || character === "'")) quote = character;
      else if (quote === "" && separators.includes(character)) {
        found.at(-1)?.push(scalar(text, value.at));
        found.push([]);
        text = "";
      } else text += character;
    }
    found.at(-1)?.push(textOf(part) === undefined ? part : scalar(text, value.at));
  }
  return found.map((parts) => joined(parts, value.at)).filter((part) => textOf(part) !== "");
}

/** `NAME=value` as a name and a value; undefined where the text does not begin so. */
export function splitAssignment(value: Value): { readonly name: string; readonly value: Value } | undefined {
  const parts = value.kind === "joined" ? value.parts : [value];
  const [first, ...others] = parts;
  const text = textOf(first);
  const end = text?.indexOf("=") ?? -1;
  if (text === undefined || end <= 0) return undefined;
  return { name: text.slice(0, end), value: joined([scalar(text.slice(end + 1), value.at), ...others], value.at) };
}
