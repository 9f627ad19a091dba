import type { Resource } from "../../stack/resource.ts";
import { type Value, isFullyKnown } from "../../stack/value.ts";
import type { ChangeRuleContext, Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const template = (timeout: number, deployment: string) => `
Resources:
  Shop:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Name: shop
  ListOrders:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Shop
      ResourceId: !GetAtt Shop.RootResourceId
      HttpMethod: GET
      AuthorizationType: AWS_IAM
      Integration:
        Type: MOCK
        TimeoutInMillis: ${timeout}
  ${deployment}:
    Type: AWS::ApiGateway::Deployment
    DependsOn: ListOrders
    Properties:
      RestApiId: !Ref Shop
`;
const terraform = (method: string, triggers: string) => `
resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

resource "aws_api_gateway_method" "list" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_rest_api.shop.root_resource_id
  http_method   = "${method}"
  authorization = "AWS_IAM"
}

resource "aws_api_gateway_deployment" "live" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
${triggers}}
`;
const hashed = `  triggers = {
    redeployment = sha1(jsonencode([aws_api_gateway_method.list]))
  }
`;

/** Declarations that a deployment takes a picture of. */
const pictured = new Set([
  "AWS::ApiGateway::Method",
  "AWS::ApiGateway::MethodIntegration",
  "AWS::ApiGateway::Resource",
  "AWS::ApiGateway::Authorizer",
  "AWS::ApiGateway::GatewayResponse",
]);

export const restApiNotRedeployed: Rule = {
  id: "rest-api-not-redeployed",
  title: "The changed API never goes live",
  topics: ["3.1", "27.1"],
  category: "deployment",
  severity: "high",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-deploy-api.html",
  peers: ["checkov:CKV_AWS_217"],
  bad: [
    { base: { "template.yaml": template(29_000, "Deployment1") }, head: { "template.yaml": template(5_000, "Deployment1") } },
    { base: { "main.tf": terraform("GET", "") }, head: { "main.tf": terraform("POST", "") } },
  ],
  good: [
    { base: { "template.yaml": template(29_000, "Deployment1") }, head: { "template.yaml": template(5_000, "Deployment2") } },
    { base: { "main.tf": terraform("GET", hashed) }, head: { "main.tf": terraform("POST", hashed) } },
  ],
  *checkChange(context): Iterable<Draft> {
    const { stack, base } = context;
    for (const deployment of stack.ofShape("AWS::ApiGateway::Deployment")) {
      const before = base.find(deployment.id);
      const api = addressOf(deployment);
      if (before === undefined || api === null || isRenewed(deployment, api, context)) continue;
      const changed = changedParts(api, deployment.scope, context);
      const [first] = changed;
      if (first === undefined) continue;
      yield {
        subject: deployment,
        claim: "redeployment",
        evidence: [
          { at: first.at, note: "changes the API", side: stack.find(first.id) === undefined ? "base" : "head" },
          { at: deployment.at, note: "is the same as before" },
        ],
        what: `The change touches ${named(first)}${changed.length > 1 ? ` and ${changed.length - 1} more` : ""}, and the deployment ${named(deployment)} stays as it is.`,
        why: `A REST API serves the picture that its deployment took. The deployment succeeds, the console shows the new configuration, and callers still get the old one.`,
        fix:
          deployment.format === "terraform"
            ? `Give the deployment \`triggers\` with a hash over the API's methods and integrations, and \`create_before_destroy = true\`.`
            : `Give the deployment a new logical id with each change of the API (for example with a hash or version in it), and point the stage to it.`,
      };
    }
  },
};

/** Another deployment, or other triggers, or triggers that nobody can compute here: the picture is taken anew. */
function isRenewed(deployment: Resource, api: string, { stack, delta }: ChangeRuleContext): boolean {
  const others = stack.ofShape("AWS::ApiGateway::Deployment").filter((one) => one.id !== deployment.id);
  const triggers = deployment.value("triggers");
  return (
    delta.changedResources.some(({ after }) => after.id === deployment.id) ||
    others.some((one) => addressOf(one) === api) ||
    [...deployment.attributes].some(([name, value]) => name === "replace_triggered_by" && value !== "") ||
    (triggers !== undefined && !isFullyKnown(triggers))
  );
}

function changedParts(api: string, scope: string, { delta }: ChangeRuleContext): readonly Resource[] {
  const all = [...delta.changedResources.map(({ after }) => after), ...delta.addedResources, ...delta.removedResources];
  return all.filter(
    (one) => pictured.has(one.nativeShape) && one.scope === scope && addressIn(one.properties.entries.get("RestApiId")?.value) === api,
  );
}

function addressOf(deployment: Resource): string | null {
  return addressIn(deployment.value("api"));
}

function addressIn(value: Value | undefined): string | null {
  return value?.kind === "reference" ? value.address : null;
}
