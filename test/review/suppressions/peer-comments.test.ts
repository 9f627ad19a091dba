import { describe, expect, it } from "vitest";
import { offFunction, suppressExample } from "./suppress-example.ts";

const suppress = async (text: string, path: string) =>
  (await suppressExample({ head: { [path]: text } })).suppressed.map(({ by, reason }) => `${by}: ${reason}`);
const yaml = (at: Parameters<typeof offFunction>[0]) => suppress(offFunction(at), "template.yaml");
const hcl = (at: { before?: string; inside?: string; behind?: string }) =>
  suppress(
    `${at.before ?? "# none"}
resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = "arn:aws:iam::123456789012:role/orders"
  ${at.inside ?? "# none"}
  reserved_concurrent_executions = 0 ${at.behind ?? ""}
}
`,
    "main.tf",
  );

describe("another tool's skip", () => {
  it("of checkov counts anywhere inside the resource, for checks that correspond", async () => {
    expect(await hcl({ inside: "#checkov:skip=CKV_AWS_115:off for now" })).toEqual(["checkov:skip at main.tf:5: off for now"]);
    expect(await yaml({ head: "# checkov:skip=CKV_AWS_116,CKV_AWS_115" })).toEqual(["checkov:skip at template.yaml:4: no reason given"]);
    expect(await hcl({ before: "# checkov:skip=CKV_AWS_115:off for now" })).toEqual([]);
    expect(await hcl({ inside: "# checkov:skip=CKV_AWS_116:another check" })).toEqual([]);
  });

  it("of tflint counts on the line, before it, and for a file", async () => {
    expect(await hcl({ inside: "# tflint-ignore: other_rule, aws_reserved # off for now" })).toEqual(["tflint-ignore at main.tf:5: off for now"]);
    expect(await hcl({ behind: "# tflint-ignore: all" })).toEqual(["tflint-ignore at main.tf:6: no reason given"]);
    expect(await hcl({ before: "# tflint-ignore-file: aws_reserved" })).toEqual(["tflint-ignore-file at main.tf:1: no reason given"]);
    expect(await hcl({ inside: "# tflint-ignore: other_rule" })).toEqual([]);
  });

  it("of KICS counts for the next line, the next block, or on top of the file", async () => {
    expect(await hcl({ inside: "# kics-scan ignore-line" })).toEqual(["kics-scan ignore-line at main.tf:5: no reason given"]);
    expect(await hcl({ before: "# kics-scan ignore-block" })).toEqual(["kics-scan ignore-block at main.tf:1: no reason given"]);
    expect(await hcl({ before: "# kics-scan disable=1a2b" })).toEqual(["kics-scan disable=1a2b at main.tf:1: no reason given"]);
    expect(await hcl({ before: "# kics-scan disable=9f" })).toEqual([]);
    expect(await hcl({ inside: "# kics-scan ignore" })).toEqual([]);
    expect(await yaml({ before: "# kics-scan ignore-block" })).toEqual(["kics-scan ignore-block at template.yaml:3: no reason given"]);
  });

  it("of Trivy and tfsec counts on the block and on the line, until its last day", async () => {
    expect(await hcl({ before: "#trivy:ignore:AVD-AWS-0099" })).toEqual(["trivy:ignore at main.tf:1: no reason given"]);
    expect(await hcl({ behind: "#tfsec:ignore:aws-0099:exp:2027-01-31" })).toEqual(["tfsec:ignore at main.tf:6: no reason given"]);
    expect(await hcl({ behind: "#tfsec:ignore:aws-0099:exp:2026-01-31" })).toEqual([]);
    expect(await hcl({ before: "#trivy:ignore:aws-0001 trivy:ignore:aws-00*" })).toEqual(["trivy:ignore at main.tf:1: no reason given"]);
  });

  it("says nothing to rules that have no such peer", async () => {
    const template = `Resources:
  Orders:
    # checkov:skip=CKV_AWS_115:not for queues
    # kics-scan ignore-block
    Type: AWS::SQS::Queue
    Properties:
      RedrivePolicy: { deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 5 }
  # kics-scan ignore-block
  Dead:
    Type: AWS::SQS::Queue
`;
    expect(await suppress(template, "template.yaml")).toEqual([]);
  });
});
