import { awsLimits } from "../../facts/aws-numbers.ts";
import type { Resource } from "../../stack/resource.ts";
import type { KnownSetting, Setting } from "../../stack/setting.ts";
import type { Draft, Rule } from "../rule.ts";
import { addProperty, named, setValue } from "../words.ts";

const sam = (more: string, type = "Api") => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Shop:
    Type: AWS::Serverless::${type}
    Properties:
      StageName: live
${more}`;
const terraform = (more: string) => `
resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
${more}}
`;
const service = (more: string) => `
service: shop
provider:
  name: aws
  runtime: nodejs22.x
${more}functions:
  list:
    handler: src/list.handler
    events:
      - http: GET /orders
`;
const handler = { "src/list.js": "export const handler = async () => ({ statusCode: 200 });\n" };

/** 10 MB, the largest answer of API Gateway. */
const largestBytes = awsLimits.compressedAnswer.value;
/** Below about a kilobyte, compression costs more time than the bytes that it saves. */
const sensibleBytes = 1_024;

export const apigwCompression: Rule = {
  id: "apigw-compression",
  title: "The API sends its answers uncompressed",
  topics: ["38.6", "16.8", "33.6"],
  category: "performance",
  severity: "low",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gzip-compression-decompression.html",
  onByDefault: false,
  bad: [
    { head: { "template.yaml": sam("") } },
    { head: { "main.tf": terraform("") } },
    { head: { "main.tf": terraform("  minimum_compression_size = -1\n") } },
    { head: { "template.yaml": sam("      MinimumCompressionSize: 99999999\n") } },
    { head: { "serverless.yml": service(""), ...handler } },
  ],
  good: [
    { head: { "template.yaml": sam("      MinimumCompressionSize: 0\n") } },
    { head: { "template.yaml": sam("      MinimumCompressionSize: !Ref Size\n") } },
    { head: { "main.tf": terraform("  minimum_compression_size = 1024\n") } },
    // HTTP APIs leave compression to the backend.
    { head: { "template.yaml": sam("", "HttpApi") } },
    { head: { "serverless.yml": service("  apiGateway: { minimumCompressionSize: 1024 }\n"), ...handler } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const api of stack.resourcesOf("api", "aws")) {
      const [kind, bytes] = [api.string("type"), api.number("compressionMinimumBytes")];
      if (!kind.known || kind.value !== "rest" || bytes.state === "unknown") continue;
      const isOutside = bytes.known && (bytes.value < 0 || bytes.value > largestBytes);
      if (bytes.known && !isOutside) continue;
      yield {
        subject: api,
        claim: "compressionMinimumBytes",
        evidence: [{ at: bytes.at, note: bytes.known ? `${bytes.value}` : "no compression" }],
        what: bytes.known
          ? `\`${bytes.nativeName}\` of ${named(api)} is ${bytes.value}, outside of 0 to ${largestBytes.toLocaleString("en")}.`
          : `${named(api)} does not compress its answers.`,
        why: `JSON shrinks to a fifth or less: uncompressed, callers on slow networks wait longer and each answer pays for more data transfer.${bytes.known && bytes.value > largestBytes ? " A value outside of the range is refused at deployment." : ""}`,
        fix: `Set \`${nameOf(api, bytes)}\` to ${sensibleBytes}: answers from 1 KiB on are compressed for callers that accept it. It does not matter where answers are small or a CDN compresses.`,
        edit: editOf(api, bytes),
      };
    }
  },
};

function nameOf(api: Resource, bytes: Setting<number>): string {
  return api.format === "serverless-framework" && !api.nativeType.startsWith("AWS::")
    ? "provider.apiGateway.minimumCompressionSize"
    : bytes.nativeName;
}

/** The CDK takes a size instead of a number. */
function editOf(api: Resource, bytes: Setting<number>) {
  if (api.format === "cdk") return undefined;
  return bytes.known
    ? setValue(bytes satisfies KnownSetting<number>, sensibleBytes)
    : addProperty(api.properties, api.at, { name: bytes.nativeName, value: sensibleBytes });
}
