import { describe, expect, it } from "vitest";
import { compareVersions, lowestVersion } from "../../src/handlers/locate/lowest-version.ts";

describe("the lowest version of a range", () => {
  it.each([
    [">=22", [22, 0]],
    [">= 22.4.1", [22, 4]],
    ["^3.13", [3, 13]],
    ["~=3.12.1", [3, 12]],
    [">=3.12,<4", [3, 12]],
    [">=3.10, >=3.12", [3, 12]],
    ["22.x", [22, 0]],
    ["v20", [20, 0]],
    ["3.13.*", [3, 13]],
    ["18 - 22", [18, 0]],
    ["18 || >=22", [18, 0]],
    ["==3.11.4", [3, 11]],
  ])("of %s is read", (range, version) => {
    expect(lowestVersion(range)).toEqual(version);
  });

  it.each(["<4", "*", "", "latest", "<=20 || >=22", "!=3.11", "lts/*"])("of %s is open", (range) => {
    expect(lowestVersion(range)).toBeNull();
  });

  it("is compared by number and not by letter", () => {
    expect(compareVersions([3, 9], [3, 13])).toBeLessThan(0);
    expect(compareVersions([22, 0], [3, 13])).toBeGreaterThan(0);
    expect(compareVersions([3, 13], [3, 13])).toBe(0);
  });
});
