import { type Datum, literal, numberOfDatum } from "./datum.ts";

const units: ReadonlyMap<string, number> = new Map([
  ["core.Duration.millis", 0.001],
  ["core.Duration.seconds", 1],
  ["core.Duration.minutes", 60],
  ["core.Duration.hours", 3_600],
  ["core.Duration.days", 86_400],
]);

/**
 * A `Duration` in seconds, standing at the number as written where that is in seconds, so that it can be replaced there. Undefined for anything else;
 * `plus` adds two.
 */
export function secondsOfTerm(datum: Datum): Datum | undefined {
  if (datum.kind !== "term") return undefined;
  const [first] = datum.arguments;
  if (datum.name === "plus" && datum.receiver !== undefined && first !== undefined) {
    const [one, other] = [numberOfDatum(secondsOfTerm(datum.receiver)), numberOfDatum(secondsOfTerm(first))];
    return one === undefined || other === undefined ? undefined : literal(one + other, withoutOffsets(datum));
  }
  const unit = units.get(datum.name);
  const count = numberOfDatum(first);
  if (unit === undefined || first === undefined || count === undefined) return undefined;
  return unit === 1 ? literal(count, first.at) : literal(count * unit, withoutOffsets(datum));
}

function withoutOffsets({ at }: Datum) {
  return { path: at.path, startLine: at.startLine, endLine: at.endLine };
}
