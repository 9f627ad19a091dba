import type { Draft, Rule } from "../rule.ts";
import { addProperty, named, setValue } from "../words.ts";

const template = (more: string) => `
Resources:
  Shop:
    Type: AWS::AppSync::GraphQLApi
    Properties:
      Name: shop
      AuthenticationType: AWS_IAM
${more}`;
const terraform = (more: string) => `
resource "aws_appsync_graphql_api" "shop" {
  name                = "shop"
  authentication_type = "AWS_IAM"
${more}}
`;

export const appsyncTracing: Rule = {
  id: "appsync-tracing",
  title: "Resolvers of the GraphQL API leave no trace",
  topics: ["15.1", "3.2"],
  category: "observability",
  severity: "low",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/appsync/latest/devguide/x-ray-tracing.html",
  onByDefault: false,
  peers: ["cfn-lint:WS3000", "cdk-nag:Serverless-AppSyncTracing"],
  bad: [
    { head: { "template.yaml": template("") } },
    { head: { "template.yaml": template("      XrayEnabled: false\n") } },
    { head: { "main.tf": terraform("") } },
  ],
  good: [
    { head: { "template.yaml": template("      XrayEnabled: true\n") } },
    { head: { "main.tf": terraform("  xray_enabled = true\n") } },
    { head: { "main.tf": terraform("  xray_enabled = var.tracing\n") } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const api of stack.ofShape("AWS::AppSync::GraphQLApi")) {
      const tracing = api.boolean("tracing");
      if (!tracing.known || tracing.value) continue;
      yield {
        subject: api,
        claim: "tracing",
        evidence: [{ at: tracing.at, note: tracing.isDefault ? "no tracing" : "tracing is off" }],
        what: `The GraphQL API ${named(api)} does not trace its requests.`,
        why: `One query runs many resolvers against different sources; without a trace only the time of the whole is known, and nobody sees which resolver made it slow or failed.`,
        fix: `Set \`${tracing.nativeName}\` to \`true\`. It does not matter where another tool follows each resolver.`,
        edit: setValue(tracing, true) ?? addProperty(api.properties, api.at, { name: tracing.nativeName, value: true }),
      };
    }
  },
};
