import { isWord } from "../conversions.ts";
import { type KindTable, kind } from "./kind.ts";

/** EventBridge: buses and rules. A subscriber of a custom event bus filters and delivers as a rule does. */
export const eventsKinds: KindTable = {
  "AWS::Events::EventBus": kind("bus", { name: "Name" }, { service: "eventbridge" }),
  "AWS::Events::Rule": kind("rule", {
    name: "Name",
    bus: "EventBusName",
    pattern: "EventPattern",
    scheduleExpression: "ScheduleExpression",
    enabled: { path: "State", as: isWord("enabled", "enabled_with_all_cloudtrail_management_events") },
  }),
  "AWS::EventsV2::EventBus": kind("bus", { name: "Name" }, { service: "eventbridge-v2" }),
  "AWS::EventsV2::Subscriber": kind("rule", {
    name: "Name",
    bus: "EventBusArn",
    pattern: "FilterConfiguration.Filters",
    enabled: { path: "State", as: isWord("enabled", "active", "running") },
  }),
};
