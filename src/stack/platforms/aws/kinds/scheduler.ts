import { isWord } from "../conversions.ts";
import { type KindTable, kind } from "./kind.ts";

/** Schedules of EventBridge Scheduler. */
export const schedulerKinds: KindTable = {
  "AWS::Scheduler::Schedule": kind("schedule", {
    name: "Name",
    expression: "ScheduleExpression",
    timeZone: "ScheduleExpressionTimezone",
    enabled: { path: "State", as: isWord("enabled") },
    retryCount: "Target.RetryPolicy.MaximumRetryAttempts",
    maximumEventAgeSeconds: "Target.RetryPolicy.MaximumEventAgeInSeconds",
    deadLetterTarget: "Target.DeadLetterConfig.Arn",
    flexibleWindow: "FlexibleTimeWindow.Mode",
  }),
};
