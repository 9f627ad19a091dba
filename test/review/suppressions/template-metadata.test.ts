import { describe, expect, it } from "vitest";
import { offFunction, suppressExample } from "./suppress-example.ts";

const byOf = async (text: string, path = "template.yaml") =>
  (await suppressExample({ head: { [path]: text } })).suppressed.map(({ by, reason }) => `${by}: ${reason}`);

describe("metadata of a template", () => {
  it("suppresses with rule and reason, in YAML", async () => {
    const metadata =
      "Metadata:\n      serverless-reviewer:\n        ignore:\n          - rule: reserved-concurrency-zero\n            reason: off for now\n            owner: orders\n            until: 2027-01-31";
    expect(await byOf(offFunction({ head: metadata }))).toEqual(["template.yaml:7: off for now (orders, until 2027-01-31)"]);
  });

  it("suppresses in JSON", async () => {
    const template = (rule: string) =>
      JSON.stringify(
        {
          Resources: {
            Orders: {
              Type: "AWS::Lambda::Function",
              Metadata: { "serverless-reviewer": { ignore: [{ rule, reason: "off for now" }] } },
              Properties: { ReservedConcurrentExecutions: 0, Code: { ZipFile: "x" } },
            },
          },
        },
        null,
        2,
      );
    expect(await byOf(template("reserved-concurrency-zero"), "template.json")).toEqual(["template.json:8: off for now"]);
    const { suppressed, notes } = await suppressExample({ head: { "template.json": template("reserved-zero") } });
    expect([suppressed, notes.length]).toEqual([[], 1]);
  });

  it("that gives no reason or no day does not count and says so", async () => {
    const metadata = (rest: string) => `Metadata: { serverless-reviewer: { ignore: [{ rule: reserved-concurrency-zero${rest} }] } }`;
    for (const rest of ["", ", reason: off for now, until: soon"]) {
      const { suppressed, notes } = await suppressExample({ head: { "template.yaml": offFunction({ head: metadata(rest) }) } });
      expect(suppressed).toEqual([]);
      expect(notes).toEqual([expect.stringMatching(/^template\.yaml:4: this suppression does not count/)]);
    }
  });

  it.each([
    ["cfn-lint: { config: { ignore_checks: [E9001] } }", ["cfn-lint ignore_checks at template.yaml:4: no reason given"]],
    ["cfn-lint: { config: { ignore_checks: [E9] } }", ["cfn-lint ignore_checks at template.yaml:4: no reason given"]],
    ["cfn-lint: { config: { ignore_checks: [E3002] } }", []],
    ["cfn_nag: { rules_to_suppress: [{ id: W92, reason: off }] }", ["cfn_nag at template.yaml:4: off"]],
    ["checkov: { skip: [{ id: CKV_AWS_115, comment: off }] }", ["checkov.skip at template.yaml:4: off"]],
    ["checkov: { skip: [{ id: CKV_AWS_116, comment: off }] }", []],
    ["cdk_nag: { rules_to_suppress: [{ id: AwsSolutions-L9, reason: off }] }", ["cdk_nag at template.yaml:4: off"]],
  ])("honours %s as far as its check corresponds", async (metadata, expected) => {
    expect(await byOf(offFunction({ head: `Metadata: { ${metadata} }` }))).toEqual(expected);
  });

  it("of another resource does not count", async () => {
    const other = `${offFunction()}  Queue:\n    Type: AWS::SQS::Queue\n    Metadata: { cfn_nag: { rules_to_suppress: [{ id: W92, reason: off }] } }\n`;
    expect(await byOf(other)).toEqual([]);
  });

  it("of the whole template counts for cfn-lint only", async () => {
    const whole = (metadata: string) => `Metadata: { ${metadata} }\n${offFunction()}`;
    expect(await byOf(whole("cfn-lint: { config: { ignore_checks: [E9001] } }"))).toEqual([
      "cfn-lint ignore_checks at template.yaml:1: no reason given",
    ]);
    expect(await byOf(whole("checkov: { skip: [{ id: CKV_AWS_115, comment: off }] }"))).toEqual([]);
    expect(await byOf(whole("serverless-reviewer: { ignore: [{ rule: reserved-concurrency-zero, reason: all of it }] }"))).toEqual([]);
  });
});
