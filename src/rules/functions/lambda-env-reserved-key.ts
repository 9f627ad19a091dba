import type { EditPlan } from "../../findings/edit-plan.ts";
import type { Resource } from "../../stack/resource.ts";
import { type MapEntry, entryOf } from "../../stack/value.ts";
import { serverlessService } from "../examples/serverless-service.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const template = (name: string) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Book:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      Environment:
        Variables:
          ${name}: eu-west-1
`;

/** Names that Lambda sets itself and does not let anybody set. Source: https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html */
const reserved = new Set([
  "_HANDLER",
  "_X_AMZN_TRACE_ID",
  "AWS_DEFAULT_REGION",
  "AWS_REGION",
  "AWS_EXECUTION_ENV",
  "AWS_LAMBDA_FUNCTION_NAME",
  "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
  "AWS_LAMBDA_FUNCTION_VERSION",
  "AWS_LAMBDA_INITIALIZATION_TYPE",
  "AWS_LAMBDA_LOG_GROUP_NAME",
  "AWS_LAMBDA_LOG_STREAM_NAME",
  "AWS_ACCESS_KEY",
  "AWS_ACCESS_KEY_ID",
  "AWS_SECRET_ACCESS_KEY",
  "AWS_SESSION_TOKEN",
  "AWS_LAMBDA_RUNTIME_API",
  "LAMBDA_TASK_ROOT",
  "LAMBDA_RUNTIME_DIR",
]);

export const lambdaEnvReservedKey: Rule = {
  id: "lambda-env-reserved-key",
  title: "Lambda does not let anybody set this variable",
  topics: ["18.6", "40.6"],
  category: "deployment",
  severity: "high",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html",
  peers: ["cfn-lint:E3663"],
  bad: [
    { head: { "template.yaml": template("AWS_REGION") } },
    {
      head: {
        "serverless.yml": serverlessService({
          functions: "book:\n  handler: src/book.handler\n  environment:\n    TABLE: orders\n    AWS_REGION: eu-west-1",
        }),
        "src/book.js": "export const handler = async () => {};\n",
      },
    },
    {
      head: {
        "main.tf": `
resource "aws_lambda_function" "book" {
  function_name = "book"
  role          = "arn:aws:iam::123456789012:role/book"
  handler       = "index.handler"
  runtime       = "nodejs22.x"
  environment {
    variables = {
      TABLE      = "orders"
      AWS_REGION = "eu-west-1"
    }
  }
}
`,
      },
    },
  ],
  good: [{ head: { "template.yaml": template("BUCKET_REGION") } }, { head: { "template.yaml": template("AWS_NODEJS_CONNECTION_REUSE_ENABLED") } }],
  *check({ stack }): Iterable<Draft> {
    const told = new Set<string>();
    for (const lambda of stack.resourcesOf("function", "aws")) {
      const environment = lambda.value("environment");
      const wrong = environment?.kind === "map" ? [...environment.entries.values()].filter((entry) => reserved.has(entry.name)) : [];
      for (const entry of wrong) {
        // A variable that all functions share is told once.
        const place = `${entry.at.path}:${entry.at.startLine}:${entry.name}`;
        if (told.has(place)) continue;
        told.add(place);
        yield {
          subject: lambda,
          claim: `environment:${entry.name}`,
          evidence: [{ at: entry.at, note: "reserved" }, { at: lambda.at }],
          what: `${named(lambda)} sets the variable ${named(entry.name)}, which Lambda keeps for itself.`,
          why: `Lambda refuses a function that sets it: the deployment fails and rolls back.`,
          fix:
            entry.name.includes("KEY") || entry.name.includes("TOKEN")
              ? `Remove it: the function's role gives it credentials.`
              : `Remove it and read what Lambda sets, or use a name of your own.`,
          edit: without(entry, lambda),
        };
      }
    }
  },
};

/** The last variable takes the environment along. */
function without(variable: MapEntry, lambda: Resource): EditPlan | undefined {
  const environment = lambda.value("environment");
  if (environment?.kind === "map" && environment.entries.size > 1) return { kind: "remove", entry: variable.at };
  const whole = entryOf(lambda.properties, "Environment");
  return whole && { kind: "remove", entry: whole.at };
}
