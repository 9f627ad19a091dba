import { type Datum, textOfDatum } from "./datum.ts";

/**
 * Why a value that hangs on another is not known, in words that stay the same when lines move: names made of unknown parts are compared by their reasons.
 */
export function reasonOf(datum: Datum): string {
  switch (datum.kind) {
    case "unknown":
    case "choice":
      return datum.reason;
    case "term":
      if (datum.name === "tryGetContext" || datum.name === "getContext")
        return `the context value ${textOfDatum(datum.arguments[0]) ?? ""} is given when the stack is synthesized`;
      return `it depends on ${wordsOf(datum)}`;
    case "text":
      return (
        datum.parts.map((part) => (part.kind === "literal" ? undefined : reasonOf(part))).find((reason) => reason !== undefined) ??
        "it depends on a text"
      );
    default:
      return `it depends on ${wordsOf(datum)}`;
  }
}

function wordsOf(datum: Datum): string {
  switch (datum.kind) {
    case "term":
      return datum.name;
    case "attribute":
      return `${wordsOf(datum.of)}.${datum.name}`;
    case "instance":
      return datum.node?.path ?? "an object";
    case "library":
      return datum.path.join(".");
    default:
      return "a condition";
  }
}
