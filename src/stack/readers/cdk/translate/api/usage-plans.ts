import { list, mapOf, unknown } from "../../../../value-builders.ts";
import type { ConstructNode } from "../../evaluate/construct-node.ts";
import type { Translation } from "../translation.ts";

/** `new UsagePlan(…)`: its stages may be added by calls anywhere, so that it may be the plan of any API. */
export function translateUsagePlan(translation: Translation, node: ConstructNode): void {
  const properties = translation.properties(node).put("ApiStages", unknown("the plan's stages were not read", node.at));
  translation.add(node, { type: "AWS::ApiGateway::UsagePlan", properties });
}

/** `api.addUsagePlan(…)`: a plan for the stages of this API. */
export function addUsagePlans(translation: Translation, api: ConstructNode): void {
  for (const [index, call] of translation.callsOn(api, "addUsagePlan").entries()) {
    const stage = mapOf({ ApiId: translation.conversion(api.scope).reference(api, call.at) }, call.at);
    translation.add(api, {
      type: "AWS::ApiGateway::UsagePlan",
      suffix: `UsagePlan${index + 1}`,
      nativeType: "addUsagePlan",
      implicit: true,
      at: call.at,
      conditional: api.conditional || call.conditional,
      properties: translation.properties(api).put("ApiStages", list([stage], call.at)),
    });
  }
}
