import type { HostileCase } from "./hostile-case.ts";
import { numbered } from "./texts.ts";

/** Little text that stands for very much: each ends in a bound. */
export const hostileMultiplication: readonly HostileCase[] = [
  {
    title: "a hundred APIs of one large OpenAPI document",
    beside: "open-api",
    files: () => ({
      "bad/template.yaml": `Transform: AWS::Serverless-2016-10-31\nResources:\n${numbered(
        100,
        (index) => `  Bad${index}: { Type: AWS::Serverless::Api, Properties: { StageName: v1, DefinitionUri: bad.yaml } }\n`,
      )}`,
      "bad/bad.yaml": `openapi: 3.0.0\npaths:\n${numbered(300, (index) => `  /p${index}: { get: {} }\n`)}`,
    }),
    note: /^bad\/template\.yaml:\d+ the OpenAPI documents of this stack declare more than 10000 routes.* at 66 more APIs$/,
  },
  {
    title: "Terraform APIs of one large OpenAPI document",
    beside: "open-api",
    files: () => ({
      "bad/main.tf": numbered(
        60,
        (index) => `resource "aws_api_gateway_rest_api" "bad${index}" {\n  name = "bad${index}"\n  body = file("bad.yaml")\n}\n`,
      ),
      "bad/bad.yaml": `openapi: 3.0.0\npaths:\n${numbered(300, (index) => `  /p${index}: { get: {} }\n`)}`,
    }),
    note: /^bad\/main\.tf:133 the OpenAPI documents of this stack declare more than 10000 routes.* at 26 more APIs$/,
  },
  {
    title: "Terraform documents that are other texts for each instance",
    beside: "open-api",
    files: () => ({
      "bad/main.tf": `resource "aws_api_gateway_rest_api" "bad" {\n  count = 200\n  name = "bad"\n  body = templatefile("bad.yaml", { name = "n\${count.index}" })\n}\n`,
      "bad/bad.yaml": `openapi: 3.0.0\ninfo: { title: "\${name}" }\npaths:\n${numbered(600, (index) => `  /p${index}: { get: {} }\n`)}`,
    }),
    note: /^bad\/bad\.yaml:\d+ the documents of this configuration are too many to read/,
  },
  {
    title: "API Management with a hundred APIs of one large OpenAPI document",
    beside: "open-api",
    files: () => ({
      "bad/main.bicep": `resource service 'Microsoft.ApiManagement/service@2022-08-01' existing = {\n  name: 'bad'\n}\n${numbered(
        100,
        (index) =>
          `resource bad${index} 'Microsoft.ApiManagement/service/apis@2022-08-01' = {\n  parent: service\n  name: 'bad${index}'\n  properties: {\n    format: 'openapi'\n    path: 'bad${index}'\n    value: loadTextContent('bad.yaml')\n  }\n}\n`,
      )}`,
      "bad/bad.yaml": `openapi: 3.0.0\npaths:\n${numbered(300, (index) => `  /p${index}: { get: {} }\n`)}`,
    }),
    note: /^bad\/main\.bicep:\d+ the OpenAPI documents of this stack declare more than 10000 routes/,
  },
  {
    title: "workflows of one large definition",
    beside: "sam",
    files: () => ({
      "bad/template.yaml": `Transform: AWS::Serverless-2016-10-31\nResources:\n${numbered(
        100,
        (index) => `  Bad${index}: { Type: AWS::Serverless::StateMachine, Properties: { DefinitionUri: bad.asl.json } }\n`,
      )}`,
      "bad/bad.asl.json": JSON.stringify({
        StartAt: "s0",
        States: Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`s${index}`, { Type: "Succeed" }])),
      }),
    }),
    note: /^bad\/template\.yaml:\d+ the workflows of this stack have more than 10000 states/,
  },
  {
    title: "CloudFormation outputs that double one another",
    beside: "cloudformation",
    files: () =>
      Object.fromEntries(
        Array.from({ length: 30 }, (_, index) => [
          `bad${index}.yaml`,
          `AWSTemplateFormatVersion: "2010-09-09"\nResources:\n  Next: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: bad${index + 1}.yaml } }\nOutputs:\n  Out: { Value: !Join ["", [!GetAtt Next.Outputs.Out, !GetAtt Next.Outputs.Out]], Export: { Name: !GetAtt Next.Outputs.Out } }\n`,
        ]),
      ),
    note: /^bad\d+\.yaml:1 the template has too many values to resolve/,
  },
  {
    title: "CloudFormation with a loop over a list of twenty thousand tags",
    beside: "cloudformation",
    files: () => ({
      "bad.yaml": `Transform: AWS::LanguageExtensions\nResources:\n  Fn::ForEach::All:\n    - One\n    - [${numbered(1_500, (index) => `n${index},`)}]\n    - Bad\${One}: { Type: AWS::SQS::Queue, Properties: { Tags: [${numbered(20_000, (index) => `{ Key: k${index}, Value: v },`)}] } }\n`,
    }),
    note: /^bad\.yaml:3 the loops of this template make more than 200000 values/,
  },
  {
    title: "CloudFormation conditions two thousand deep",
    beside: "cloudformation",
    files: () => ({
      "bad.yaml": `AWSTemplateFormatVersion: "2010-09-09"\nConditions:\n${numbered(2_000, (index) => `  C${index}: !Not [!Condition C${index + 1}]\n`)}Resources:\n  Bad: { Type: AWS::SQS::Queue, Condition: C0 }\n`,
    }),
    note: null,
  },
  {
    title: "a CloudFormation template of six thousand queues",
    beside: "cloudformation",
    files: () => ({
      "bad.yaml": `AWSTemplateFormatVersion: "2010-09-09"\nResources:\n${numbered(6_000, (index) => `  Bad${index}: { Type: AWS::SQS::Queue }\n`)}`,
    }),
    note: /^bad\.yaml:5003 the template declares more than 5000 resources/,
  },
  {
    title: "a long text that two thousand aliases repeat",
    beside: "cloudformation",
    files: () => ({
      "bad.yaml": `AWSTemplateFormatVersion: "2010-09-09"\nText: &text "${"{ab".repeat(100_000)}"\nResources:\n${numbered(2_000, (index) => `  Bad${index}: { Type: AWS::SQS::Queue, Properties: { RedrivePolicy: *text } }\n`)}`,
    }),
    note: /^bad\.yaml:\d+ the aliases of this file unfold to too many values/,
  },
  {
    title: "Terraform policies that are made of one another twice",
    beside: "terraform-aws",
    files: () => ({
      "bad/main.tf":
        numbered(
          100,
          (index) =>
            `data "aws_iam_policy_document" "bad${index}" {\n  source_policy_documents = [data.aws_iam_policy_document.bad${index - 1}.json, data.aws_iam_policy_document.bad${index - 1}.json]\n  statement {\n    actions   = ["s3:*"]\n    resources = ["*"]\n  }\n}\n`,
        ) + `resource "aws_iam_policy" "bad" {\n  policy = data.aws_iam_policy_document.bad99.json\n}\n`,
    }),
    note: /^bad\/main\.tf:\d+ refers to data\.aws_iam_policy_document\.bad-1/,
  },
  {
    title: "three hundred Terraform root modules that call one module of three hundred queues",
    beside: "terraform-aws",
    files: () => ({
      ...Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`bad${index}/main.tf`, `module "bad" {\n  source = "../worse"\n}\n`])),
      "worse/main.tf": numbered(300, (index) => `resource "aws_sqs_queue" "bad${index}" {\n  name = "bad${index}"\n}\n`),
    }),
    note: /^bad\d+\/main\.tf:1 the root modules declare more than 40000 resources/,
  },
  {
    title: "Serverless Framework with six thousand functions",
    beside: "serverless-framework",
    files: () => ({
      "bad/serverless.yml": `service: bad\nprovider: { name: aws }\nfunctions:\n${numbered(6_000, (index) => `  f${index}: { handler: a.b }\n`)}`,
    }),
    note: /^bad\/serverless\.yml:\d+ the service declares more than 5000 resources/,
  },
  {
    title: "six thousand functions of code that call one another",
    beside: "sam",
    files: () => ({
      "bad/template.yaml":
        "Transform: AWS::Serverless-2016-10-31\nResources:\n  Bad: { Type: AWS::Serverless::Function, Properties: { Handler: bad.handler, Runtime: python3.13, CodeUri: . } }\n",
      "bad/bad.py": `${numbered(6_000, (index) => `def f${index}(x):\n    return f${index + 1}(x)\n`)}def handler(event, context):\n    return f0(event)\n`,
    }),
    note: null,
  },
];
