import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ageInDays, factTables } from "../../src/facts/fact-tables.ts";

const folder = join(import.meta.dirname, "..", "..", "src", "facts");

describe("the tables of facts", () => {
  it("each have a source, a day and entries", () => {
    expect(factTables.filter(({ source }) => !source.startsWith("https://"))).toEqual([]);
    expect(factTables.filter(({ entries }) => entries < 5)).toEqual([]);
    for (const { retrieved } of factTables) expect(new Date(`${retrieved}T00:00:00Z`).toISOString().slice(0, 10)).toBe(retrieved);
  });

  it("are all listed", () => {
    const declared = readdirSync(folder)
      .filter((file) => file.endsWith(".ts"))
      .flatMap((file) => [...readFileSync(join(folder, file), "utf8").matchAll(/^export const \w+: FactTable = \{\n {2}name: "([^"]+)"/gm)])
      .map((match) => match[1]);
    expect(new Set(declared)).toEqual(new Set(factTables.map(({ name }) => name)));
  });

  it("age by the day", () => {
    const table = { name: "Names", entries: 1, source: "https://example.com", retrieved: "2026-07-31" };
    expect(ageInDays(table, new Date("2026-07-31T23:59:59Z"))).toBe(0);
    expect(ageInDays(table, new Date("2026-11-23T12:00:00Z"))).toBe(115);
  });
});
