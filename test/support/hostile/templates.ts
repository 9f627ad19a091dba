import type { HostileCase } from "./hostile-case.ts";
import { deep, aliasBomb, twentyMegabytes, bombedTemplate, login } from "./texts.ts";

function application(other: string): string {
  return `Transform: AWS::Serverless-2016-10-31\nResources:\n  Inner:\n    Type: AWS::Serverless::Application\n    Properties:\n      Location: ${other}\n`;
}

function nestedStack(other: string): string {
  return `Resources:\n  Inner:\n    Type: AWS::CloudFormation::Stack\n    Properties:\n      TemplateURL: ${other}\n`;
}

/** Templates of CloudFormation, SAM, Serverless Framework and workflows. */
export const hostileTemplates: readonly HostileCase[] = [
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
