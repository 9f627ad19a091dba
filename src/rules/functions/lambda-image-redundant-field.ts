import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const template = (more: string) => `
resource "aws_lambda_function" "book" {
  function_name = "book"
  role          = "arn:aws:iam::123456789012:role/book"
  package_type  = "Image"
  image_uri     = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/book:1"
${more}}
`;

export const lambdaImageRedundantField: Rule = {
  id: "lambda-image-redundant-field",
  title: "A container image takes neither handler, runtime nor layers",
  topics: ["9.4"],
  category: "deployment",
  severity: "high",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/lambda/latest/dg/images-create.html",
  bad: [
    { head: { "main.tf": template('  handler = "index.handler"\n  runtime = "nodejs22.x"\n') } },
    {
      head: {
        "template.yaml": `
Resources:
  Book:
    Type: AWS::Lambda::Function
    Properties:
      PackageType: Image
      Code: { ImageUri: 123456789012.dkr.ecr.eu-west-1.amazonaws.com/book:1 }
      Role: arn:aws:iam::123456789012:role/book
      Handler: index.handler
`,
      },
    },
  ],
  good: [{ head: { "main.tf": template("") } }],
  *check({ stack }): Iterable<Draft> {
    for (const lambda of stack.resourcesOf("function", "aws")) {
      const packaging = lambda.string("packageType");
      if (!packaging.known || packaging.value !== "Image") continue;
      const written = (["handler", "runtime", "layers"] as const).filter((name) => {
        const value = lambda.value(name);
        return (
          value !== undefined &&
          value.kind !== "unknown" &&
          !(value.kind === "scalar" && value.value === null) &&
          !(value.kind === "list" && value.items.length === 0)
        );
      });
      const [first] = written;
      // Defaults of the whole template are the framework's business.
      if (first === undefined || lambda.format === "serverless-framework" || lambda.format === "sam") continue;
      const names = written.map((name) => `\`${lambda.nameInDialect(name)}\``).join(", ");
      yield {
        subject: lambda,
        claim: "image",
        evidence: [{ at: lambda.placeOf(first), note: "not for images" }, { at: packaging.at }],
        what: `${named(lambda)} is a container image and sets ${names}.`,
        why: `Lambda refuses a container image with ${names}: the deployment fails and rolls back.`,
        fix: `Remove ${names}. Handler and runtime are part of the image (\`CMD\`, or \`ImageConfig\`), and what layers hold is copied into it.`,
        edit: written.length === 1 ? { kind: "remove", entry: lambda.placeOf(first) } : undefined,
      };
    }
  },
};
