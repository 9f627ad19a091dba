import type { Resource } from "../../stack/resource.ts";
import type { Stack } from "../../stack/stack.ts";
import { entryOf, itemsOf, valueAt } from "../../stack/value.ts";
import type { DeployedStage } from "./stages.ts";

/** Whether a usage plan of the stack meters a stage. A plan whose APIs are not known may. */
export function usagePlanOf({ api, resource }: DeployedStage, stack: Stack): "some" | "none" | "unknown" {
  if (hasPlanOfSam(api ?? resource)) return "some";
  const plans = stack.ofShape("AWS::ApiGateway::UsagePlan");
  const apis = plans.flatMap((plan) => {
    const stages = itemsOf(plan.properties.entries.get("ApiStages")?.value);
    return stages.length === 0 ? [undefined] : stages.map((one) => ({ plan, value: valueAt(one, "ApiId") }));
  });
  const answers = apis.map((one) => (one === undefined ? "none" : meets(one, api)));
  if (answers.includes("some")) return "some";
  return answers.includes("unknown") ? "unknown" : "none";
}

function meets({ plan, value }: { plan: Resource; value: ReturnType<typeof valueAt> }, api: Resource | null): "some" | "none" | "unknown" {
  if (value?.kind !== "reference" || api === null) return "unknown";
  return value.address === api.address && (value.scope ?? plan.scope) === api.scope ? "some" : "none";
}

/** `Auth.UsagePlan` of an API of SAM. */
function hasPlanOfSam(api: Resource): boolean {
  return entryOf(entryOf(api.properties, "Auth")?.value, "UsagePlan") !== undefined;
}
