import { scalar, unknown } from "../../../value-builders.ts";
import { type Value, textOf } from "../../../value.ts";
import { boundedJoin, boundedList, boundedText, failure } from "../bounded-values.ts";
import { asText, unknownBecauseOf } from "../value-conversion.ts";
import { type FunctionCall, type TerraformFunction, ofAny, ofKnown } from "./function-call.ts";

/** join, split, format, replace, lower, upper, title, trim…, substr, startswith, endswith, tostring. */
export const textFunctions: readonly (readonly [string, TerraformFunction])[] = [
  ["join", ofAny(joinText)],
  ["split", ofKnown(splitText)],
  ["format", ofAny(formatText)],
  ["formatlist", ofKnown((call) => unknown("formatlist() is not evaluated", call.at))],
  ["replace", ofKnown(replaceText)],
  ["lower", change((text) => text.toLowerCase())],
  ["upper", change((text) => text.toUpperCase())],
  ["title", change(titleCase)],
  ["chomp", change((text) => (text.endsWith("\n") ? text.slice(0, -1) : text))],
  ["trimspace", change((text) => text.trim())],
  ["trimprefix", change((text, prefix = "") => (text.startsWith(prefix) ? text.slice(prefix.length) : text))],
  ["trimsuffix", change((text, suffix = "") => (suffix !== "" && text.endsWith(suffix) ? text.slice(0, -suffix.length) : text))],
  ["trim", change((text, characters = "") => trimCharacters(text, characters))],
  ["substr", change((text, offset = "0", length = "-1") => substring(text, Number(offset), Number(length)))],
  ["strrev", change((text) => Array.from(text).toReversed().join(""))],
  ["startswith", test((text, prefix) => text.startsWith(prefix))],
  ["endswith", test((text, suffix) => text.endsWith(suffix))],
  ["strcontains", test((text, part) => text.includes(part))],
  ["tostring", ofAny((call) => converted(call))],
];

function change(convert: (text: string, ...rest: readonly string[]) => string): TerraformFunction {
  return ofKnown((call) => {
    const [text, ...rest] = call.arguments.map((argument) => textOf(asText(argument)));
    if (text === undefined) return failure(`${call.name}() does not take these values`, call.at);
    return boundedText(convert(text, ...rest.map((one) => one ?? "")), call.at);
  });
}

function test(holds: (text: string, part: string) => boolean): TerraformFunction {
  return ofKnown((call) => {
    const [text, part] = call.arguments.map((argument) => textOf(argument));
    return text === undefined || part === undefined
      ? failure(`${call.name}() does not take these values`, call.at)
      : scalar(holds(text, part), call.at);
  });
}

function converted(call: FunctionCall): Value {
  const [argument] = call.arguments;
  if (argument === undefined) return failure("tostring() without argument", call.at);
  return argument.kind === "scalar" && argument.value === null ? argument : asText(argument);
}

function joinText(call: FunctionCall): Value {
  const separator = textOf(call.arguments[0]);
  const items: Value[] = [];
  for (const one of call.arguments.slice(1)) {
    if (one.kind !== "list") return unknownBecauseOf([one], call.at);
    items.push(...one.items);
  }
  if (separator === undefined) return unknownBecauseOf(call.arguments, call.at);
  const parts = items.flatMap((item, index) => (index === 0 ? [asText(item)] : [scalar(separator, call.at), asText(item)]));
  return boundedJoin(parts, call.at);
}

function splitText(call: FunctionCall): Value {
  const [separator, text] = call.arguments.map((argument) => textOf(argument));
  if (separator === undefined || text === undefined) return failure("split() does not take these values", call.at);
  return boundedList(text === "" ? [] : text.split(separator).map((part) => scalar(part, call.at)), call.at);
}

function replaceText(call: FunctionCall): Value {
  const [text, search, replacement] = call.arguments.map((argument) => textOf(argument));
  if (text === undefined || search === undefined || replacement === undefined) return failure("replace() does not take these values", call.at);
  // A pattern of the repository is not run: it could take for ever.
  if (search.length > 1 && search.startsWith("/") && search.endsWith("/")) return unknown("replace() with a pattern is not evaluated", call.at);
  return search === ""
    ? failure("replace() needs a text to look for", call.at)
    : boundedText(
        text.replaceAll(search, () => replacement),
        call.at,
      );
}

/** Understands the verbs without width or precision; others make the text unknown. */
function formatText(call: FunctionCall): Value {
  const [template, ...values] = call.arguments;
  const text = textOf(template);
  if (text === undefined) return unknownBecauseOf(call.arguments, call.at);
  const parts: Value[] = [];
  let next = 0;
  let literal = "";
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (character !== "%") {
      literal += character;
      continue;
    }
    index += 1;
    const verb = text.charAt(index);
    if (verb === "%") literal += "%";
    else if (verb === "s" || verb === "d" || verb === "v" || verb === "t") {
      parts.push(scalar(literal, call.at), asText(values[next] ?? failure("format() has too few values", call.at)));
      literal = "";
      next += 1;
    } else return unknown(`format() with %${verb} is not evaluated`, call.at);
  }
  return boundedJoin([...parts, scalar(literal, call.at)], call.at);
}

function titleCase(text: string): string {
  return text
    .split(" ")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(" ");
}

function trimCharacters(text: string, characters: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && characters.includes(text.charAt(start))) start += 1;
  while (end > start && characters.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

function substring(text: string, offset: number, length: number): string {
  const start = offset < 0 ? Math.max(0, text.length + offset) : offset;
  return length < 0 ? text.slice(start) : text.slice(start, start + length);
}
