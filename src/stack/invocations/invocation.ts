import type { Location } from "../../change/location.ts";
import type { Link, LinkEnd } from "../link.ts";
import type { Resource } from "../resource.ts";
import type { Setting } from "../setting.ts";

/** How a function comes to run: somebody waits, or an event is handed over, or records are polled, or the time has come, or a workflow's step calls. */
export type InvocationKind = "synchronous" | "asynchronous" | "queue" | "stream" | "schedule" | "workflow";

/** What follows from settings and platform facts, with the place that says so; unknown where either does not tell. */
export type Fact<T> =
  | { readonly known: true; readonly value: T; readonly source: "setting" | "platform default"; readonly at: Location }
  | { readonly known: false; readonly reason: string; readonly at: Location };

/** Runs after the first that failed; null = as often as `maximumAgeSeconds` allows, or until the record expires. */
export interface Retry {
  readonly retries: number | null;
  /** Age at which the event is given up, in seconds; null = no such limit is known. */
  readonly maximumAgeSeconds: number | null;
}

/** Where an event ends that failed for good. `caller` = nobody keeps it, but the caller sees the error. */
export type FailurePath =
  | { readonly kind: "destination"; readonly to: LinkEnd }
  | { readonly kind: "built-in"; readonly name: string }
  | { readonly kind: "caller" }
  | { readonly kind: "none" };

/** One way in which a function is invoked, and what follows from it. */
export interface Invocation {
  readonly function: Resource;
  readonly kind: InvocationKind;
  /** What delivers, in the words of the link's `service` setting. */
  readonly service: string;
  /** Null where no link says it: a function URL, an HTTP function without a gateway. */
  readonly link: Link | null;
  /** What happens after the function failed. */
  readonly retry: Fact<Retry>;
  readonly failure: Fact<FailurePath>;
  /** What the service does while it cannot hand the event over (throttled, no permission), before the function ever runs; null where that is the same. */
  readonly delivery: { readonly retry: Fact<Retry>; readonly failure: Fact<FailurePath> } | null;
  readonly time: TimeBudget;
  readonly concurrency: { readonly maximum: Fact<number | null>; readonly reserved: Setting<number> };
}

/** In seconds. `callerWaits` is null where nobody waits. */
export interface TimeBudget {
  readonly callerWaits: Fact<number> | null;
  readonly functionRuns: Fact<number>;
  /** The smaller of both that is known to hold. */
  readonly smaller: Fact<number>;
}

export function known<T>(value: T, at: Location, source: "setting" | "platform default" = "platform default"): Fact<T> {
  return { known: true, value, source, at };
}

export function unknownFact(reason: string, at: Location): { readonly known: false; readonly reason: string; readonly at: Location } {
  return { known: false, reason, at };
}

/** A setting as a fact; what is absent is unknown, with the reason that is given. */
export function factOf<T>(setting: Setting<T>, whenAbsent: string): Fact<T> {
  if (setting.known) return known(setting.value, setting.at, setting.isDefault ? "platform default" : "setting");
  return unknownFact(setting.state === "unknown" ? setting.reason : whenAbsent, setting.at);
}
