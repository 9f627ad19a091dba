import { awsBilling } from "../../facts/aws-numbers.ts";
import { hoursOfMonth, prices } from "../../facts/prices.ts";
import type { Resource } from "../../stack/resource.ts";
import { valueAt } from "../../stack/value.ts";
import { shown } from "../amounts.ts";
import { type MonthlyPrice, monthly, unknownPrice } from "../monthly-price.ts";

/** Seconds below which an alarm counts as one of high resolution. */
const standardPeriodSeconds = awsBilling.standardAlarmPeriod.value;

/** A NAT gateway, before the data that passes it. */
export function natGatewayPrice(gateway: Resource): MonthlyPrice | null {
  const type = gateway.string("type");
  return type.known && type.value === "nat" ? hourly(prices.natGateway.usd) : null;
}

/** An interface endpoint costs in every zone that it stands in: one subnet each. */
export function endpointPrice(endpoint: Resource): MonthlyPrice | null {
  const type = endpoint.string("type");
  if (!type.known || type.value !== "Interface") return null;
  const subnets = valueAt(endpoint.properties, "SubnetIds");
  if (subnets?.kind !== "list" || subnets.items.length === 0) return unknownPrice("the number of its subnets is not known");
  return hourly(prices.interfaceEndpoint.usd, subnets.items.length, "zones");
}

/** A Kinesis data stream, before the data that passes it. */
export function streamPrice(stream: Resource): MonthlyPrice | null {
  const service = stream.string("service");
  if (!service.known || service.value !== "kinesis") return null;
  const [mode, shards] = [stream.string("mode"), stream.number("shards")];
  if (mode.known && mode.value === "ON_DEMAND") return hourly(prices.kinesisOnDemandStream.usd);
  if (mode.state === "unknown" || !shards.known) return unknownPrice("its mode or number of shards is not known");
  return hourly(prices.kinesisShard.usd, shards.value, "shards");
}

export function secretPrice(secret: Resource): MonthlyPrice | null {
  const service = secret.string("service");
  return service.known && service.value === "secrets-manager" ? monthly(prices.secret.usd, shown(prices.secret.usd)) : null;
}

/** An alarm on one metric; alarms on expressions cost as many times as they read metrics and are left out. */
export function alarmPrice(alarm: Resource): MonthlyPrice | null {
  const onExpression = alarm.properties.entries.has("Metrics") || alarm.properties.entries.has("ThresholdMetricId");
  if (alarm.nativeShape !== "AWS::CloudWatch::Alarm" || onExpression) return null;
  const period = alarm.number("period");
  if (!period.known) return null;
  const { usd } = period.value < standardPeriodSeconds ? prices.highResolutionAlarm : prices.alarm;
  return monthly(usd, shown(usd));
}

function hourly(usd: number, count = 1, what = ""): MonthlyPrice {
  const times = what === "" ? "" : `${shown(count)} ${what} × `;
  return monthly(count * hoursOfMonth * usd, `${times}${hoursOfMonth} h × ${shown(usd)}`);
}
