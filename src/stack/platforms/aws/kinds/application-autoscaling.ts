import { type KindTable, kind } from "./kind.ts";

/** What Application Auto Scaling scales. */
export const applicationAutoscalingKinds: KindTable = {
  "AWS::ApplicationAutoScaling::ScalableTarget": kind("scaling-target", {
    dimension: "ScalableDimension",
    minimum: "MinCapacity",
    maximum: "MaxCapacity",
    resourceId: "ResourceId",
  }),
  "AWS::Budgets::Budget": kind("budget", { limit: "Budget.BudgetLimit" }),
};
