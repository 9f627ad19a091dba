type Files = Readonly<Record<string, string>>;

/** One attack on one reader: files beside a healthy project, and what must be said of them. */
export interface HostileCase {
  readonly title: string;
  /** Folder of the healthy project in test/fixtures. */
  readonly beside: string;
  readonly files: () => Files;
  /** A note must match, as "path:line message"; null where the format says nothing, because nothing is lost. */
  readonly note: RegExp | null;
}

const deep = (open: string, close: string, count: number) => `${open.repeat(count)}${close.repeat(count)}`;

/** Nine anchors of nine aliases each: 9^9 values once unfolded. */
function aliasBomb(): string {
  const levels = Array.from({ length: 9 }, (_, level) => {
    const items = Array.from({ length: 9 }, () => (level === 0 ? "x" : `*l${level - 1}`));
    return `  l${level}: &l${level} [${items.join(", ")}]`;
  });
  return levels.join("\n");
}

const numbered = (count: number, line: (index: number) => string) => Array.from({ length: count }, (_, index) => line(index)).join("");
const twentyMegabytes = (line: string) => line.repeat(Math.ceil(20_000_000 / line.length));

const bombedTemplate = `Metadata:\n${aliasBomb()}\nResources:\n  Bombed:\n    Type: AWS::SQS::Queue\n    Properties:\n      Tags: *l8\n`;
const arm = (body: string) =>
  `{"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#", "contentVersion": "1.0.0.0",\n${body}}`;
const login = "on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: azure/login@v2\n";
const functionsHost = `{ "version": "2.0" }`;

const deployment = (run: string) => `on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: ${run}\n`;

/** Pipelines and what stands around resources. */
const surroundings: readonly HostileCase[] = [
  {
    title: "a pipeline with an alias bomb",
    beside: "deploy-steps",
    files: () => ({ ".github/workflows/bad.yml": `x:\n${aliasBomb()}\ny: *l8\n${deployment("gcloud run deploy bad")}` }),
    note: /^\.github\/workflows\/bad\.yml:\d+ /,
  },
  {
    title: "a pipeline with a list that is not closed",
    beside: "deploy-steps",
    files: () => ({ ".github/workflows/bad.yml": `${deployment("gcloud run deploy bad")}        env: [\n` }),
    note: /^\.github\/workflows\/bad\.yml:\d+ /,
  },
  {
    title: "a script with a hundred thousand quotes and braces that are not closed",
    beside: "deploy-steps",
    files: () => ({ ".github/workflows/bad.yml": deployment("./bad.sh"), "bad.sh": `sam deploy ${'"$(${'.repeat(20_000)}` }),
    note: null,
  },
  {
    title: "scripts and workflows that call one another",
    beside: "deploy-steps",
    files: () => ({
      ".github/workflows/bad.yml":
        "on: [push, workflow_call]\njobs:\n  a:\n    uses: ./.github/workflows/bad.yml\n  b:\n    uses: ./.github/workflows/bad.yml\n",
      ".github/workflows/worse.yml": deployment("./bad.sh"),
      "bad.sh": "./bad.sh; ./bad.sh; bash worse.sh\n",
      "worse.sh": "bash bad.sh && source bad.sh\n",
    }),
    note: null,
  },
  {
    title: "scripts of a thousand lines that call themselves",
    beside: "deploy-steps",
    files: () => ({
      ".github/workflows/bad.yml": deployment("./bad.sh"),
      ".github/workflows/worse.yml": deployment("npm run bad"),
      "bad.sh": "./bad.sh\n".repeat(1_000),
      "package.json": JSON.stringify({ scripts: { bad: "npm run bad; ".repeat(1_000) } }),
    }),
    note: /^\.github\/workflows\/(?:bad|worse)\.yml:1 the pipeline runs so many commands/,
  },
  {
    title: "actions and workflows that call themselves a hundred times",
    beside: "deploy-steps",
    files: () => ({
      ".github/workflows/bad.yml": `on: push\njobs:\n${numbered(100, (index) => `  j${index}: { uses: ./.github/workflows/bad.yml }\n`)}`,
      ".github/workflows/worse.yml": "on: push\njobs:\n  a:\n    steps:\n      - uses: ./bad\n",
      "bad/action.yml": `runs:\n  steps:\n${"    - uses: ./bad\n".repeat(100)}`,
    }),
    note: /^\.github\/workflows\/bad\.yml:1 the pipeline runs so many commands/,
  },
  {
    title: "variables of a script that double one another",
    beside: "deploy-steps",
    files: () => ({
      ".github/workflows/bad.yml": deployment("./bad.sh && ./worse.sh"),
      "bad.sh": `A0=aa\n${numbered(60, (index) => `A${index + 1}=$A${index}$A${index}\n`)}sam deploy --parameter-overrides A=$A60\n`,
      "worse.sh": `A0=x$(date)\n${numbered(60, (index) => `A${index + 1}=$A${index}$A${index}\n`)}sam deploy --parameter-overrides A=$A60\n`,
    }),
    note: null,
  },
  {
    title: "a script of keywords, assignments and lines without end",
    beside: "deploy-steps",
    files: () => ({
      ".github/workflows/bad.yml": deployment("./if.sh; ./set.sh; ./env.sh; ./lines.sh"),
      "if.sh": "if ".repeat(60_000),
      "set.sh": "A= ".repeat(60_000),
      "env.sh": `env ${"A=1 ".repeat(45_000)}`,
      "lines.sh": "a\n".repeat(90_000),
    }),
    note: /^\.github\/workflows\/bad\.yml:1 the pipeline runs so many commands/,
  },
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
  {
    title: "a matrix of a million jobs",
    beside: "deploy-steps",
    files: () => {
      const axes = ["a", "b", "c", "d", "e", "f"].map((name) => `        ${name}: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]`).join("\n");
      return { ".github/workflows/bad.yml": `on: push\njobs:\n  a:\n    strategy:\n      matrix:\n${axes}\n    steps:\n      - run: ls\n` };
    },
    note: null,
  },
  {
    title: "a samconfig that is no TOML",
    beside: "deploy-steps",
    files: () => ({ "bad/samconfig.toml": "[default\nparameter_overrides = [\n" }),
    note: /^bad\/samconfig\.toml:\d+ /,
  },
  {
    title: "a samconfig nested without end",
    beside: "deploy-steps",
    files: () => ({ "bad/samconfig.toml": `a = ${deep("[", "]", 20_000)}` }),
    note: /^bad\/samconfig\.toml:\d* [A-Za-z]/,
  },
  {
    title: "an OpenAPI document with an alias bomb",
    beside: "open-api",
    files: () => ({
      "bad/template.yaml":
        "Transform: AWS::Serverless-2016-10-31\nResources:\n  Bad: { Type: AWS::Serverless::Api, Properties: { StageName: v1, DefinitionUri: bad.yaml } }\n",
      "bad/bad.yaml": `openapi: 3.0.0\nx:\n${aliasBomb()}\npaths: *l8\n`,
    }),
    note: /^bad\/bad\.yaml:\d+ /,
  },
  {
    title: "an OpenAPI document nested five thousand deep",
    beside: "open-api",
    files: () => ({
      "bad/main.tf": 'resource "aws_api_gateway_rest_api" "bad" {\n  name = "bad"\n  body = file("bad.json")\n}\n',
      "bad/bad.json": `{"openapi": "3.0.0", "paths": {"/a": ${deep("[", "]", 5_000)}}}`,
    }),
    note: null,
  },
];

const templates: readonly HostileCase[] = [
  {
    title: "SAM with an unclosed list",
    beside: "sam",
    files: () => ({
      "bad/template.yaml": "Transform: AWS::Serverless-2016-10-31\nResources:\n  A:\n    Type: AWS::Serverless::Function\n    Properties: [\n",
    }),
    note: /^bad\/template\.yaml:\d+ /,
  },
  {
    title: "SAM applications that hold each other",
    beside: "sam",
    files: () => ({
      "bad/a.yaml": application("b.yaml"),
      "bad/b.yaml": application("a.yaml"),
    }),
    note: null,
  },
  {
    title: "SAM of twenty megabytes",
    beside: "sam",
    files: () => ({ "bad/template.yaml": twentyMegabytes("# Transform: AWS::Serverless\n") }),
    note: null,
  },
  { title: "CloudFormation with an alias bomb", beside: "cloudformation", files: () => ({ "bad.yaml": bombedTemplate }), note: /^bad\.yaml:\d+ / },
  {
    title: "CloudFormation nested five thousand deep",
    beside: "cloudformation",
    files: () => ({ "bad.json": `{"Resources": {"A": {"Type": "AWS::SQS::Queue", "Properties": {"Tags":\n${deep("[", "]", 5_000)}}}}}` }),
    note: /^bad\.json:\d+ /,
  },
  {
    title: "CloudFormation stacks that nest each other",
    beside: "cloudformation",
    files: () => ({ "bad/a.yaml": nestedStack("./b.yaml"), "bad/b.yaml": nestedStack("./a.yaml") }),
    note: null,
  },
  {
    title: "Serverless Framework variables in a circle",
    beside: "serverless-framework",
    files: () => ({
      "bad/serverless.yml":
        "service: ring\nprovider: { name: aws, runtime: nodejs22.x }\ncustom:\n  a: ${self:custom.b}\n  b: ${self:custom.a}\nfunctions:\n  ring:\n    handler: ring.handler\n    timeout: ${self:custom.a}\n",
    }),
    note: /^bad\/serverless\.yml:5 .*refers to itself/,
  },
  {
    title: "Serverless Framework variables that are nested and none",
    beside: "serverless-framework",
    files: () => ({
      "bad/serverless.yml": `service: nested\nprovider: { name: aws, runtime: nodejs22.x }\nfunctions:\n  nested:\n    handler: '${"${a(".repeat(60)}${")b}".repeat(60)}'\n    description: '${"${".repeat(100_000)}'\n`,
    }),
    note: null,
  },
  {
    title: "Serverless Framework files that include each other",
    beside: "serverless-framework",
    files: () => ({
      "bad/serverless.yml": "service: ring\nprovider: { name: aws }\ncustom: ${file(./one.yml)}\nfunctions:\n  ring:\n    handler: ring.handler\n",
      "bad/one.yml": "a: ${file(./two.yml)}\n",
      "bad/two.yml": "b: ${file(./one.yml)}\n",
    }),
    note: /^bad\/two\.yml:1 .*refers to itself/,
  },
  {
    title: "Serverless Framework with an unclosed map",
    beside: "serverless-framework",
    files: () => ({ "bad/serverless.yml": "service: broken\nprovider: { name: aws\nfunctions:\n  a:\n    handler: a.b\n" }),
    note: /^bad\/serverless\.yml:\d+ /,
  },
  {
    title: "ASL with an unclosed object",
    beside: "asl",
    files: () => ({ "bad.asl.json": `{"StartAt": "A",\n"States": {"A": {"Type": "Pass",` }),
    note: /^bad\.asl\.json:\d+ /,
  },
  {
    title: "ASL nested five thousand deep",
    beside: "asl",
    files: () => ({ "bad.asl.json": `{"StartAt": "A", "States": {"A": {"Type": "Pass", "Result":\n${deep("[", "]", 5_000)}}}}` }),
    note: /^bad\.asl\.json:\d+ /,
  },
  {
    title: "a GitHub workflow with an unclosed list",
    beside: "github-actions",
    files: () => ({ ".github/workflows/bad.yml": `${login}        with: { client-id: [\n` }),
    note: /^\.github\/workflows\/bad\.yml:\d+ /,
  },
  {
    title: "a GitHub workflow with an alias bomb",
    beside: "github-actions",
    files: () => ({ ".github/workflows/bad.yml": `x:\n${aliasBomb()}\ny: *l8\n${login}` }),
    note: /^\.github\/workflows\/bad\.yml:\d+ /,
  },
  {
    title: "a Google workflow with an alias bomb",
    beside: "workflows",
    files: () => ({ "bad.workflows.yaml": `x:\n${aliasBomb()}\nmain:\n  steps:\n    - a:\n        assign: *l8\n` }),
    note: /^bad\.workflows\.yaml:\d+ /,
  },
  {
    title: "a Google workflow with an unclosed list",
    beside: "workflows",
    files: () => ({ "bad.workflows.yaml": "main:\n  steps:\n    - a:\n        call: http.get\n        args: [\n" }),
    note: /^bad\.workflows\.yaml:\d+ /,
  },
];

function application(other: string): string {
  return `Transform: AWS::Serverless-2016-10-31\nResources:\n  Inner:\n    Type: AWS::Serverless::Application\n    Properties:\n      Location: ${other}\n`;
}

function nestedStack(other: string): string {
  return `Resources:\n  Inner:\n    Type: AWS::CloudFormation::Stack\n    Properties:\n      TemplateURL: ${other}\n`;
}

const modules: readonly HostileCase[] = [
  {
    title: "Terraform with an unclosed block",
    beside: "terraform-aws",
    files: () => ({ "bad/main.tf": `resource "aws_sqs_queue" "open" {\n  name = "a"\n` }),
    note: /^bad\/main\.tf:\d+ /,
  },
  {
    title: "Terraform modules that call each other",
    beside: "terraform-aws",
    files: () => ({ "ring/a/main.tf": `module "b" {\n  source = "../b"\n}\n`, "ring/b/main.tf": `module "a" {\n  source = "../a"\n}\n` }),
    note: /^ring\/a\/main\.tf:1 .*calls the module that calls it/,
  },
  {
    title: "Terraform locals in a circle and a range without end",
    beside: "terraform-google",
    files: () => ({
      "bad/main.tf": `locals {\n  a = local.b\n  b = local.a\n  many = [for x in range(1000000000) : [for y in range(1000000000) : x]]\n}\nresource "google_pubsub_topic" "ring" {\n  name   = local.a\n  labels = { many = length(local.many) }\n}\n`,
    }),
    note: null,
  },
  {
    title: "Terraform nested ten thousand deep",
    beside: "terraform-azurerm",
    files: () => ({
      "bad/main.tf": `locals {\n  a = ${deep("[", "]", 10_000)}\n}\nresource "azurerm_storage_account" "deep" {\n  name = local.a\n}\n`,
    }),
    note: null,
  },
  {
    title: "Terraform of twenty megabytes",
    beside: "terraform-aws",
    files: () => ({ "bad/main.tf": twentyMegabytes("# nothing is declared here\n") }),
    note: /^bad\/main\.tf: not read: too large/,
  },
  {
    title: "Bicep with an unclosed resource",
    beside: "bicep",
    files: () => ({ "bad.bicep": "resource q 'Microsoft.Storage/storageAccounts@2023-05-01' = {\n  name: 'a\n" }),
    note: /^bad\.bicep:\d+ /,
  },
  {
    title: "Bicep modules and variables in a circle",
    beside: "bicep",
    files: () => ({
      "ring/a.bicep": "module b 'b.bicep' = {\n  name: 'b'\n}\n",
      "ring/b.bicep": "var x = y\nvar y = x\nmodule a 'a.bicep' = {\n  name: x\n}\n",
      "ring/root.bicep": "module a 'a.bicep' = {\n  name: 'a'\n}\n",
    }),
    note: null,
  },
  {
    title: "Bicep with a loop of a thousand million",
    beside: "bicep",
    files: () => ({
      "bad.bicep": "resource s 'Microsoft.Storage/storageAccounts@2023-05-01' = [for i in range(0, 1000000000): {\n  name: 's${i}'\n}]\n",
    }),
    note: null,
  },
  {
    title: "ARM with an unclosed list",
    beside: "arm",
    files: () => ({ "bad.json": arm(`"resources": [\n{"type": "Microsoft.Storage/storageAccounts"`) }),
    note: /^bad\.json:\d+ /,
  },
  {
    title: "ARM variables in a circle and a copy without end",
    beside: "arm",
    files: () => ({
      "bad.json": arm(
        `"variables": {"a": "[variables('b')]", "b": "[variables('a')]"},\n"resources": [{"type": "Microsoft.Storage/storageAccounts", "apiVersion": "2023-05-01", "name": "[concat(variables('a'), copyIndex())]", "copy": {"name": "c", "count": 1000000000}}]`,
      ),
    }),
    note: null,
  },
  {
    title: "ARM expressions nested ten thousand deep",
    beside: "arm",
    files: () => ({
      "bad.json": arm(
        `"resources": [{"type": "Microsoft.Storage/storageAccounts", "apiVersion": "2023-05-01", "name": "[${"concat(".repeat(10_000)}'a'${")".repeat(10_000)}]"}]`,
      ),
    }),
    note: null,
  },
];

const code: readonly HostileCase[] = [
  {
    title: "a host.json that is cut off",
    beside: "azure-functions-node",
    files: () => ({ "bad/host.json": `{ "version": "2.0",\n` }),
    note: /^bad\/host\.json:\d+ /,
  },
  {
    title: "a function.json that is cut off",
    beside: "azure-functions-node",
    files: () => ({ "bad/host.json": functionsHost, "bad/one/function.json": `{ "bindings": [\n{ "type": "queueTrigger",` }),
    note: /^bad\/one\/function\.json:\d+ /,
  },
  {
    title: "JavaScript functions with an unclosed call and a value nested ten thousand deep",
    beside: "azure-functions-node",
    files: () => ({
      "bad/host.json": functionsHost,
      "bad/package.json": `{ "main": "a.js", "dependencies": { "@azure/functions": "4" } }`,
      "bad/a.js": `const { app } = require("@azure/functions");\nconst deep = ${deep("[", "]", 10_000)};\napp.http("a", { methods: deep,`,
    }),
    note: /bad\/a\.js:3 .*could not be parsed/,
  },
  {
    title: "Python functions with an unclosed decorator",
    beside: "azure-functions-python",
    files: () => ({
      "bad/host.json": functionsHost,
      "bad/function_app.py": `import azure.functions as func\napp = func.FunctionApp()\n@app.route(route=${"(".repeat(5_000)}\n`,
    }),
    note: /bad\/function_app\.py:1 .*could not be parsed/,
  },
  {
    title: "C# functions with unclosed attributes",
    beside: "azure-functions-csharp",
    files: () => ({
      "bad/host.json": functionsHost,
      "bad/Bad.cs": `using Microsoft.Azure.Functions.Worker;\nclass A {\n  [Function("A")]\n  void A([TimerTrigger(${"(".repeat(5_000)}\n`,
    }),
    note: /bad\/Bad\.cs:\d+ .*could not be parsed/,
  },
  {
    title: "Java functions with unclosed annotations",
    beside: "azure-functions-java",
    files: () => ({
      "bad/host.json": functionsHost,
      "bad/src/Bad.java": `import com.microsoft.azure.functions.annotation.*;\nclass Bad {\n  @FunctionName("Bad")\n  void bad(@TimerTrigger(name = ${"(".repeat(5_000)}\n`,
    }),
    note: /bad\/src\/Bad\.java:\d+ .*could not be parsed/,
  },
  {
    title: "rules with an unclosed match",
    beside: "firestore-rules",
    files: () => ({ "bad.rules": "service cloud.firestore {\n  match /a/{b} {\n    allow read: if true\n" }),
    note: /^bad\.rules:\d+ /,
  },
  {
    title: "rules with functions that call each other and a condition nested ten thousand deep",
    beside: "firestore-rules",
    files: () => ({
      "bad.rules": `service cloud.firestore {\n  match /a/{b} {\n    function one() { return two(); }\n    function two() { return one(); }\n    allow read: if one();\n    allow write: if ${deep("(", ")", 10_000)};\n  }\n}\n`,
    }),
    note: /^bad\.rules/,
  },
  {
    title: "a firebase.json that is cut off",
    beside: "firebase",
    files: () => ({ "bad/firebase.json": `{ "functions": {\n"source": ` }),
    note: /^bad\/firebase\.json:\d+ /,
  },
  {
    title: "Firebase modules that require each other",
    beside: "firebase",
    files: () => ({
      "bad/firebase.json": `{ "functions": { "source": "f" } }`,
      "bad/f/package.json": `{ "main": "a.js", "dependencies": { "firebase-functions": "6" } }`,
      "bad/f/a.js": `const b = require("./b");\nmodule.exports = { ...b };\n`,
      "bad/f/b.js": `const a = require("./a");\nmodule.exports = { ...a };\n`,
    }),
    note: null,
  },
  {
    title: "a CDK app that never ends and one that is cut off",
    beside: "cdk-typescript",
    files: () => ({
      "bad/cdk.json": `{ "app": "npx ts-node bin/a.ts" }`,
      "bad/bin/a.ts": `import { App, Stack } from "aws-cdk-lib";\nimport { Queue } from "aws-cdk-lib/aws-sqs";\nconst stack = new Stack(new App(), "Endless");\nfunction more(n: number): void { more(n + 1); }\nwhile (true) new Queue(stack, "Q");\nmore(0);\nnew Queue(stack, "Cut", {`,
    }),
    note: /^bad\/bin\/a\.ts/,
  },
  {
    title: "a CDK app in Python that never ends",
    beside: "cdk-python",
    files: () => ({
      "bad/cdk.json": `{ "app": "python3 app.py" }`,
      "bad/app.py": `import aws_cdk as cdk\n\napp = cdk.App()\nstack = cdk.Stack(app, "Endless")\n\ndef more(n):\n    return more(n + 1)\n\nmore(0)\nwhile True:\n    cdk.aws_sqs.Queue(stack, "Q")\n`,
    }),
    note: null,
  },
];

/** Broken, circular and huge input for every format. */
export const hostileCases: readonly HostileCase[] = [...templates, ...modules, ...code, ...surroundings];
