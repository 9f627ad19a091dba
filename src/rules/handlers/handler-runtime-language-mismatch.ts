import { cdkApp } from "../examples/cdk-app.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const template = (runtime: string) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Book:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: book.handler
      Runtime: ${runtime}
`;
const service = (runtime: string) => `
service: books
provider:
  name: aws
  runtime: ${runtime}
functions:
  book:
    handler: functions/book.handler
`;
const python = "def handler(event, context):\n    return {}\n";

/** How people call a language. */
const names = { javascript: "JavaScript", typescript: "TypeScript", python: "Python", go: "Go", java: "Java", csharp: "C#" } as const;

export const handlerRuntimeLanguageMismatch: Rule = {
  id: "handler-runtime-language-mismatch",
  title: "Runtime cannot run this code",
  topics: ["1.5", "5.4", "29.1"],
  category: "deployment",
  severity: "high",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html",
  bad: [
    { head: { "template.yaml": template("nodejs22.x"), "src/book.py": python } },
    { head: { "serverless.yml": service("nodejs22.x"), "functions/book.py": python } },
    {
      head: {
        ...cdkApp(`
new lambda.Function(this, "Book", {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: "book.handler",
  code: lambda.Code.fromAsset("src"),
});
`),
        "src/book.py": python,
      },
    },
  ],
  good: [
    { head: { "template.yaml": template("python3.13"), "src/book.py": python } },
    { head: { "template.yaml": template("nodejs22.x"), "src/book.py": python, "src/Makefile": "build-Book:\n\tnpx esbuild\n" } },
    { head: { "template.yaml": template("nodejs22.x"), "src/book.ts": "export const handler = async () => ({});\n", "src/tool.py": python } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const lambda of stack.resourcesOf("function", "aws")) {
      const runtime = lambda.string("runtime");
      const handler = stack.handlerOf(lambda);
      const other = handler?.state === "not-read" ? handler.otherLanguage : undefined;
      if (!runtime.known || other === undefined) continue;
      yield {
        subject: lambda,
        claim: "runtime",
        evidence: [
          { at: runtime.at, note: runtime.value },
          { at: lambda.placeOf("handler"), note: "the handler" },
          { at: { path: other.path, startLine: 1, endLine: 1 }, note: names[other.language] },
        ],
        what: `${named(lambda)} has the runtime ${named(runtime.value)}, but its handler is ${named(other.path)}, and its folder holds nothing that this runtime runs.`,
        why: `The deployment succeeds; every invocation fails before a line of the code runs (\`Runtime.ImportModuleError\`).`,
        fix: `Set \`${runtime.nativeName}\` to a runtime for ${names[other.language]}, or correct the handler or code path.`,
      };
    }
  },
};
