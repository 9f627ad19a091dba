import { cdkReleaseWith, runtimeConstant, runtimeEndOf } from "../../facts/lambda-runtimes.ts";
import type { Handler } from "../../handlers/facts.ts";
import { compareVersions, lowestVersion } from "../../handlers/locate/lowest-version.ts";
import type { Resource } from "../../stack/resource.ts";
import { cdkApp } from "../examples/cdk-app.ts";
import { cdkPythonApp } from "../examples/cdk-python-app.ts";
import type { Draft, Rule } from "../rule.ts";
import { named, setValue } from "../words.ts";

const template = (runtime: string) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Book:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: ${runtime}
`;

export const lambdaRuntimeDeprecated: Rule = {
  id: "lambda-runtime-deprecated",
  title: "The runtime gets no more security fixes",
  topics: ["1.5", "7.6"],
  category: "security",
  severity: "high",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html",
  peers: ["cfn-lint:E2531", "cfn-lint:E2533", "cfn-lint:W2531", "checkov:CKV_AWS_363"],
  bad: [
    { head: { "template.yaml": template("nodejs18.x") } },
    {
      head: {
        "serverless.yml": "service: shop\nprovider: { name: aws, runtime: python3.9 }\nfunctions:\n  book: { handler: book.handler }\n",
        "book.py": "def handler(event, context):\n    return 1\n",
      },
    },
    {
      head: {
        "package.json": '{ "dependencies": { "aws-cdk-lib": "2.270.0" } }\n',
        ...cdkApp(`
new lambda.Function(this, "Book", {
  runtime: lambda.Runtime.NODEJS_18_X,
  handler: "book.handler",
  code: lambda.Code.fromAsset("src"),
});
`),
      },
    },
    {
      head: cdkPythonApp(`
lambda_.Function(self, "Book", runtime=lambda_.Runtime.PYTHON_3_9, handler="book.handler", code=lambda_.Code.from_asset("src"))
`),
    },
    {
      head: {
        "main.tf": `
resource "aws_lambda_function" "book" {
  function_name = "book"
  role          = "arn:aws:iam::123456789012:role/book"
  handler       = "index.handler"
  runtime       = "nodejs18.x"
}
`,
      },
    },
  ],
  good: [
    { head: { "template.yaml": template("nodejs22.x") } },
    { base: { "template.yaml": template("nodejs18.x") }, head: { "template.yaml": `${template("nodejs18.x")}      Timeout: 10\n` } },
  ],
  *check({ stack, now }): Iterable<Draft> {
    const today = now.toISOString().slice(0, 10);
    const told = new Set<string>();
    for (const lambda of stack.resourcesOf("function", "aws")) {
      const runtime = lambda.string("runtime");
      const end = runtime.known ? runtimeEndOf(runtime.value) : undefined;
      if (!runtime.known || end === undefined || today < end.deprecated) continue;
      // A default that many functions take is told once.
      const place = `${runtime.at.path}:${runtime.at.startLine}`;
      if (told.has(place)) continue;
      told.add(place);
      const isClosed = today >= end.creationBlocked;
      yield {
        subject: lambda,
        claim: `runtime:${runtime.value}`,
        evidence: [{ at: runtime.at, note: `deprecated since ${end.deprecated}` }, { at: lambda.at }],
        what: `${named(lambda)} runs on \`${runtime.value}\`, which is deprecated since ${end.deprecated}.`,
        why: isClosed
          ? `The runtime gets no security patches, and new functions on it are refused${today >= end.updateBlocked ? "; so are updates" : `; updates are to be refused from ${end.updateBlocked}`}: the next urgent fix may not be deployable.`
          : `The runtime gets no security patches and no support. New functions on it are to be refused from ${end.creationBlocked}, updates from ${end.updateBlocked}: after that not even an urgent fix can be deployed.`,
        fix: `Move to \`${end.successor}\` ${neededRelease(lambda, end.successor)}and run the tests on it; ${familyOf(runtime.value).startsWith("dotnet") ? "the project's target framework moves along" : "native dependencies and layers have to be built for it as well"}.`,
        severity: isClosed ? "high" : "medium",
        edit: takesTheCode(runtime.value, end.successor, stack.handlerOf(lambda))
          ? setValue(runtime, end.successor, constantAtHand(lambda, end.successor))
          : undefined,
      };
    }
  },
};

/** The constant of a runtime, where the release of the CDK that the project asks for has it: code that names another does not compile. */
function constantAtHand(lambda: Resource, runtime: string): string | undefined {
  const [asked, needed] = [lowestVersion(lambda.attributes.get("aws-cdk-lib") ?? ""), cdkReleaseWith(runtime)];
  return asked !== null && needed !== undefined && compareVersions(asked, needed) >= 0 ? runtimeConstant(runtime) : undefined;
}

function neededRelease(lambda: Resource, runtime: string): string {
  const needed = cdkReleaseWith(runtime);
  if (lambda.format !== "cdk" || needed === undefined || constantAtHand(lambda, runtime) !== undefined) return "";
  return `(\`Runtime.${runtimeConstant(runtime)}\` is in \`aws-cdk-lib\` ${needed.join(".")} and later) `;
}

/**
 * .NET runs what was built for its own version only, so that the project has to move along. Newer Nodes have no `aws-sdk` and no callbacks, which other rules see
 * where the code is read.
 */
function takesTheCode(runtime: string, successor: string, handler: Handler | undefined): boolean {
  const family = familyOf(runtime);
  if (family !== familyOf(successor) || family === "dotnet" || family === "dotnetcore") return false;
  return family !== "nodejs" || handler?.state === "found";
}

/** Another family is another program: `go1.x` and `provided.al2023` want other handlers. */
function familyOf(runtime: string): string {
  return /^[a-z]+/.exec(runtime)?.[0] ?? runtime;
}
