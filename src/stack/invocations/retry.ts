import { awsDefaults } from "../../facts/aws-numbers.ts";
import { azureDefaults } from "../../facts/azure-numbers.ts";
import { googleDefaults } from "../../facts/google-numbers.ts";
import type { Link } from "../link.ts";
import type { Resource } from "../resource.ts";
import { type Setting, plainOf } from "../setting.ts";
import type { Stack } from "../stack.ts";
import { type Value, valueAt } from "../value.ts";
import type { DeliveryRow } from "./delivery-table.ts";
import { type Fact, type Retry, factOf, known, unknownFact } from "./invocation.ts";

/** What a rule looks at: the function, the link that invokes it, and where the link begins. */
export interface Occasion {
  readonly stack: Stack;
  readonly fn: Resource;
  readonly link: Link | null;
  readonly row: DeliveryRow;
}

/** What happens after the function failed. */
export function retryOf(occasion: Occasion): Fact<Retry> {
  const { row, fn, link } = occasion;
  const at = link?.at ?? fn.at;
  if (typeof row.retry !== "string") return known(row.retry, at);
  switch (row.retry) {
    case "function":
      return both(fn.number("asyncMaximumRetryAttempts"), fn.number("asyncMaximumEventAgeSeconds"));
    case "mapping":
      return link === null ? nothing(occasion) : both(link.number("maximumRetryAttempts"), link.number("maximumRecordAgeSeconds"));
    case "schedule":
      return scheduled(occasion);
    case "redrive":
    case "deliveries":
    case "subscription":
    case "tasks":
      return ofSource(occasion);
    case "poison":
      return ofHost(occasion);
    case "trigger":
      return ofTrigger(occasion);
    case "event-subscription":
      return ofEventSubscription(occasion);
    case "state":
      return ofState(occasion);
    case "host-policy":
      return ofFunction(occasion);
    default:
      return unknownFact(`what ${row.service} does with a failed event is not known to us`, at);
  }
}

/** How the service itself tries to hand over; the same settings for rules, subscribers and schedules. */
export function deliveryRetryOf({ fn, link }: Occasion): Fact<Retry> {
  return link === null
    ? unknownFact("no link says how it is delivered", fn.at)
    : both(settled(link, "maximumRetryAttempts"), settled(link, "maximumRecordAgeSeconds"));
}

/** Scheduler's settings may stand on the schedule instead of on the link. */
function settled(link: Link, name: "maximumRetryAttempts" | "maximumRecordAgeSeconds"): Setting<number> {
  const source = link.from.resource;
  const own = name === "maximumRetryAttempts" ? source?.number("retryCount") : source?.number("maximumEventAgeSeconds");
  return !link.has(name) && own?.known === true && !own.isDefault ? own : link.number(name);
}

/** Retries and age; -1 stands for "without end". */
function both(retries: Setting<number>, age: Setting<number>): Fact<Retry> {
  if (!retries.known) return factOf<Retry>(retries, "the number of retries is not known");
  const seconds = age.known && age.value >= 0 ? age.value : null;
  if (age.state === "unknown") return unknownFact(age.reason, age.at);
  const isSet = !retries.isDefault || (age.known && !age.isDefault);
  const at = retries.isDefault ? age.at : retries.at;
  return known({ retries: retries.value < 0 ? null : retries.value, maximumAgeSeconds: seconds }, at, isSet ? "setting" : "platform default");
}

function nothing({ fn, row }: Occasion): Fact<never> {
  return unknownFact(`no link says how ${row.service} invokes it`, fn.at);
}

function sourceMissing({ link, fn, row }: Occasion): Fact<never> {
  return unknownFact(`the ${row.service} source is declared elsewhere`, link?.at ?? fn.at);
}

/** Queues and subscriptions: the function runs again as often as the message is received. */
function ofSource(occasion: Occasion): Fact<Retry> {
  const source = occasion.link?.from.resource;
  if (source === undefined || source === null) return sourceMissing(occasion);
  if (occasion.row.retry === "tasks") return attempts(source.number("maximumAttempts"), googleDefaults.taskAttempts.value);
  if (occasion.row.retry === "deliveries") return attempts(source.number("maximumReceiveCount"), undefined);
  if (occasion.row.retry === "subscription" && source.kind !== "subscription") return ofTrigger(occasion);
  if (source.has("deadLetterTarget")) return attempts(source.number("maximumReceiveCount"), undefined);
  const retention = source.number("retentionSeconds");
  if (retention.known)
    return known({ retries: null, maximumAgeSeconds: retention.value }, retention.at, retention.isDefault ? "platform default" : "setting");
  if (retention.state === "unknown") return unknownFact(retention.reason, retention.at);
  const seconds = source.platform === "google" ? googleDefaults.messageRetention.value : null;
  return known({ retries: null, maximumAgeSeconds: seconds }, source.at);
}

function attempts(count: Setting<number>, standard: number | undefined): Fact<Retry> {
  if (count.known) {
    return known({ retries: Math.max(0, count.value - 1), maximumAgeSeconds: null }, count.at, count.isDefault ? "platform default" : "setting");
  }
  if (count.state === "absent" && standard !== undefined) return known({ retries: standard - 1, maximumAgeSeconds: null }, count.at);
  return unknownFact(count.state === "unknown" ? count.reason : "the number of deliveries is not known", count.at);
}

function scheduled({ link, fn }: Occasion): Fact<Retry> {
  const source = link?.from.resource;
  if (source === undefined || source === null) return unknownFact("the schedule is declared elsewhere", fn.at);
  const count = source.number("retryCount");
  if (!count.known) return unknownFact(count.state === "unknown" ? count.reason : "the retries of the schedule are not known", count.at);
  return known({ retries: count.value, maximumAgeSeconds: null }, count.at, count.isDefault ? "platform default" : "setting");
}

/** `extensions.queues.maxDequeueCount` of the app's host.json. */
function ofHost({ stack, fn }: Occasion): Fact<Retry> {
  const app = stack.linksTo(fn, "contains")[0]?.from.resource;
  const written = valueAt(app?.value("hostSettings"), "extensions", "queues", "maxDequeueCount");
  return written === undefined
    ? known({ retries: azureDefaults.storageQueueDeliveries.value - 1, maximumAgeSeconds: null }, app?.at ?? fn.at)
    : counted(written, (count) => ({ retries: Math.max(0, count - 1), maximumAgeSeconds: null }));
}

function counted(value: Value, retry: (count: number) => Retry): Fact<Retry> {
  const plain = Number(plainOf(value) ?? Number.NaN);
  return Number.isFinite(plain) ? known(retry(plain), value.at, "setting") : unknownFact("the number of deliveries is not known", value.at);
}

/** Without retry the event is dropped after one run; with it, it comes back until the window ends. */
function ofTrigger(occasion: Occasion): Fact<Retry> {
  const { link, fn } = occasion;
  if (link === null) return nothing(occasion);
  const generation = fn.number("generation");
  const window =
    generation.known && generation.value === 1 ? googleDefaults.firstGenerationRetries.value : googleDefaults.secondGenerationRetries.value;
  const policy = link.string("retryPolicy");
  if (policy.known) {
    const retry: Retry =
      policy.value === "RETRY_POLICY_RETRY" ? { retries: null, maximumAgeSeconds: window } : { retries: 0, maximumAgeSeconds: null };
    return known(retry, policy.at, policy.isDefault ? "platform default" : "setting");
  }
  if (policy.state === "unknown") return unknownFact(policy.reason, policy.at);
  // A trigger of Eventarc that is declared apart keeps what it could not deliver.
  return known({ retries: null, maximumAgeSeconds: googleDefaults.secondGenerationRetries.value }, link.at);
}

function ofEventSubscription(occasion: Occasion): Fact<Retry> {
  const source = occasion.link?.from.resource;
  if (source === undefined || source === null || !/eventsubscriptions/i.test(source.nativeShape)) return sourceMissing(occasion);
  const policy = valueAt(source.properties, "properties", "retryPolicy");
  if (policy?.kind === "unknown") return unknownFact(policy.reason, policy.at);
  const [count, minutes] = [valueAt(policy, "maxDeliveryAttempts"), valueAt(policy, "eventTimeToLiveInMinutes")];
  const lasts = minutes === undefined ? azureDefaults.eventGridAge.value : Number(plainOf(minutes) ?? Number.NaN) * 60;
  const age = Number.isFinite(lasts) ? lasts : null;
  if (count !== undefined) return counted(count, (number) => ({ retries: Math.max(0, number - 1), maximumAgeSeconds: age }));
  return known(
    { retries: azureDefaults.eventGridDeliveries.value - 1, maximumAgeSeconds: age },
    policy?.at ?? source.at,
    policy ? "setting" : "platform default",
  );
}

/** Retries of a state: those of its `Retry` together, none without it. */
function ofState({ link, fn }: Occasion): Fact<Retry> {
  const state = stateOf(link);
  if (state === undefined) return unknownFact("the state that calls it is not known", link?.at ?? fn.at);
  const retriers = valueAt(state, "Retry");
  if (retriers === undefined) return known({ retries: 0, maximumAgeSeconds: null }, state.at);
  if (retriers.kind !== "list") return unknownFact("the state's Retry is not known", retriers.at);
  const counts = retriers.items.map((one) => Number(plainOf(valueAt(one, "MaxAttempts") ?? one) ?? Number.NaN));
  const total = counts.map((count, index) => (valueAt(retriers.items[index], "MaxAttempts") === undefined ? awsDefaults.stateRetries.value : count));
  const retries = total.reduce((sum, count) => sum + count, 0);
  return Number.isFinite(retries)
    ? known({ retries, maximumAgeSeconds: null }, retriers.at, "setting")
    : unknownFact("the state's Retry is not known", retriers.at);
}

/** The state of a workflow that a link stands for: the one of its name, in the definition or in what it nests. */
export function stateOf(link: Link | null): Value | undefined {
  return link === null ? undefined : stateIn(link.from.resource?.value("definition"), link.name, 0);
}

function stateIn(definition: Value | undefined, name: string, depth: number): Value | undefined {
  const states = valueAt(definition, "States");
  if (states?.kind !== "map" || depth > 20) return undefined;
  const own = states.entries.get(name)?.value;
  if (own !== undefined) return own;
  for (const { value } of states.entries.values()) {
    const branches = valueAt(value, "Branches");
    const inner = [...(branches?.kind === "list" ? branches.items : []), valueAt(value, "ItemProcessor"), valueAt(value, "Iterator")];
    for (const one of inner) {
      const found = stateIn(one, name, depth + 1);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** Only function.json shows whether the function has a retry policy of its own. */
function ofFunction({ fn }: Occasion): Fact<Retry> {
  const policy = valueAt(fn.properties, "retry");
  if (policy !== undefined)
    return counted(valueAt(policy, "maxRetryCount") ?? policy, (count) => ({ retries: count < 0 ? null : count, maximumAgeSeconds: null }));
  if (fn.format !== "function-json") return unknownFact("a retry policy in the code is not read", fn.at);
  return known({ retries: 0, maximumAgeSeconds: null }, fn.at);
}
