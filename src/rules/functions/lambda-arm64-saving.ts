import type { EditPlan } from "../../findings/edit-plan.ts";
import type { Resource } from "../../stack/resource.ts";
import { type FoundHandler, functionCode } from "../handlers/found-code.ts";
import { importsOnlyKnownPackages } from "../handlers/packages.ts";
import type { Draft, Rule } from "../rule.ts";
import { addProperty, named, setValue } from "../words.ts";

const template = (more = "", globals = "") => `
Transform: AWS::Serverless-2016-10-31
${globals}Resources:
  Book:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: book.handler
      Runtime: nodejs22.x
${more}`;
const service = (more = "") => `
service: shop
provider: { name: aws, runtime: nodejs22.x }
functions:
  book:
    handler: src/book.handler
${more}`;
const terraform = (architectures: string) => `
data "archive_file" "book" {
  type        = "zip"
  source_dir  = "src"
  output_path = "book.zip"
}

resource "aws_lambda_function" "book" {
  function_name = "book"
  role          = "arn:aws:iam::123456789012:role/book"
  handler       = "book.handler"
  runtime       = "nodejs22.x"
  filename      = data.archive_file.book.output_path
${architectures}}
`;
const code = { "src/book.mjs": 'import { randomUUID } from "node:crypto";\n\nexport const handler = async () => randomUUID();\n' };
const native = { "src/book.mjs": 'import sharp from "sharp";\n\nexport const handler = async (event) => sharp(event.path).toBuffer();\n' };

export const lambdaArm64Saving: Rule = {
  id: "lambda-arm64-saving",
  title: "The same code costs a fifth less on Graviton",
  topics: ["8.1", "33.5", "1.5"],
  category: "cost",
  severity: "low",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/lambda/latest/dg/foundation-arch.html",
  onByDefault: false,
  bad: [
    { head: { "template.yaml": template(), ...code } },
    { head: { "template.yaml": template("      Architectures: [x86_64]\n"), ...code } },
    { head: { "serverless.yml": service(), ...code } },
    { head: { "main.tf": terraform(""), ...code } },
  ],
  good: [
    { head: { "template.yaml": template("      Architectures: [arm64]\n"), ...code } },
    { head: { "template.yaml": template("", "Globals: { Function: { Architectures: [arm64] } }\n"), ...code } },
    { head: { "template.yaml": template("      Architectures: [!ImportValue architecture]\n"), ...code } },
    // These bring binaries of their own.
    { head: { "template.yaml": template(), ...native } },
    { head: { "template.yaml": template("      Layers: [arn:aws:lambda:eu-west-1:123456789012:layer:tools:1]\n"), ...code } },
    { head: { "serverless.yml": service("    architecture: arm64\n"), ...code } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const { lambda, handler } of functionCode(stack)) {
      const architecture = lambda.string("architecture");
      if (!architecture.known || architecture.value !== "x86_64" || lambda.has("layers") || !isPortable(lambda, handler)) continue;
      if (handler.buildTarget !== undefined || stack.triggersOf(lambda).some((link) => link.has("eventType"))) continue;
      yield {
        subject: lambda,
        claim: "architecture",
        evidence: [{ at: architecture.at, note: architecture.isDefault ? "x86_64 by default" : "x86_64" }, { at: handler.entry }],
        what: `${named(lambda)} runs on x86_64${architecture.isDefault ? " (the default)" : ""}, and its code brings nothing that is built for one processor.`,
        why: `On arm64 a GB-second costs 20 % less, and most code runs at least as fast. Functions that run rarely save nothing worth the change.`,
        fix: `Set \`${nameOf(lambda)}\` to \`arm64\` and run the tests on it.`,
        edit: toArm(lambda),
      };
    }
  },
};

/** Managed runtimes of languages without native parts, and packages that have none. */
function isPortable(lambda: Resource, handler: FoundHandler): boolean {
  const runtime = lambda.string("runtime");
  return runtime.known && /^(?:nodejs|python)/.test(runtime.value) && handler.facts.complete && importsOnlyKnownPackages(handler);
}

function nameOf(lambda: Resource): string {
  const names: Partial<Record<Resource["format"], string>> = {
    terraform: "architectures",
    "serverless-framework": "architecture",
    cdk: "architecture",
  };
  return names[lambda.format] ?? "Architectures";
}

function toArm(lambda: Resource): EditPlan | undefined {
  const architecture = lambda.string("architecture");
  if (!architecture.known || lambda.format === "cdk") return undefined;
  if (!architecture.isDefault) return setValue(architecture, "arm64");
  const value = lambda.format === "serverless-framework" ? "arm64" : ["arm64"];
  return addProperty(lambda.properties, lambda.at, { name: nameOf(lambda), value });
}
