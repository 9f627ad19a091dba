import { describe, expect, it } from "vitest";
import { awsBilling, awsDefaults, awsLimits, awsNumbersTable } from "../../src/facts/aws-numbers.ts";
import { azureDefaults, azureLimits, azureNumbersTable, elasticPremium } from "../../src/facts/azure-numbers.ts";
import { googleDefaults, googleLimits, googleNumbersTable } from "../../src/facts/google-numbers.ts";
import { type PlatformNumber, oldestReading } from "../../src/facts/platform-number.ts";

/** The vendors' own sites, and the table that counts the numbers. */
const platforms: readonly (readonly [string, RegExp, number, readonly Readonly<Record<string, PlatformNumber>>[]])[] = [
  ["AWS", /^https:\/\/(?:docs\.)?aws\.amazon\.com\//, awsNumbersTable.entries, [awsLimits, awsDefaults, awsBilling]],
  ["Azure", /^https:\/\/learn\.microsoft\.com\/azure\//, azureNumbersTable.entries, [azureLimits, azureDefaults, elasticPremium]],
  ["Google Cloud", /^https:\/\/docs\.cloud\.google\.com\//, googleNumbersTable.entries, [googleLimits, googleDefaults]],
];

describe.each(platforms)("the numbers of %s", (_, site, entries, tables) => {
  const numbers = tables.flatMap((table) => Object.values(table));

  it("are all counted", () => {
    expect(entries).toBe(numbers.length);
  });

  it("name a page of the vendor and the day on which it was read, if it was", () => {
    expect(numbers.filter(({ page }) => !site.test(page) || !URL.canParse(page))).toEqual([]);
    for (const read of numbers.flatMap((number) => number.read ?? [])) expect(new Date(`${read}T00:00:00Z`).toISOString().slice(0, 10)).toBe(read);
  });

  it("are amounts of something", () => {
    expect(numbers.filter(({ value }) => !(value > 0))).toEqual([]);
  });
});

describe("defaults", () => {
  it("stay within what the platform allows", () => {
    expect(awsDefaults.functionTimeout.value).toBeLessThan(awsLimits.functionTimeout.value);
    expect(awsDefaults.queueVisibility.value).toBeLessThan(awsLimits.queueVisibility.value);
    expect(awsDefaults.queueRetention.value).toBeLessThan(awsLimits.queueRetention.value);
    expect(azureDefaults.consumptionTimeout.value).toBeLessThan(azureLimits.consumptionTimeout.value);
    expect(googleDefaults.functionTimeout.value).toBeLessThan(googleLimits.eventFunctionTimeout.value);
    expect(googleDefaults.ackDeadline.value).toBeLessThan(googleLimits.ackDeadline.value);
    expect(googleDefaults.schedulerDeadline.value).toBeLessThan(googleLimits.schedulerDeadline.value);
  });
});

describe("oldestReading", () => {
  it("is the day of the number that was read longest ago", () => {
    const number = (read: string | null): PlatformNumber => ({ value: 1, unit: "seconds", page: "https://example.com", read });
    expect(oldestReading({ newer: number("2026-11-23"), none: number(null), older: number("2026-07-31") })).toBe("2026-07-31");
  });
});
