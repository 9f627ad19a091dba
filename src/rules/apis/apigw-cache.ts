import { routeName, routesByApi } from "../../stack/route-access.ts";
import type { Resource } from "../../stack/resource.ts";
import type { Stack } from "../../stack/stack.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";
import { restStagesOf, stageWord } from "./stages.ts";

const template = (cluster: string, method = "GET") => `
Resources:
  Shop:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Name: shop
  List:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Shop
      ResourceId: !GetAtt Shop.RootResourceId
      HttpMethod: ${method}
      AuthorizationType: AWS_IAM
      Integration: { Type: MOCK }
  Live:
    Type: AWS::ApiGateway::Stage
    Properties:
      RestApiId: !Ref Shop
      StageName: live
${cluster}`;
const terraform = (cluster: string) => `
resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

resource "aws_api_gateway_method" "list" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_rest_api.shop.root_resource_id
  http_method   = "GET"
  authorization = "AWS_IAM"
}

resource "aws_api_gateway_stage" "live" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = "d1"
  stage_name    = "live"
${cluster}}
`;

export const apigwCache: Rule = {
  id: "apigw-cache",
  title: "Every read of the API calls its backend",
  topics: ["33.3", "3.1", "38.2"],
  category: "performance",
  severity: "low",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html",
  onByDefault: false,
  peers: ["checkov:CKV_AWS_120", "checkov:CKV_AWS_225", "trivy:AWS-0190"],
  bad: [{ head: { "template.yaml": template("") } }, { head: { "main.tf": terraform("  cache_cluster_enabled = false\n") } }],
  good: [
    { head: { "template.yaml": template("      CacheClusterEnabled: true\n") } },
    { head: { "template.yaml": template("      CacheClusterEnabled: !Ref Cached\n") } },
    // Only reads are worth a cache.
    { head: { "template.yaml": template("", "POST") } },
    { head: { "main.tf": terraform("  cache_cluster_enabled = true\n") } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const stage of restStagesOf(stack)) {
      const { resource, api } = stage;
      const cluster = resource.boolean("cacheCluster");
      const read = api === null ? undefined : firstRead(api, stack);
      if (!cluster.known || cluster.value || read === undefined || resource.format === "serverless-framework") continue;
      yield {
        subject: resource,
        claim: "cacheCluster",
        evidence: [
          { at: cluster.at, note: cluster.isDefault ? "no cache" : "the cache is off" },
          { at: read.at, note: "a read" },
        ],
        what: `The ${stageWord(stage)} ${named(resource)} has no cache, so every \`${routeName(read).replaceAll("`", "")}\` goes through to its backend.`,
        why: `Where many callers ask for the same answer, each call pays for the function and the table again, and a peak of reads reaches both unbraked.`,
        fix: `Set \`${cluster.nativeName}\` and a time to live for methods whose answers may be some seconds old. It does not matter where answers differ by caller, where a CDN caches before it, or where the cluster, billed by the hour from the smallest size on, costs more than the calls.`,
        confidence: 0.6,
      };
    }
  },
};

function firstRead(api: Resource, stack: Stack): Resource | undefined {
  return routesByApi(stack)
    .get(api)
    ?.find((route) => {
      const method = route.string("method");
      return method.known && method.value.toUpperCase() === "GET";
    });
}
