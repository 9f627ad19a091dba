import type { Note } from "../../native.ts";
import { type MapEntry, type Value } from "../../value.ts";
import { type EventExpansion, type EventTarget, type SamEvent, eventOf, noExpansion } from "./event.ts";
import { expandMappingEvent, isMappingEvent } from "./mapping-events.ts";
import { expandS3Event, expandSnsEvent } from "./notification-events.ts";
import { type ApiDirectory, expandRouteEvent, isRouteEvent } from "./route-events.ts";
import { expandRuleEvent, expandScheduleEvent } from "./schedule-events.ts";
import { expandTriggerEvent, isTriggerEvent } from "./trigger-events.ts";

type Expand = (event: SamEvent, target: EventTarget) => EventExpansion;

const expanders = new Map<string, Expand>([
  ["S3", expandS3Event],
  ["SNS", expandSnsEvent],
  ["Schedule", expandRuleEvent],
  ["CloudWatchEvent", expandRuleEvent],
  ["EventBridgeRule", expandRuleEvent],
  ["ScheduleV2", expandScheduleEvent],
]);

/** Everything that SAM makes of a function's or state machine's `Events`. */
export function expandEvents(
  events: Value | undefined,
  target: EventTarget,
  context: { readonly apis: ApiDirectory; readonly notes: Note[] },
): readonly EventExpansion[] {
  if (events?.kind !== "map") return [];
  return [...events.entries.values()].map((member) => expandMember(member, target, context));
}

function expandMember(member: MapEntry, target: EventTarget, context: { readonly apis: ApiDirectory; readonly notes: Note[] }): EventExpansion {
  const event = eventOf(member, target.logicalId);
  const expand = event === undefined ? undefined : expanderOf(event.type, context.apis);
  if (event !== undefined && expand !== undefined) return expand(event, target);
  context.notes.push({ path: member.at.path, line: member.key.startLine, message: `the event ${member.name} has no type that we know` });
  return noExpansion;
}

function expanderOf(type: string, apis: ApiDirectory): Expand | undefined {
  if (isMappingEvent(type)) return expandMappingEvent;
  if (isRouteEvent(type)) return (event, target) => expandRouteEvent(event, target, apis);
  return isTriggerEvent(type) ? expandTriggerEvent : expanders.get(type);
}
