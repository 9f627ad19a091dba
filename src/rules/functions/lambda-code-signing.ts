import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";
import { regionalFunctions } from "./regional-functions.ts";

const terraform = (more = "") => `
resource "aws_lambda_function" "book" {
  function_name = "book"
  role          = "arn:aws:iam::123456789012:role/book"
${more}}
`;
const zip = '  handler       = "index.handler"\n  runtime       = "nodejs22.x"\n';
const template = (more = "") => `
Resources:
  Book:
    Type: AWS::Lambda::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      Role: arn:aws:iam::123456789012:role/book
      Code: { S3Bucket: code, S3Key: book.zip }
${more}`;

export const lambdaCodeSigning: Rule = {
  id: "lambda-code-signing",
  title: "Code of any origin can be deployed to the function",
  topics: ["34.5"],
  category: "security",
  severity: "low",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/lambda/latest/dg/configuration-codesigning.html",
  // Compliance only.
  onByDefault: false,
  peers: ["checkov:CKV_AWS_272"],
  bad: [{ head: { "main.tf": terraform(zip) } }, { head: { "template.yaml": template() } }],
  good: [
    {
      head: {
        "main.tf": terraform(`${zip}  code_signing_config_arn = "arn:aws:lambda:eu-west-1:123456789012:code-signing-config:csc-0123"\n`),
      },
    },
    { head: { "template.yaml": template("      CodeSigningConfigArn: !ImportValue signing\n") } },
    // Images are not signed this way.
    { head: { "main.tf": terraform('  package_type  = "Image"\n  image_uri     = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/book:1"\n') } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const lambda of regionalFunctions(stack)) {
      const type = lambda.string("packageType");
      // The CDK and the Serverless Framework set it in other places than the function.
      const isPlain = lambda.format === "terraform" || lambda.format === "cloudformation" || lambda.format === "sam";
      if (!isPlain || !type.known || type.value !== "Zip" || lambda.properties.entries.has("CodeSigningConfigArn")) continue;
      const name = lambda.format === "terraform" ? "code_signing_config_arn" : "CodeSigningConfigArn";
      yield {
        subject: lambda,
        claim: "codeSigning",
        evidence: [{ at: lambda.at, note: `no \`${name}\`` }],
        what: `${named(lambda)} has no code signing configuration.`,
        why: `Whoever may update functions can deploy any code to it, not only what the pipeline has built. It matters where a policy wants proof of a package's origin.`,
        fix: `Sign packages with AWS Signer in the pipeline, and set \`${name}\` with a policy of \`Enforce\`.`,
      };
    }
  },
};
