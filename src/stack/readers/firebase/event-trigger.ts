import type { MapEntry, Value } from "../../value.ts";
import { type Trigger, subjectOption } from "./declared-function.ts";

/** An event of the second generation with the filters that its options make. */
export function eventTrigger(eventType: string, options: ReadonlyMap<string, MapEntry>): Trigger {
  const subject = subjectOption(eventType);
  const found = subject === undefined ? undefined : options.get(subject);
  if (subject === "topic") return { kind: "event", eventType, filters: [], topic: found?.value };
  const database = subject === "document" ? options.get("database") : undefined;
  return { kind: "event", eventType, filters: [database, found].filter((one) => one !== undefined) };
}

/** An event of the first generation: one resource. */
export function firstGenerationEvent(eventType: string, resource: Value | undefined): Trigger {
  return { kind: "event", eventType, filters: [], resource };
}
