import { place } from "../../../src/review/decide.ts";
import { inspect } from "../../../src/review/inspect.ts";
import { type Suppressing, suppressInline } from "../../../src/review/suppressions/suppress.ts";
import { understand } from "../../../src/review/understand.ts";
import type { Suppression } from "../../../src/config/repository.ts";
import { reservedConcurrencyZero } from "../../../src/rules/functions/reserved-concurrency-zero.ts";
import { dlqWithoutAlarm } from "../../../src/rules/queues/dlq-without-alarm.ts";
import { sqsVisibilityBelow6xTimeout } from "../../../src/rules/queues/sqs-visibility-below-6x-timeout.ts";
import type { Example, Rule } from "../../../src/rules/rule.ts";
import { createStackTools } from "../../../src/stack/stack-tools.ts";
import { exampleChange, exampleDate } from "../../support/review-example.ts";

/** Rules with peers of every tool that suppresses. */
export const rules: readonly Rule[] = [
  {
    ...reservedConcurrencyZero,
    peers: ["checkov:CKV_AWS_115", "cfn-lint:E9001", "cfn_nag:W92", "cdk-nag:AwsSolutions-L9", "tflint:aws_reserved", "kics:1a2b", "trivy:AWS-0099"],
  },
  dlqWithoutAlarm,
  sqsVisibilityBelow6xTimeout,
];

/** What is suppressed on an example, from its findings on. */
export async function suppressExample(example: Example, options: { configured?: readonly Suppression[] } = {}): Promise<Suppressing> {
  const change = exampleChange(example);
  const understanding = await understand(change, await createStackTools());
  const { findings, notes } = inspect(change, understanding, rules, exampleDate);
  if (findings.length === 0 || notes.length > 0) throw new Error(`nothing to suppress: ${notes.join(" ")}`);
  return suppressInline(
    findings.map((finding) => place(finding, change)),
    { change, head: understanding.head, rules, configured: options.configured ?? [], now: exampleDate, reportsExpired: true },
  );
}

/** A template with one function that is switched off, with comments at three places. */
export function offFunction(at: { before?: string; head?: string; setting?: string; behind?: string } = {}): string {
  const line = (comment: string | undefined, indentation: string) => (comment === undefined ? "" : `${indentation}${comment}\n`);
  return `Transform: AWS::Serverless-2016-10-31
Resources:
${line(at.before, "  ")}  Orders:
${line(at.head, "    ")}    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
${line(at.setting, "      ")}      ReservedConcurrentExecutions: 0${at.behind === undefined ? "" : ` ${at.behind}`}
`;
}
