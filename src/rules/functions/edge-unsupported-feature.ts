import type { EditPlan } from "../../findings/edit-plan.ts";
import type { Location } from "../../change/location.ts";
import type { Resource } from "../../stack/resource.ts";
import type { ResourceSettingName } from "../../stack/vocabulary.ts";
import type { Draft, Rule } from "../rule.ts";
import { named, setValue } from "../words.ts";

const template = (more: string) => `
Resources:
  Site:
    Type: AWS::CloudFront::Distribution
    Properties:
      DistributionConfig:
        Enabled: true
        Origins: [{ Id: site, DomainName: site.example }]
        DefaultCacheBehavior:
          TargetOriginId: site
          ViewerProtocolPolicy: redirect-to-https
          LambdaFunctionAssociations:
            - EventType: viewer-request
              LambdaFunctionARN: !Ref RewriteVersion
  RewriteVersion:
    Type: AWS::Lambda::Version
    Properties:
      FunctionName: !Ref Rewrite
  Rewrite:
    Type: AWS::Lambda::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      Role: arn:aws:iam::123456789012:role/edge
      Code: { S3Bucket: code, S3Key: edge.zip }
${more}`;

export const edgeUnsupportedFeature: Rule = {
  id: "edge-unsupported-feature",
  title: "Lambda@Edge does not have this setting",
  topics: ["9.5", "38.2"],
  category: "deployment",
  severity: "high",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-at-edge-function-restrictions.html",
  bad: [
    { head: { "template.yaml": template("      Environment: { Variables: { HOST: site.example } }\n") } },
    { head: { "template.yaml": template("      Architectures: [arm64]\n") } },
    {
      head: {
        "main.tf": `
resource "aws_lambda_function" "rewrite" {
  function_name = "rewrite"
  role          = "arn:aws:iam::123456789012:role/edge"
  handler       = "index.handler"
  runtime       = "nodejs22.x"
  architectures = ["arm64"]
  publish       = true
}

resource "aws_cloudfront_distribution" "site" {
  enabled = true
  origin {
    origin_id   = "site"
    domain_name = "site.example"
  }
  default_cache_behavior {
    target_origin_id       = "site"
    viewer_protocol_policy = "redirect-to-https"
    allowed_methods        = ["GET", "HEAD"]
    cached_methods         = ["GET", "HEAD"]
    lambda_function_association {
      event_type = "viewer-request"
      lambda_arn = aws_lambda_function.rewrite.qualified_arn
    }
  }
}
`,
      },
    },
  ],
  good: [{ head: { "template.yaml": template("") } }],
  *check({ stack }): Iterable<Draft> {
    for (const link of stack.linksOf("triggers", "aws")) {
      const lambda = link.to.resource;
      const service = link.string("service");
      if (lambda?.kind !== "function" || !service.known || service.value !== "cloudfront") continue;
      const refused = refusedBy(lambda);
      const [first] = refused;
      if (first === undefined) continue;
      yield {
        subject: lambda,
        claim: "edge",
        evidence: [...refused.map(({ at }) => ({ at, note: "not at the edge" })), { at: link.at, note: "runs at the edge" }],
        what: `${named(lambda)} runs at CloudFront's edge and has ${refused.map(({ text }) => text).join(", ")}.`,
        why: `CloudFront refuses to associate such a function: the deployment fails and rolls back, distribution changes (minutes each) included.`,
        fix: `Remove it from ${named(lambda)}. Configuration for the edge is written into the code at build time or read from origin headers.`,
        edit: refused.length === 1 ? first.edit : undefined,
      };
    }
  },
};

interface Refused {
  readonly at: Location;
  readonly text: string;
  /** Only where the function does the same without it. */
  readonly edit?: EditPlan | undefined;
}

function refusedBy(lambda: Resource): readonly Refused[] {
  const written: readonly (readonly [ResourceSettingName, string])[] = [
    ["subnets", "a VPC"],
    ["asyncDeadLetterTarget", "a dead-letter queue"],
    ["layers", "layers"],
  ];
  const environment = lambda.value("environment");
  const hasVariables = environment?.kind === "map" && environment.entries.size > 0;
  const [architecture, packaging, tracing, runtime] = [
    lambda.string("architecture"),
    lambda.string("packageType"),
    lambda.string("tracing"),
    lambda.string("runtime"),
  ];
  return [
    ...(hasVariables ? [{ at: lambda.placeOf("environment"), text: "environment variables" }] : []),
    ...written.flatMap(([name, text]) => (isFilled(lambda, name) ? [{ at: lambda.placeOf(name), text }] : [])),
    ...(architecture.known && architecture.value === "arm64"
      ? [{ at: architecture.at, text: "the architecture arm64", edit: setArchitecture(lambda) }]
      : []),
    ...(packaging.known && packaging.value === "Image" ? [{ at: packaging.at, text: "a container image" }] : []),
    ...(tracing.known && tracing.value === "Active"
      ? [{ at: tracing.at, text: "active tracing", edit: setValue(tracing, "PassThrough", "PASS_THROUGH") }]
      : []),
    ...(runtime.known && !/^(?:nodejs|python)/.test(runtime.value) ? [{ at: runtime.at, text: `the runtime \`${runtime.value}\`` }] : []),
  ];
}

function isFilled(lambda: Resource, name: ResourceSettingName): boolean {
  const value = lambda.value(name);
  return (
    value !== undefined &&
    value.kind !== "unknown" &&
    !(value.kind === "list" && value.items.length === 0) &&
    !(value.kind === "scalar" && value.value === null)
  );
}

function setArchitecture(lambda: Resource): EditPlan | undefined {
  const architecture = lambda.string("architecture");
  return architecture.known ? setValue(architecture, "x86_64", "X86_64") : undefined;
}
