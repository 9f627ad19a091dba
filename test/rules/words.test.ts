import { describe, expect, it } from "vitest";
import type { Location } from "../../src/change/location.ts";
import { addProperty } from "../../src/rules/words.ts";
import type { MapEntry, Value } from "../../src/stack/value.ts";

const within: Location = { path: "main.bicep", startLine: 1, endLine: 40, start: 0, end: 1000 };

/** Properties from above to below, each with the lines that it takes. */
function propertiesOf(lengths: Readonly<Record<string, number>>): Value {
  let line = 2;
  const entries = Object.entries(lengths).map(([name, length]): [string, MapEntry] => {
    const [startLine, endLine] = [line, line + length - 1];
    line = endLine + 1;
    const at = { path: "main.bicep", startLine, endLine, start: startLine * 20, end: endLine * 20 + 19 };
    const key = { path: "main.bicep", startLine, endLine: startLine, start: startLine * 20, end: startLine * 20 + 5 };
    return [name, { name, key, at, value: { kind: "scalar", value: name, at } }];
  });
  return { kind: "map", entries: new Map(entries), at: within };
}

const lineAfter = (properties: Value) => addProperty(properties, within, { name: "httpsOnly", value: true })?.after.endLine;

describe("addProperty", () => {
  it("writes below the short properties that stand above the first long one", () => {
    expect(lineAfter(propertiesOf({ id: 1, kind: 1, siteConfig: 9, tags: 1 }))).toBe(3);
  });

  it("writes below the last short one where a long one stands first", () => {
    expect(lineAfter(propertiesOf({ siteConfig: 9, tags: 1, kind: 1, more: 4 }))).toBe(12);
  });

  it("writes below the last one where all are short, or all long", () => {
    expect(lineAfter(propertiesOf({ id: 1, kind: 1 }))).toBe(3);
    expect(lineAfter(propertiesOf({ siteConfig: 9, identity: 3 }))).toBe(13);
  });

  it("has no place in a declaration without properties", () => {
    expect(addProperty(undefined, within, { name: "httpsOnly", value: true })).toBeUndefined();
  });
});
