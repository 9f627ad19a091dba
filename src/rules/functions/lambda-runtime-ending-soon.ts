import { runtimeEndOf } from "../../facts/lambda-runtimes.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const template = (runtime: string) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Book:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: ${runtime}
`;
const terraform = `
resource "aws_lambda_function" "book" {
  function_name = "book"
  role          = "arn:aws:iam::123456789012:role/book"
  handler       = "index.handler"
  runtime       = "nodejs22.x"
}
`;
const noticeDays = 180;
const millisecondsOfDay = 86_400_000;

export const lambdaRuntimeEndingSoon: Rule = {
  id: "lambda-runtime-ending-soon",
  title: "The runtime is deprecated within half a year",
  topics: ["1.5", "7.6"],
  category: "deployment",
  severity: "low",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html",
  onByDefault: false,
  bad: [{ head: { "template.yaml": template("nodejs22.x") } }, { head: { "main.tf": terraform } }],
  good: [
    { head: { "template.yaml": template("nodejs24.x") } },
    { head: { "template.yaml": template("python3.11") } },
    // What is deprecated already is told by lambda-runtime-deprecated.
    { head: { "template.yaml": template("nodejs20.x") } },
  ],
  *check({ stack, now }): Iterable<Draft> {
    for (const lambda of stack.resourcesOf("function", "aws")) {
      const runtime = lambda.string("runtime");
      const end = runtime.known ? runtimeEndOf(runtime.value) : undefined;
      if (!runtime.known || end === undefined) continue;
      const days = Math.ceil((Date.parse(end.deprecated) - now.getTime()) / millisecondsOfDay);
      if (days <= 0 || days > noticeDays) continue;
      yield {
        subject: lambda,
        claim: `runtime:${runtime.value}`,
        evidence: [{ at: runtime.at, note: `deprecated from ${end.deprecated}` }, { at: lambda.at }],
        what: `${named(lambda)} runs on ${named(runtime.value)}, which is to be deprecated on ${end.deprecated}, in ${days} days.`,
        why: `From then on the runtime gets no security fixes, and some months later functions on it can be neither made nor changed: the move is easier while nothing forces it.`,
        fix: `Plan the move to ${named(end.successor)}; new functions can start on it now.`,
      };
    }
  },
};
