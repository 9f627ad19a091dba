/** Modules of the CDK that examples name, by the name that they take for them. */
const modules: ReadonlyMap<string, string> = new Map([
  ["dynamodb", "aws_dynamodb"],
  ["events", "aws_events"],
  ["iam", "aws_iam"],
  ["kinesis", "aws_kinesis"],
  ["lambda_", "aws_lambda"],
  ["s3", "aws_s3"],
  ["sns", "aws_sns"],
  ["sources", "aws_lambda_event_sources"],
  ["sqs", "aws_sqs"],
  ["targets", "aws_events_targets"],
]);

/** Files of an example: a CDK program of Python with one stack, which these lines fill. The modules that they name are imported. */
export function cdkPythonApp(lines: string): Readonly<Record<string, string>> {
  const imports = [...modules].filter(([name]) => new RegExp(`\\b${name}\\.`, "u").test(lines)).map(([name, path]) => `, ${path} as ${name}`);
  return {
    "cdk.json": `{ "app": "python3 app.py" }\n`,
    "app.py": `import aws_cdk as cdk
from infra.shop_stack import ShopStack

app = cdk.App()
ShopStack(app, "Shop")
app.synth()
`,
    "infra/__init__.py": "",
    "infra/shop_stack.py": `from aws_cdk import Duration, RemovalPolicy, Stack${imports.join("")}
from constructs import Construct


class ShopStack(Stack):
    def __init__(self, scope: Construct, construct_id: str, **kwargs) -> None:
        super().__init__(scope, construct_id, **kwargs)
${indented(lines)}
`,
  };
}

function indented(lines: string): string {
  return lines
    .trim()
    .split("\n")
    .map((line) => (line === "" ? line : `        ${line}`))
    .join("\n");
}
