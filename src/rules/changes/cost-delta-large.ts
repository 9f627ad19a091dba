import { rounded } from "../../cost/amounts.ts";
import type { CostInput } from "../../cost/cost-part.ts";
import { fixedCosts } from "../../cost/fixed-costs.ts";
import { unknownTraffic } from "../../cost/traffic.ts";
import { priceList } from "../../facts/prices.ts";
import type { Resource } from "../../stack/resource.ts";
import type { ChangeRuleContext, Draft, Rule } from "../rule.ts";

const template = (instances: number) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Shop:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      MemorySize: 1024
      AutoPublishAlias: live
      ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: ${instances} }
`;
const gateways = (count: number) =>
  Array.from(
    { length: count },
    (_, index) => `resource "aws_nat_gateway" "zone_${index}" {\n  subnet_id     = "subnet-${index}"\n  allocation_id = "eip-${index}"\n}\n`,
  ).join("\n");

/** A month's difference that somebody should have decided on, in USD. */
const limit = 50;

export const costDeltaLarge: Rule = {
  id: "cost-delta-large",
  title: "The change costs more every month, used or not",
  topics: ["8.8", "26.5", "32.1"],
  category: "cost",
  severity: "low",
  platforms: ["aws", "azure"],
  source: "https://docs.aws.amazon.com/wellarchitected/latest/serverless-applications-lens/cost-optimization.html",
  onByDefault: false,
  bad: [
    { base: { "template.yaml": template(1) }, head: { "template.yaml": template(20) } },
    { base: { "main.tf": gateways(1) }, head: { "main.tf": gateways(3) } },
  ],
  good: [
    { base: { "template.yaml": template(20) }, head: { "template.yaml": template(1) } },
    { base: { "template.yaml": template(1) }, head: { "template.yaml": template(2) } },
    { base: { "main.tf": gateways(1) }, head: { "main.tf": gateways(2) } },
  ],
  *checkChange(context): Iterable<Draft> {
    const { stack: head, base, delta } = context;
    const input: CostInput = { base, head, delta, traffic: unknownTraffic };
    for (const { item } of fixedCosts(input)) {
      if (item === null || item.after - item.before < limit) continue;
      const costly = resourcesIn(item.name, context);
      const [first] = costly;
      if (first === undefined) continue;
      const [kind = item.name] = item.name.split(":");
      yield {
        subject: first,
        claim: `cost:${kind}`,
        evidence: costly.slice(0, 3).map((one) => ({ at: one.at, note: "costs more" })),
        what: `The change raises what is paid every month by ${rounded(item.after - item.before)} USD. ${item.name} (${item.formula}).`,
        why: `This is paid by the hour, whether anything uses it or not, at the list prices of ${priceList.date}; each stage of the system pays it again.`,
        fix: `Make sure that somebody has decided on it, and that stages for tests have a smaller one.`,
      };
    }
  },
};

/** The changed resources that an item names. */
function resourcesIn(item: string, { delta }: ChangeRuleContext): readonly Resource[] {
  const changed = [...delta.addedResources, ...delta.changedResources.map(({ after }) => after)];
  return changed.filter(({ name }) => item.includes(`\`${name}\``));
}
