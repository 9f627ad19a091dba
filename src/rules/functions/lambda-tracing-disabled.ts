import { samFunction } from "../examples/plain-function.ts";
import type { Draft, Rule } from "../rule.ts";
import { named, setValue } from "../words.ts";
import { addSetting, regionalFunctions } from "./regional-functions.ts";

const terraform = (mode: string) => `
resource "aws_lambda_function" "book" {
  function_name = "book"
  role          = "arn:aws:iam::123456789012:role/book"
  handler       = "index.handler"
  runtime       = "nodejs22.x"
  tracing_config {
    mode = "${mode}"
  }
}
`;
const service = (provider: string) => `
service: shop
provider:
  name: aws
  runtime: nodejs22.x
${provider}functions:
  book:
    handler: index.handler
`;

export const lambdaTracingDisabled: Rule = {
  id: "lambda-tracing-disabled",
  title: "Calls of the function are not traced",
  topics: ["15.1"],
  category: "observability",
  severity: "low",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html",
  onByDefault: false,
  peers: ["cfn-lint:WS1000", "checkov:CKV_AWS_50", "trivy:AWS-0066", "cdk-nag:Serverless-LambdaTracing"],
  bad: [
    { head: { "template.yaml": samFunction("") } },
    { head: { "main.tf": terraform("PassThrough") } },
    { head: { "serverless.yml": service("") } },
  ],
  good: [
    { head: { "template.yaml": samFunction("      Tracing: Active\n") } },
    { head: { "template.yaml": samFunction("", "Globals: { Function: { Tracing: Active } }\n") } },
    { head: { "main.tf": terraform("Active") } },
    { head: { "serverless.yml": service("  tracing: { lambda: true }\n") } },
    { head: { "template.yaml": samFunction("      Tracing: !ImportValue tracing\n") } },
    // Another tracer works in its place.
    { head: { "template.yaml": samFunction("      Environment: { Variables: { AWS_LAMBDA_EXEC_WRAPPER: /opt/otel-handler } }\n") } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const lambda of regionalFunctions(stack)) {
      const tracing = lambda.string("tracing");
      const variables = lambda.value("environment");
      const hasOther = variables?.kind === "map" ? [...variables.entries.keys()].some((name) => otherTracers.test(name)) : variables !== undefined;
      if (!tracing.known || tracing.value === "Active" || hasOther) continue;
      yield {
        subject: lambda,
        claim: "tracing",
        evidence: [{ at: tracing.at, note: tracing.isDefault ? "no tracing" : tracing.value }, { at: lambda.at }],
        what: `${named(lambda)} does not trace its calls: \`${tracing.nativeName}\` is ${tracing.isDefault ? "not set" : `\`${tracing.value}\``}.`,
        why: `A request that comes through it shows no time of its own in X-Ray unless the caller has decided to sample it: which of its calls was slow has to be guessed from logs. It does not matter where the team traces by other means.`,
        fix: `Set \`${tracing.nativeName}\` to \`Active\`${lambda.format === "sam" ? "" : ", and let the role send traces (`AWSXRayDaemonWriteAccess`)"}.`,
        edit: tracing.isDefault
          ? addSetting(lambda, { setting: "tracing", path: "TracingConfig.Mode", value: "Active" })
          : setValue(tracing, "Active"),
      };
    }
  },
};

/** Variables of OpenTelemetry, Datadog, New Relic, Lumigo, Dynatrace. */
const otherTracers = /^(?:AWS_LAMBDA_EXEC_WRAPPER|OTEL_|DD_|NEW_RELIC_|LUMIGO_|DT_|SENTRY_)/;
