import type { Value } from "../../../../value.ts";
import { entry, list, map, scalar, unknown } from "../../../../value-builders.ts";
import type { Datum, TermDatum } from "../../evaluate/datum.ts";
import type { Conversion } from "../conversion.ts";

/** `FilterCriteria.filter({ eventName: FilterRule.isEqual("INSERT") })` as the pattern that Lambda takes. */
export function filterPattern(conversion: Conversion, filter: Datum): Value {
  const [written] = filter.kind === "term" && filter.name === "aws-lambda.FilterCriteria.filter" ? filter.arguments : [filter];
  const pattern = written === undefined ? unknown("the filter is made elsewhere", filter.at) : patternOf(conversion, written, 0);
  return map([entry("Pattern", pattern)], filter.at);
}

function patternOf(conversion: Conversion, datum: Datum, depth: number): Value {
  if (depth > 20) return unknown("nested too deeply", datum.at);
  if (datum.kind === "term") return rule(conversion, datum);
  if (datum.kind === "list")
    return list(
      datum.items.map((item) => patternOf(conversion, item, depth + 1)),
      datum.at,
    );
  if (datum.kind !== "object") return conversion.value(datum);
  if (datum.open !== undefined) return unknown(datum.open, datum.at);
  return map(
    [...datum.fields].map(([name, field]) => entry(name, patternOf(conversion, field.value, depth + 1), { key: field.key, at: field.at })),
    datum.at,
  );
}

function rule(conversion: Conversion, term: TermDatum): Value {
  const { at } = term;
  const given = term.arguments.map((one) => conversion.value(one));
  const [first] = given;
  const one = (name: string, value: Value) => list([map([entry(name, value)], at)], at);
  switch (term.name.split(".").at(-1)) {
    case "isEqual":
      return list(given, at);
    case "or":
      return list(given.length === 1 && first?.kind === "list" ? first.items : given, at);
    case "notEquals":
      return one("anything-but", list(given, at));
    case "beginsWith":
      return first === undefined ? list([], at) : one("prefix", first);
    case "exists":
      return one("exists", scalar(true, at));
    case "notExists":
      return one("exists", scalar(false, at));
    case "null":
      return list([scalar(null, at)], at);
    case "empty":
      return list([scalar("", at)], at);
    case "between": {
      const [low, high] = given;
      return low === undefined || high === undefined ? list([], at) : one("numeric", list([scalar(">=", at), low, scalar("<=", at), high], at));
    }
    default:
      return unknown("the filter is made elsewhere", at);
  }
}
