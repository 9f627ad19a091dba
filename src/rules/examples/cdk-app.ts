/** How examples call the packages of the CDK. */
const packages: ReadonlyMap<string, string> = new Map([
  ["cdk", "aws-cdk-lib"],
  ["apigateway", "aws-cdk-lib/aws-apigateway"],
  ["apigatewayv2", "aws-cdk-lib/aws-apigatewayv2"],
  ["appsync", "aws-cdk-lib/aws-appsync"],
  ["integrations", "aws-cdk-lib/aws-apigatewayv2-integrations"],
  ["cloudfront", "aws-cdk-lib/aws-cloudfront"],
  ["cognito", "aws-cdk-lib/aws-cognito"],
  ["dynamodb", "aws-cdk-lib/aws-dynamodb"],
  ["ec2", "aws-cdk-lib/aws-ec2"],
  ["events", "aws-cdk-lib/aws-events"],
  ["iam", "aws-cdk-lib/aws-iam"],
  ["kinesis", "aws-cdk-lib/aws-kinesis"],
  ["lambda", "aws-cdk-lib/aws-lambda"],
  ["logs", "aws-cdk-lib/aws-logs"],
  ["notifications", "aws-cdk-lib/aws-s3-notifications"],
  ["rds", "aws-cdk-lib/aws-rds"],
  ["s3", "aws-cdk-lib/aws-s3"],
  ["scheduler", "aws-cdk-lib/aws-scheduler"],
  ["sfn", "aws-cdk-lib/aws-stepfunctions"],
  ["sns", "aws-cdk-lib/aws-sns"],
  ["sources", "aws-cdk-lib/aws-lambda-event-sources"],
  ["sqs", "aws-cdk-lib/aws-sqs"],
  ["subscriptions", "aws-cdk-lib/aws-sns-subscriptions"],
  ["targets", "aws-cdk-lib/aws-events-targets"],
  ["tasks", "aws-cdk-lib/aws-stepfunctions-tasks"],
]);

/** Files of an example: a CDK program of TypeScript with one stack, which these lines fill. The packages that they name are imported. */
export function cdkApp(lines: string): Readonly<Record<string, string>> {
  const imports = [...packages].filter(([name]) => name !== "cdk" && new RegExp(`\\b${name}\\.`, "u").test(lines));
  return {
    "cdk.json": `{ "app": "npx tsx bin/app.ts" }\n`,
    "bin/app.ts": `import { App } from "aws-cdk-lib";
import { ShopStack } from "../lib/shop-stack";

new ShopStack(new App(), "Shop");
`,
    "lib/shop-stack.ts": `import * as cdk from "aws-cdk-lib";
${imports.map(([name, path]) => `import * as ${name} from "${path}";\n`).join("")}
export class ShopStack extends cdk.Stack {
  constructor(scope: cdk.App, id: string) {
    super(scope, id);
${indented(lines)}
  }
}
`,
  };
}

function indented(lines: string): string {
  return lines
    .trim()
    .split("\n")
    .map((line) => (line === "" ? line : `    ${line}`))
    .join("\n");
}
