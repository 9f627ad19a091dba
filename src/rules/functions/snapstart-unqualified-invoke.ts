import { unqualifiedWaiters } from "../../stack/platforms/aws/bound-callers.ts";
import type { Draft, Rule } from "../rule.ts";
import { addProperty, named, sourceName } from "../words.ts";

const template = (alias: string) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Shop:
    Type: AWS::Serverless::Function
    Properties:
      Handler: com.acme.Shop::handleRequest
      Runtime: java21
      SnapStart: { ApplyOn: PublishedVersions }
${alias}      Events:
        List:
          Type: Api
          Properties:
            Method: GET
            Path: /orders
`;

export const snapstartUnqualifiedInvoke: Rule = {
  id: "snapstart-unqualified-invoke",
  title: "Callers go past the snapshot",
  topics: ["5.6"],
  category: "performance",
  severity: "medium",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html",
  peers: ["cfn-lint:W2530"],
  bad: [
    { head: { "template.yaml": template("") } },
    {
      head: {
        "main.tf": `
resource "aws_lambda_function" "shop" {
  function_name = "shop"
  role          = "arn:aws:iam::123456789012:role/shop"
  handler       = "com.acme.Shop::handleRequest"
  runtime       = "java21"
  publish       = true
  snap_start {
    apply_on = "PublishedVersions"
  }
}

resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_integration" "shop" {
  api_id           = aws_apigatewayv2_api.shop.id
  integration_type = "AWS_PROXY"
  integration_uri  = aws_lambda_function.shop.invoke_arn
}

resource "aws_apigatewayv2_route" "list" {
  api_id    = aws_apigatewayv2_api.shop.id
  route_key = "GET /orders"
  target    = "integrations/\${aws_apigatewayv2_integration.shop.id}"
}
`,
      },
    },
  ],
  good: [{ head: { "template.yaml": template("      AutoPublishAlias: live\n") } }],
  *check({ stack }): Iterable<Draft> {
    for (const lambda of stack.resourcesOf("function", "aws")) {
      const snap = lambda.string("snapStart");
      const [caller] = snap.known && snap.value === "PublishedVersions" ? unqualifiedWaiters(lambda, stack) : [];
      if (caller === undefined) continue;
      yield {
        subject: lambda,
        claim: "snapStart:unqualified",
        evidence: [
          { at: snap.at, note: "only published versions have a snapshot" },
          { at: caller.at, note: "calls $LATEST" },
        ],
        what: `${named(lambda)} has SnapStart, but ${sourceName(caller)} calls it without a version or alias.`,
        why: `Only published versions start from the snapshot. A call without alias runs \`$LATEST\`, with the full cold start, while the snapshots of the versions are made and kept for nobody.`,
        fix:
          lambda.format === "sam"
            ? `Set \`AutoPublishAlias\`; SAM then points the events of the function to the alias.`
            : `Publish an alias and point the callers to its ARN.`,
        edit:
          lambda.format === "sam" && lambda.nativeType === "AWS::Serverless::Function"
            ? addProperty(lambda.properties, lambda.at, { name: "AutoPublishAlias", value: "live" })
            : undefined,
      };
    }
  },
};
