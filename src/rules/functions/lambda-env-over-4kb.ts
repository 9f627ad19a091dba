import { awsLimits } from "../../facts/aws-numbers.ts";
import { piecesOf } from "../../stack/platforms/aws/pieces.ts";
import type { Value } from "../../stack/value.ts";
import { serverlessService } from "../examples/serverless-service.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const template = (length: number) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Book:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      Environment:
        Variables:
          PRICES: ${"x".repeat(length)}
`;
const mostBytes = awsLimits.functionEnvironment.value;

export const lambdaEnvOver4kb: Rule = {
  id: "lambda-env-over-4kb",
  title: "More environment variables than Lambda takes",
  topics: ["18.6", "40.6"],
  category: "deployment",
  severity: "high",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html",
  peers: ["cfn-lint:E3697"],
  bad: [
    { head: { "template.yaml": template(4_100) } },
    {
      head: {
        "serverless.yml": serverlessService({ functions: `book:\n  handler: src/book.handler\n  environment:\n    PRICES: ${"x".repeat(4_100)}` }),
        "src/book.js": "export const handler = async () => {};\n",
      },
    },
  ],
  good: [{ head: { "template.yaml": template(3_900) } }],
  *check({ stack }): Iterable<Draft> {
    for (const lambda of stack.resourcesOf("function", "aws")) {
      const environment = lambda.value("environment");
      const entries = environment?.kind === "map" ? [...environment.entries.values()] : [];
      const sizes = entries.map((entry) => ({ entry, bytes: bytesOf(entry.name) + knownBytes(entry.value) }));
      const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
      const largest = sizes.toSorted((one, other) => other.bytes - one.bytes)[0];
      if (total <= mostBytes || largest === undefined) continue;
      yield {
        subject: lambda,
        claim: "environment:size",
        evidence: [{ at: largest.entry.at, note: `${largest.bytes} bytes of ${total}` }, { at: lambda.placeOf("environment") }],
        what: `The environment variables of ${named(lambda)} take at least ${total} bytes; ${named(largest.entry.name)} alone takes ${largest.bytes}.`,
        why: `Lambda takes ${mostBytes} bytes of names and values together and refuses the function above that: the deployment fails.`,
        fix: `Move what is large to Parameter Store, AppConfig, or a file in the package, and leave its name in the variable.`,
      };
    }
  },
};

/** The bytes of the parts that are known: the value cannot be shorter. */
function knownBytes(value: Value): number {
  return (piecesOf(value) ?? []).reduce((sum, piece) => sum + ("text" in piece ? bytesOf(piece.text) : 0), 0);
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}
