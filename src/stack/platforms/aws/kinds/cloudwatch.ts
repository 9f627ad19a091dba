import { type KindTable, kind } from "./kind.ts";

/** Alarms. */
export const cloudwatchKinds: KindTable = {
  "AWS::CloudWatch::Alarm": kind("alarm", {
    metric: { path: ["MetricName", "Metrics.0.MetricStat.Metric.MetricName"] },
    namespace: { path: ["Namespace", "Metrics.0.MetricStat.Metric.Namespace"] },
    dimensions: { path: ["Dimensions", "Metrics.0.MetricStat.Metric.Dimensions"] },
    period: { path: ["Period", "Metrics.0.MetricStat.Period"] },
    threshold: "Threshold",
    actions: "AlarmActions",
    actionsEnabled: "ActionsEnabled",
    treatMissingData: "TreatMissingData",
  }),
  "AWS::CloudWatch::CompositeAlarm": kind("alarm", { query: "AlarmRule", actions: "AlarmActions", actionsEnabled: "ActionsEnabled" }),
};
