import { describe, expect, it } from "vitest";
import { languageEndOf, newestOnLinuxConsumption } from "../../src/facts/azure-languages.ts";

describe("the ends of languages on Azure Functions", () => {
  it.each([
    ["NODE", "20", "2026-04-30"],
    ["node", "~20", "2026-04-30"],
    ["Node", "20-lts", "2026-04-30"],
    ["Python", "3.10", "2026-10-31"],
    ["DOTNET-ISOLATED", "v8.0", "2026-11-10"],
    ["Java", "1.8", "2027-09-30"],
    ["java", "17.0", "2027-09-30"],
  ])("are found for %s %s", (language, version, end) => {
    expect(languageEndOf(language, version)?.end).toBe(end);
  });

  it.each([
    ["python", "3.1"],
    ["node", "99"],
    ["dotnet", "8.0"],
    ["custom", ""],
  ])("are not known for %s %s", (language, version) => {
    expect(languageEndOf(language, version)).toBeUndefined();
  });
});

describe("the newest languages of Consumption plans on Linux", () => {
  it.each([
    ["NODE", "22"],
    ["python", "3.12"],
    ["custom", undefined],
  ])("are known for %s: %s", (language, version) => {
    expect(newestOnLinuxConsumption(language)).toBe(version);
  });
});
