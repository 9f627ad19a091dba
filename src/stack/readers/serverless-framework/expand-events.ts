import type { MapEntry } from "../../value.ts";
import type { LocalFiles } from "../cloudformation/local-files.ts";
import { type EventExpansion, noExpansion } from "../sam/event.ts";
import type { EventContext, ServiceEvent } from "./event.ts";
import { expandMappingEvent, isMappingEvent } from "./mapping-events.ts";
import { expandS3Event, expandSnsEvent } from "./notification-events.ts";
import { expandRouteEvent, isRouteEvent } from "./route-events.ts";
import { expandRuleEvent, expandScheduleEvent } from "./schedule-events.ts";
import { expandTriggerEvent, isTriggerEvent } from "./trigger-events.ts";

/** One written event, with what it belongs to. `index` counts the owner's events of the same type. */
interface WrittenEventContext extends EventContext {
  readonly key: string;
  readonly index: number;
  readonly files: LocalFiles;
}

const others = new Map<string, (event: ServiceEvent, context: EventContext) => EventExpansion>([
  ["sns", expandSnsEvent],
  ["s3", expandS3Event],
  ["schedule", expandScheduleEvent],
  ["eventBridge", expandRuleEvent],
  ["cloudwatchEvent", expandRuleEvent],
]);

/** The event as the rest of the reader takes it. */
export function serviceEvent(written: MapEntry, context: { readonly key: string; readonly index: number }): ServiceEvent {
  const name = context.index === 0 ? written.name : `${written.name}${context.index + 1}`;
  return { type: written.name, address: `${context.key}/${name}`, name, at: written.at, settings: written.value };
}

/** What the framework makes of one event. */
export function expandEvent(written: MapEntry, context: WrittenEventContext): EventExpansion {
  const event = serviceEvent(written, context);
  const expand = expanderOf(event.type);
  if (expand !== undefined) return expand(event, context);
  context.files.note(written.at.path, written.key.startLine, `the event ${event.type.slice(0, 80)} of ${context.key} is not known`);
  return noExpansion;
}

function expanderOf(type: string): ((event: ServiceEvent, context: EventContext) => EventExpansion) | undefined {
  if (isMappingEvent(type)) return expandMappingEvent;
  if (isRouteEvent(type)) return expandRouteEvent;
  return isTriggerEvent(type) ? expandTriggerEvent : others.get(type);
}
