import { expect, test } from "vitest";
import { lambdaRuntimeDeprecated } from "../../src/rules/functions/lambda-runtime-deprecated.ts";
import { sqsVisibilityBelow6xTimeout } from "../../src/rules/queues/sqs-visibility-below-6x-timeout.ts";
import type { Rule } from "../../src/rules/rule.ts";
import { reviewExample } from "../support/review-example.ts";

const template = `Transform: AWS::Serverless-2016-10-31
Parameters:
  Timeout: { Type: Number, Default: 10 }
Resources:
  Orders:
    Type: AWS::SQS::Queue
    Properties:
      VisibilityTimeout: 360
  Take:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      Handler: index.handler
      InlineCode: exports.handler = async () => {};
      Timeout: !Ref Timeout
      Events:
        Taken:
          Type: SQS
          Properties: { Queue: !GetAtt Orders.Arn }
`;
const workflow = (timeout: number) => `on: push
jobs:
  deploy:
    steps:
      - run: |
          sam deploy --parameter-overrides \\
            Timeout=${timeout}
`;

test("a finding that a deploy step alone causes shows the line that passes the value", async () => {
  const files = (timeout: number) => ({ "template.yaml": template, ".github/workflows/deploy.yml": workflow(timeout) });
  const { findings } = await reviewExample({ base: files(60), head: files(120) }, [sqsVisibilityBelow6xTimeout]);
  expect(findings.length).toBe(1);
  expect(findings[0]?.evidence.map(({ location, note }) => `${location.path}:${location.startLine} ${note}`)).toContain(
    ".github/workflows/deploy.yml:7 the deployment passes the value here",
  );
});

test("a value that deployments do not agree on causes none", async () => {
  const head = {
    "template.yaml": template,
    ".github/workflows/deploy.yml": workflow(120).replace("deploy:", "qa:"),
    ".github/workflows/other.yml": workflow(60).replace("deploy:", "dev:"),
  };
  expect((await reviewExample({ head }, [sqsVisibilityBelow6xTimeout])).findings).toEqual([]);
});

const fn = (name: string) =>
  `  ${name}:\n    Type: AWS::Serverless::Function\n    Properties: { Handler: index.handler, InlineCode: "exports.handler = async () => {};" }\n`;
const functions = (globals: string, ...names: readonly string[]) =>
  `Transform: AWS::Serverless-2016-10-31\n${globals}Globals:\n  Function:\n    Runtime: nodejs16.x\nResources:\n${names.map(fn).join("")}`;

test("a line that resources share is no finding when their order changes", async () => {
  const base = { "template.yaml": functions("", "One", "Two") };
  const head = { "template.yaml": functions("Description: shop\n", "Two", "One") };
  expect((await reviewExample({ base, head }, [lambdaRuntimeDeprecated])).findings).toEqual([]);
});

test("a line of a resource's own is a finding beside another that is cured", async () => {
  const own = (name: string, runtime: string) => fn(name).replace("{ Handler", `{ Runtime: ${runtime}, Handler`);
  const head = (one: string, two: string) => ({ "template.yaml": `Transform: AWS::Serverless-2016-10-31\nResources:\n${one}${two}` });
  const base = head(own("One", "nodejs16.x"), own("Two", "nodejs24.x"));
  const { findings } = await reviewExample({ base, head: head(own("One", "nodejs24.x"), own("Two", "nodejs16.x")) }, [lambdaRuntimeDeprecated]);
  expect(findings.map(({ resource }) => resource)).toEqual(["aws:function:Two"]);
});

test("a change that causes hundreds of findings of one rule gets edits for the first of them", async () => {
  const queues = Array.from(
    { length: 210 },
    (_, index) => `  Queue${index}:\n    Type: AWS::SQS::Queue\n    Properties:\n      VisibilityTimeout: 10\n`,
  );
  const takers = queues.map(
    (_, index) =>
      `  Take${index}:\n    Type: AWS::Serverless::Function\n    Properties:\n      Handler: index.handler\n      Timeout: 60\n      InlineCode: exports.handler = async () => {};\n      Events:\n        Taken: { Type: SQS, Properties: { Queue: !GetAtt Queue${index}.Arn } }\n`,
  );
  const head = { "template.yaml": `Transform: AWS::Serverless-2016-10-31\nResources:\n${[...queues, ...takers].join("")}` };
  const { findings } = await reviewExample({ base: { "README.md": "" }, head }, [sqsVisibilityBelow6xTimeout]);
  expect(findings).toHaveLength(210);
  expect(findings.filter(({ edit }) => edit !== null)).toHaveLength(200);
});

test("a rule that speaks more often than anybody reads is left out, and the review says so", async () => {
  const names = Array.from({ length: 5_001 }, (_, index) => `F${index}`);
  const head = { "template.yaml": functions("", ...names.slice(0, 1)) };
  const rule: Rule = {
    ...lambdaRuntimeDeprecated,
    check: ({ stack }) => stack.resources.flatMap((subject) => names.map((claim) => ({ subject, claim, evidence: [], what: "", why: "", fix: "" }))),
  };
  const { findings, notes } = await reviewExample({ head }, [rule]);
  expect([findings, notes]).toEqual([[], ["The rule lambda-runtime-deprecated failed and was left out: it speaks at more than 5,000 places."]]);
});
