import { inProduction } from "../../deployments/deployment.ts";
import { type MapValue, type Value, entryOf } from "../../value.ts";
import { map, unknown } from "../../value-builders.ts";

/** The properties of one deployment. */
interface Deployed {
  readonly label: string;
  readonly properties: MapValue;
}

/** The properties on which all deployments of one thing agree, else those of production; without one, what differs is unknown and says what it is in each. */
export function agreedProperties(deployed: readonly Deployed[]): MapValue {
  const [first, ...others] = deployed;
  if (first === undefined || others.length === 0) return first?.properties ?? map([], { path: "", startLine: 1, endLine: 1 });
  const names = new Set(deployed.flatMap(({ properties }) => [...properties.entries.keys()]));
  const entries = [...names].flatMap((name) => {
    const found = deployed.map(({ label, properties }) => ({ label, one: entryOf(properties, name) }));
    const given = found.flatMap(({ label, one }) => (one === undefined ? [] : [{ label, one }]));
    const [place] = given;
    if (place === undefined) return [];
    const value =
      given.length < found.length
        ? onlyIn(
            given.map(({ label }) => label),
            place.one.value,
          )
        : agreed(given.map(({ label, one }) => ({ label, value: one.value })));
    return [{ ...place.one, value }];
  });
  return map(entries, first.properties.at);
}

function agreed(candidates: readonly { readonly label: string; readonly value: Value }[]): Value {
  const maps = candidates.flatMap(({ label, value }) => (value.kind === "map" ? [{ label, properties: value }] : []));
  const [first] = candidates;
  if (first === undefined || maps.length === candidates.length) return agreedProperties(maps);
  return inProduction("the value", candidates, first.value.at);
}

function onlyIn(labels: readonly string[], value: Value): Value {
  return unknown(`it is set in ${labels.join(", ")} only`, value.at);
}
