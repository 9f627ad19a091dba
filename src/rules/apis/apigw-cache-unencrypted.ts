import { type MapValue, entryOf, textOf } from "../../stack/value.ts";
import type { Draft, Rule } from "../rule.ts";
import { addProperty, named } from "../words.ts";
import { type DeployedStage, methodSettingsOf, restStagesOf, stageWord } from "./stages.ts";

const template = (settings: string, cluster = "true") => `
Resources:
  Live:
    Type: AWS::ApiGateway::Stage
    Properties:
      RestApiId: !Ref Shop
      StageName: live
      CacheClusterEnabled: ${cluster}
      MethodSettings:
        - HttpMethod: "*"
          ResourcePath: /*
          CachingEnabled: true
${settings}`;
const terraform = (settings: string) => `
resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

resource "aws_api_gateway_stage" "live" {
  rest_api_id           = aws_api_gateway_rest_api.shop.id
  deployment_id         = aws_api_gateway_deployment.shop.id
  stage_name            = "live"
  cache_cluster_enabled = true
}

resource "aws_api_gateway_method_settings" "live" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  stage_name  = aws_api_gateway_stage.live.stage_name
  method_path = "*/*"
  settings {
    caching_enabled = true
${settings}  }
}
`;

export const apigwCacheUnencrypted: Rule = {
  id: "apigw-cache-unencrypted",
  title: "Answers lie in the API's cache in clear",
  topics: ["7.5", "33.3", "3.4"],
  category: "security",
  severity: "medium",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/apigateway/latest/developerguide/data-protection-encryption.html",
  peers: ["checkov:CKV_AWS_308", "cfn_nag:W87", "trivy:AWS-0002"],
  bad: [
    { head: { "template.yaml": template("") } },
    { head: { "template.yaml": template("          CacheDataEncrypted: false\n") } },
    { head: { "main.tf": terraform("") } },
  ],
  good: [
    { head: { "template.yaml": template("          CacheDataEncrypted: true\n") } },
    { head: { "template.yaml": template("          CacheDataEncrypted: !Ref Encrypted\n") } },
    // Without a cluster nothing is cached, whatever the methods say.
    { head: { "template.yaml": template("", "false") } },
    { head: { "template.yaml": template("").replace("CachingEnabled: true", "CachingEnabled: false") } },
    { head: { "main.tf": terraform("    cache_data_encrypted = true\n") } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const stage of restStagesOf(stack)) {
      const cluster = stage.resource.boolean("cacheCluster");
      if (!cluster.known || !cluster.value) continue;
      const [open] = (methodSettingsOf(stage) ?? []).filter(cachesInClear);
      if (open !== undefined) yield draftOf(stage, open);
    }
  },
};

function cachesInClear(settings: MapValue): boolean {
  const [caches, encrypts, lifetime] = ["CachingEnabled", "CacheDataEncrypted", "CacheTtlInSeconds"].map((name) => entryOf(settings, name)?.value);
  return textOf(caches) === "true" && (encrypts === undefined || textOf(encrypts) === "false") && textOf(lifetime) !== "0";
}

function draftOf(stage: DeployedStage, settings: MapValue): Draft {
  const { resource } = stage;
  const [caching, encryption] = [entryOf(settings, "CachingEnabled"), entryOf(settings, "CacheDataEncrypted")];
  const name = resource.format === "terraform" ? "cache_data_encrypted" : resource.format === "cdk" ? "cacheDataEncrypted" : "CacheDataEncrypted";
  return {
    subject: resource,
    claim: "cacheDataEncrypted",
    evidence: [
      { at: encryption?.at ?? caching?.at ?? settings.at, note: encryption === undefined ? `caches, without \`${name}\`` : "switched off" },
      { at: resource.placeOf("cacheCluster"), note: "the cache is on" },
    ],
    what: `The ${stageWord(stage)} ${named(resource)} caches answers and does not encrypt them.`,
    why: `Whatever methods return, personal data and answers for signed-in callers among it, lies on the cache's disk in clear for as long as it is cached, and audits for encryption at rest fail. It does not matter where every cached answer is public.`,
    fix: `Set \`${name}\` to \`true\` beside the setting that turns the cache on; it costs nothing.`,
    edit:
      encryption === undefined
        ? addProperty(settings, settings.at, { name, value: true })
        : { kind: "replace", at: encryption.value.at, value: true },
  };
}
