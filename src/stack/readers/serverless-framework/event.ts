import type { Location } from "../../../change/location.ts";
import { type Value, entryOf } from "../../value.ts";
import type { EventTarget } from "../sam/event.ts";
import type { Service } from "./service.ts";

/** One event of a function. */
export interface ServiceEvent {
  readonly type: string;
  /** Unique within the service and free of lines: the function's key, the type, and a number where the type comes twice. */
  readonly address: string;
  /** Type and number, for display. */
  readonly name: string;
  readonly at: Location;
  /** What is written behind the type: text, an ARN, or a map of settings. */
  readonly settings: Value;
}

export interface EventContext {
  readonly service: Service;
  readonly target: EventTarget;
}

/** The setting that names the source: the event's own text or reference, or one of these keys of its map. */
export function sourceOf(event: ServiceEvent, ...keys: readonly string[]): Value | undefined {
  if (event.settings.kind !== "map") return event.settings.kind === "scalar" && event.settings.value === null ? undefined : event.settings;
  for (const key of keys) {
    const found = entryOf(event.settings, key)?.value;
    if (found !== undefined) return found;
  }
  return undefined;
}
