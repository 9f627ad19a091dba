import { type CostDelta, costDelta } from "../../src/cost/cost-delta.ts";
import { type Traffic, unknownTraffic } from "../../src/cost/traffic.ts";
import { understand } from "../../src/review/understand.ts";
import { createStackTools } from "../../src/stack/stack-tools.ts";
import { changeOf } from "../support/example-change.ts";

type Files = Readonly<Record<string, string>>;

/** The cost delta of a change from some files to others. */
export async function costOfFiles(base: Files, head: Files, traffic: Traffic = unknownTraffic): Promise<CostDelta | null> {
  const understanding = await understand(changeOf(base, head), await createStackTools());
  return costDelta({ ...understanding, traffic });
}

/** The same for resources of one CloudFormation template (the lines below `Resources:`). */
export function costOfResources(base: string, head: string, traffic?: Traffic): Promise<CostDelta | null> {
  const template = (resources: string) => ({
    "template.yaml": `Transform: AWS::Serverless-2016-10-31\nParameters:\n  Unknown: { Type: Number }\nConditions:\n  Maybe: !Equals [!Ref Unknown, 1]\nResources:\n  Topic: { Type: AWS::SNS::Topic }\n${resources}`,
  });
  return costOfFiles(template(base), template(head), traffic);
}
