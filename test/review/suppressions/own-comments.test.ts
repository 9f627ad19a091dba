import { describe, expect, it } from "vitest";
import { offFunction, suppressExample } from "./suppress-example.ts";

const ignore = "serverless-reviewer-ignore reserved-concurrency-zero -- reason: switched off until the migration";
const suppress = (text: string, path = "template.yaml") => suppressExample({ head: { [path]: text } });

describe("an inline suppression", () => {
  it.each([
    ["on the line before the setting", { setting: `# ${ignore}` }, 8],
    ["on the setting's line", { behind: `# ${ignore}` }, 8],
    ["before the resource", { before: `# ${ignore}` }, 3],
    ["at the head of the resource's block", { head: `# ${ignore}` }, 4],
  ])("holds %s and is listed with its reason and place", async (_, at, line) => {
    const { findings, suppressed, notes } = await suppress(offFunction(at));
    expect(findings).toEqual([]);
    expect(suppressed).toEqual([
      {
        id: expect.stringMatching(/^f-/),
        rule: "reserved-concurrency-zero",
        reason: "switched off until the migration",
        by: `template.yaml:${line}`,
      },
    ]);
    expect(notes).toEqual([]);
  });

  it("holds below other comments", async () => {
    const { suppressed } = await suppress(offFunction({ before: `# ${ignore}\n  # The orders function.` }));
    expect(suppressed.map((one) => one.by)).toEqual(["template.yaml:3"]);
  });

  it("does not hold beside another setting, above a blank line, or in a text", async () => {
    const beside = offFunction().replace("nodejs22.x", `nodejs22.x # ${ignore}`);
    const apart = offFunction({ before: `# ${ignore}\n` });
    const inText = offFunction({ head: `Metadata:\n      Text: |\n        # ${ignore}` });
    for (const text of [beside, apart, inText]) {
      const { findings, suppressed } = await suppress(text);
      expect(findings.map((one) => one.rule)).toEqual(["reserved-concurrency-zero"]);
      expect(suppressed).toEqual([]);
    }
  });

  it("does not hold for another resource of the file", async () => {
    const other = offFunction({ before: `# ${ignore}` }) + offFunction().split("Resources:\n")[1]?.replace("Orders:", "Bills:");
    const { findings, suppressed } = await suppress(other);
    expect(findings.map((one) => one.resource)).toEqual(["aws:function:Bills"]);
    expect(suppressed).toHaveLength(1);
  });

  it("holds in HCL, in each form of comment", async () => {
    const source = (comment: string) => `
resource "aws_lambda_function" "orders" {
  ${comment}
  function_name = "orders"
  role          = "arn:aws:iam::123456789012:role/orders"

  reserved_concurrent_executions = 0
}
`;
    for (const comment of [`# ${ignore}`, `// ${ignore}`, `/* ${ignore} */`]) {
      const { suppressed } = await suppress(source(comment), "main.tf");
      expect(suppressed.map((one) => one.by)).toEqual(["main.tf:3"]);
    }
  });

  it("counts only with a reason, and says so at its line", async () => {
    const { findings, suppressed, notes } = await suppress(offFunction({ before: "# serverless-reviewer-ignore reserved-concurrency-zero" }));
    expect(suppressed).toEqual([]);
    expect(findings).toHaveLength(1);
    expect(notes).toEqual([expect.stringMatching(/^template\.yaml:3: .*no reason/)]);
  });

  it("names the nearest rule where it names one that does not exist", async () => {
    const { suppressed, notes } = await suppress(offFunction({ before: "# serverless-reviewer-ignore reserved-concurency-zero -- reason: off" }));
    expect(suppressed).toEqual([]);
    expect(notes).toEqual([expect.stringMatching(/^template\.yaml:3: .*`reserved-concurency-zero`.*did you mean `reserved-concurrency-zero`/)]);
  });

  it("that is past its last day lets the finding through and becomes a finding of its own", async () => {
    const { findings, suppressed } = await suppress(offFunction({ before: `# ${ignore} until: 2026-11-22` }));
    expect(suppressed).toEqual([]);
    expect(findings.map(({ rule, severity, placement }) => [rule, severity, placement.endLine, placement.inline])).toEqual([
      ["reserved-concurrency-zero", "high", 9, true],
      ["suppression-expired", "low", 3, true],
    ]);
  });

  it("holds through its last day", async () => {
    const { suppressed } = await suppress(offFunction({ before: `# ${ignore} owner: orders until: 2026-11-23` }));
    expect(suppressed.map((one) => one.reason)).toEqual(["switched off until the migration (orders, until 2026-11-23)"]);
  });

  it("covers a finding about another resource that shows a part of its own", async () => {
    const template = `Transform: AWS::Serverless-2016-10-31
Resources:
  OrdersQueue:
    Type: AWS::SQS::Queue
    Properties:
      VisibilityTimeout: 60
  # serverless-reviewer-ignore sqs-visibility-below-6x-timeout -- reason: never runs that long
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      Timeout: 120
      Events:
        Queue:
          Type: SQS
          Properties:
            Queue: !GetAtt OrdersQueue.Arn
`;
    expect((await suppress(template)).suppressed.map((one) => one.by)).toEqual(["template.yaml:7"]);
  });
});

describe("a configured suppression that is past its last day", () => {
  const expired = { rule: "reserved-concurrency-zero", reason: "for the migration", until: "2026-01-31" };
  const config = `drafts: true\nsuppress:\n  - rule: reserved-concurrency-zero\n    reason: for the migration\n    until: 2026-01-31\n`;

  it("becomes a finding at its line", async () => {
    const configPath = ".github/serverless-reviewer.yml";
    const example = { base: { [configPath]: config }, head: { [configPath]: config, "template.yaml": offFunction() } };
    const { findings } = await suppressExample(example, { configured: [expired] });
    expect(findings.find((one) => one.rule === "suppression-expired")?.placement).toMatchObject({ inline: false, path: configPath, startLine: 3 });
  });

  it("becomes a finding at what it no longer holds back, where the repository's file does not have it", async () => {
    const { findings } = await suppressExample({ head: { "template.yaml": offFunction() } }, { configured: [expired] });
    expect(findings.map((one) => [one.rule, one.placement.path])).toEqual([
      ["reserved-concurrency-zero", "template.yaml"],
      ["suppression-expired", "template.yaml"],
    ]);
  });

  it("says nothing where another one holds", async () => {
    const { findings } = await suppressExample(
      { head: { "template.yaml": offFunction() } },
      { configured: [expired, { ...expired, until: "2027-01-31" }] },
    );
    expect(findings.map((one) => one.rule)).toEqual(["reserved-concurrency-zero"]);
  });
});
