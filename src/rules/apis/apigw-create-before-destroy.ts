import type { Resource } from "../../stack/resource.ts";
import type { Stack } from "../../stack/stack.ts";
import type { Draft, Rule } from "../rule.ts";
import { addProperty, named } from "../words.ts";

const terraform = (lifecycle: string, triggers = '  triggers = {\n    redeployment = sha1(file("openapi.yaml"))\n  }\n') => `
resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

resource "aws_api_gateway_deployment" "shop" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
${triggers}${lifecycle}}

resource "aws_api_gateway_stage" "live" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = aws_api_gateway_deployment.shop.id
  stage_name    = "live"
}
`;

export const apigwCreateBeforeDestroy: Rule = {
  id: "apigw-create-before-destroy",
  title: "The next deployment of the API cannot replace this one",
  topics: ["27.1", "3.1", "20.3"],
  category: "deployment",
  severity: "medium",
  platforms: ["aws"],
  source: "https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle",
  onByDefault: false,
  peers: ["checkov:CKV_AWS_217"],
  bad: [{ head: { "main.tf": terraform("") } }, { head: { "main.tf": terraform("  lifecycle {\n    create_before_destroy = false\n  }\n") } }],
  good: [
    { head: { "main.tf": terraform("  lifecycle {\n    create_before_destroy = true\n  }\n") } },
    // Without triggers it is never replaced.
    { head: { "main.tf": terraform("", "") } },
    // CloudFormation makes the new one first by itself.
    {
      head: {
        "template.yaml":
          "Resources:\n  Shop1:\n    Type: AWS::ApiGateway::Deployment\n    Properties: { RestApiId: a1b2c3 }\n  Live:\n    Type: AWS::ApiGateway::Stage\n    Properties: { RestApiId: a1b2c3, DeploymentId: !Ref Shop1, StageName: live }\n",
      },
    },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const deployment of stack.ofShape("AWS::ApiGateway::Deployment")) {
      const order = deployment.attributes.get("create_before_destroy");
      const stage = stageOf(deployment, stack);
      if (deployment.format !== "terraform" || order === "true" || !deployment.has("triggers") || stage === undefined) continue;
      yield {
        subject: deployment,
        claim: "createBeforeDestroy",
        evidence: [
          { at: deployment.at, note: order === undefined ? "no `create_before_destroy`" : "is destroyed first" },
          { at: stage.placeOf("deployment"), note: "serves it" },
        ],
        what: `${named(deployment)} is replaced when its triggers change, and Terraform destroys the old one first, while the stage ${named(stage)} serves it.`,
        why: `API Gateway refuses to delete a deployment that a stage points to ("Active stages pointing to this deployment must be moved or deleted"): the apply fails, and the changed API does not go live.`,
        fix: `Add \`lifecycle { create_before_destroy = true }\` to the deployment.`,
        edit:
          order === undefined
            ? addProperty(deployment.properties, deployment.at, { name: "lifecycle.create_before_destroy", value: true })
            : undefined,
      };
    }
  },
};

function stageOf(deployment: Resource, stack: Stack): Resource | undefined {
  return stack.resourcesOf("stage", "aws").find((stage) => {
    const value = stage.value("deployment");
    return value?.kind === "reference" && value.address === deployment.address && (value.scope ?? stage.scope) === deployment.scope;
  });
}
