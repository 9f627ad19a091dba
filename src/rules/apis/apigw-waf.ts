import type { Resource } from "../../stack/resource.ts";
import type { Stack } from "../../stack/stack.ts";
import type { Value } from "../../stack/value.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";
import { type DeployedStage, restStagesOf, stageWord } from "./stages.ts";

const template = (more: string, properties = "") => `
Resources:
  Shop:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Name: shop
${properties}  Live:
    Type: AWS::ApiGateway::Stage
    Properties:
      RestApiId: !Ref Shop
      StageName: live
${more}`;
const association = (arn: string) => `  Guard:
    Type: AWS::WAFv2::WebACLAssociation
    Properties:
      ResourceArn: ${arn}
      WebACLArn: arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/shop/1
`;
const terraform = (more: string) => `
resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

resource "aws_api_gateway_stage" "live" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = "d1"
  stage_name    = "live"
}
${more}`;

export const apigwWaf: Rule = {
  id: "apigw-waf",
  title: "No firewall looks at requests from the internet",
  topics: ["34.6", "34.7", "3.4"],
  category: "security",
  severity: "low",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-aws-waf.html",
  onByDefault: false,
  peers: ["checkov:CKV2_AWS_29", "cdk-nag:AwsSolutions-APIG3"],
  bad: [{ head: { "template.yaml": template("") } }, { head: { "main.tf": terraform("") } }],
  good: [
    {
      head: { "template.yaml": template(association("!Sub arn:${AWS::Partition}:apigateway:${AWS::Region}::/restapis/${Shop}/stages/live")) },
    },
    { head: { "template.yaml": template(association("!ImportValue shop-stage-arn")) } },
    { head: { "template.yaml": template("", "      EndpointConfiguration: { Types: [PRIVATE] }\n") } },
    {
      head: {
        "main.tf": terraform(`
resource "aws_wafv2_web_acl_association" "live" {
  resource_arn = aws_api_gateway_stage.live.arn
  web_acl_arn  = "arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/shop/1"
}
`),
      },
    },
    // API Gateway takes no web ACL for HTTP APIs.
    {
      head: {
        "template.yaml":
          "Transform: AWS::Serverless-2016-10-31\nResources:\n  Shop:\n    Type: AWS::Serverless::HttpApi\n    Properties: { StageName: live }\n",
      },
    },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const stage of restStagesOf(stack)) {
      const { resource, api } = stage;
      if (api === null || isPrivate(api) || isGuarded(stage, stack)) continue;
      yield {
        subject: resource,
        claim: "webAcl",
        evidence: [{ at: resource.at, note: "no web ACL" }],
        what: `The ${stageWord(stage)} ${named(resource)} answers from the internet, and no web ACL of this stack is associated with it.`,
        why: `Floods, scanners and known exploits reach authorizers and functions as ordinary requests: each is billed, and nothing can block a source while an attack runs.`,
        fix: `Associate an AWS WAF web ACL with the stage, with managed rules and a rate limit per address. It does not matter where CloudFront with a web ACL stands before the API, or a firewall policy of the organisation adds one.`,
        confidence: 0.6,
      };
    }
  },
};

/** Endpoints that are not known may be private, and a resource policy may keep strangers out. */
function isPrivate(api: Resource): boolean {
  const type = api.string("endpointType");
  return type.state === "unknown" || api.has("policy") || (type.known && type.value.toUpperCase() === "PRIVATE");
}

/** By an association that names it or something that is not known, or by a distribution before it. */
function isGuarded({ resource, api }: DeployedStage, stack: Stack): boolean {
  const associations = [...stack.ofShape("AWS::WAFv2::WebACLAssociation"), ...stack.ofShape("AWS::WAFRegional::WebACLAssociation")];
  const own = new Set([resource.address, api?.address]);
  return (
    stack.resourcesOf("distribution", "aws").length > 0 ||
    associations.some((one) => {
      const named = addressesIn(one.properties.entries.get("ResourceArn")?.value);
      return named.length === 0 || named.some((address) => own.has(address));
    })
  );
}

function addressesIn(value: Value | undefined): readonly string[] {
  if (value?.kind === "reference") return [value.address];
  return value?.kind === "joined" ? value.parts.flatMap(addressesIn) : [];
}
