import { describe, expect, it } from "vitest";
import { hoursOfMonth, priceList, prices } from "../../src/facts/prices.ts";

describe("the price list", () => {
  it("is dated, and read after it was made", () => {
    expect(Date.parse(priceList.date)).toBeLessThan(Date.parse(priceList.retrieved));
    expect(URL.canParse(priceList.source)).toBe(true);
  });

  it("holds no price of nothing", () => {
    expect(Object.values(prices).filter((price) => !(price.usd > 0))).toEqual([]);
  });

  it.each([
    ["a NAT gateway", hoursOfMonth * prices.natGateway.usd, 32.85],
    ["an interface endpoint in one zone", hoursOfMonth * prices.interfaceEndpoint.usd, 7.3],
    ["a Kinesis shard", hoursOfMonth * prices.kinesisShard.usd, 10.95],
    ["an EP1 plan", prices.elasticPremiumCpu.usd + 3.5 * prices.elasticPremiumMemory.usd, 157.72],
  ])("gives the known monthly price of %s", (_, computed, known) => {
    expect(computed).toBeCloseTo(known, 2);
  });
});
