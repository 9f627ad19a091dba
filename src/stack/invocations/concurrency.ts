import type { Setting } from "../setting.ts";
import { type Fact, type Invocation, known, unknownFact } from "./invocation.ts";
import type { Occasion } from "./retry.ts";

/** How many runs at once this way of invoking may cause, and what the function reserves. */
export function concurrencyOf(occasion: Occasion): Invocation["concurrency"] {
  return { maximum: maximumOf(occasion), reserved: occasion.fn.number("reservedConcurrency") };
}

/** The smallest bound that is set; null where only the account's or the platform's limit holds. */
function maximumOf({ fn, link }: Occasion): Fact<number | null> {
  if (fn.platform === "google") return product(fn.number("maximumInstances"), fn.number("concurrencyPerInstance"));
  if (fn.platform === "azure") return unknownFact("the plan and the host decide", fn.at);
  const shards = link?.from.resource?.number("shards");
  const perShard = link?.number("parallelizationFactor");
  const bounds = [link?.number("maximumConcurrency"), fn.number("reservedConcurrency")].filter((one) => one !== undefined && one.state !== "absent");
  const open = bounds.find((one) => one.state === "unknown");
  if (open?.state === "unknown") return unknownFact(open.reason, open.at);
  const facts = bounds.flatMap((one) => (one.known ? [known<number | null>(one.value, one.at, "setting")] : []));
  if (shards?.known === true && perShard?.known === true) facts.push(known<number | null>(shards.value * perShard.value, shards.at, "setting"));
  const values = facts.flatMap((one) => (one.known ? [one] : [])).toSorted((one, other) => (one.value ?? 0) - (other.value ?? 0));
  return values[0] ?? known(null, fn.at);
}

function product(instances: Setting<number>, each: Setting<number>): Fact<number | null> {
  const open = [instances, each].find((one) => one.state === "unknown");
  if (open?.state === "unknown") return unknownFact(open.reason, open.at);
  if (!instances.known) return known(null, instances.at);
  return known(
    instances.value * (each.known ? each.value : 1),
    instances.at,
    instances.isDefault && (!each.known || each.isDefault) ? "platform default" : "setting",
  );
}
