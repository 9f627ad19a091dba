import type { PlacedFinding } from "../../src/findings/finding.ts";
import type { Review } from "../../src/findings/review.ts";
import type { RenderContext } from "../../src/render/render-context.ts";

/** A context as the GitHub App has it. */
export const sampleContext: RenderContext = {
  disclaimer: {
    line: "AI guidance, not professional engineering advice: validate it before you rely on it",
    full: "This review is technical guidance.\nIt is not a professional service.\n\nBefore you rely on it:\n\n- engage qualified engineers;\n- have the security assessed;\n- have costs analysed by someone competent.",
    url: "https://example.com/disclaimer",
  },
  ruleDocumentationUrl: (rule) => `https://example.com/rules/${rule}`,
  fileUrl: (path, startLine, endLine, side) =>
    `https://github.com/acme/shop/blob/${side === "LEFT" ? "b".repeat(40) : "a".repeat(40)}/${path}#L${startLine}-L${endLine}`,
  topicTitle: (id) => (id === "22.6" ? "Dead letter queue strategy" : id === "9.6" ? "Timeout chains" : null),
  version: "0.1.0",
};

const headTemplate = `Resources:
  OrdersQueue:
    Type: AWS::SQS::Queue
    Properties:
      VisibilityTimeout: 60
      RedrivePolicy:
        maxReceiveCount: 5
        deadLetterTargetArn: !GetAtt OrdersDeadLetters.Arn

  ProcessOrders:
    Type: AWS::Serverless::Function
    Properties:
      Handler: src/process-orders.handler
      Timeout: 120
      Runtime: nodejs22.x
`;

const baseTemplate = headTemplate.replace("Timeout: 120", "Timeout: 10").concat(`
  CheckoutErrors:
    Type: AWS::CloudWatch::Alarm
    Properties:
      MetricName: Errors
      Threshold: 1
`);

const handlerSource = `import { DynamoDBClient } from "@aws-sdk/client-dynamodb";

export async function handler(event) {
  const client = new DynamoDBClient({});
  for (const record of event.Records) {
    await save(client, JSON.parse(record.body));
  }
}
`;

/** Text of the sample's files by side. */
export function sampleSource(path: string, side: "LEFT" | "RIGHT"): string | null {
  if (path === "template.yaml") return side === "RIGHT" ? headTemplate : baseTemplate;
  return path === "src/process-orders.js" && side === "RIGHT" ? handlerSource : null;
}

/** A rule's finding with a suggestion and evidence at a second place. */
export const visibilityFinding: PlacedFinding = {
  id: "f-0123456789abcdef",
  rule: "sqs-visibility-below-6x-timeout",
  source: "rule",
  title: "Queue hides messages for less time than its consumer needs",
  what: "`ProcessOrders` may now run for 120 s, but `OrdersQueue` hides a message for 60 s.",
  why: "a slow batch becomes visible again while the first attempt still works on it: orders are handled twice, and after 5 receives a message that succeeded lands in the DLQ.",
  fix: "hide messages for at least six times the function's timeout, 720 s.",
  severity: "high",
  confidence: 1,
  category: "reliability",
  topics: ["22.6", "9.6"],
  resource: "aws:queue:OrdersQueue",
  evidence: [
    { location: { path: "template.yaml", startLine: 5, endLine: 5 }, side: "head", note: "`OrdersQueue` hides a message for 60 s" },
    { location: { path: "template.yaml", startLine: 14, endLine: 14 }, side: "head", note: "`ProcessOrders` may run for 120 s" },
  ],
  edit: null,
  placement: { inline: true, path: "template.yaml", startLine: 5, endLine: 5, side: "RIGHT" },
  suggestion: { startLine: 5, endLine: 5, replacement: "      VisibilityTimeout: 720" },
};

/** A finding about something that the change takes away. */
export const removedAlarm: PlacedFinding = {
  ...visibilityFinding,
  id: "f-1123456789abcdef",
  rule: "alarm-removed",
  title: "The only error alarm of `ProcessOrders` is removed",
  what: "The change deletes `CheckoutErrors`; no other alarm watches the errors of `ProcessOrders`.",
  why: "failed orders pile up in the DLQ and nobody is told.",
  fix: "keep the alarm, or add one on the depth of `OrdersDeadLetters`.",
  severity: "medium",
  category: "observability",
  topics: ["14.2"],
  evidence: [{ location: { path: "template.yaml", startLine: 17, endLine: 21 }, side: "base", note: "" }],
  placement: { inline: true, path: "template.yaml", startLine: 17, endLine: 21, side: "LEFT" },
  suggestion: null,
};

/** The model's finding, on a line that the diff does not show. */
export const modelFinding: PlacedFinding = {
  ...visibilityFinding,
  id: "f-2123456789abcdef",
  rule: null,
  source: "model",
  title: "One bad order fails the whole batch",
  what: "`handler` throws when a record cannot be parsed, and the event source does not report failures by item.",
  why: "one malformed order makes SQS deliver all ten again:\n\n- nine orders are saved twice\n- the bad one comes back until it reaches the DLQ",
  fix: "return `batchItemFailures` and set `FunctionResponseTypes: [ReportBatchItemFailures]` on the event.",
  severity: "medium",
  confidence: 0.8,
  category: "data",
  topics: ["22.3"],
  evidence: [
    { location: { path: "src/process-orders.js", startLine: 5, endLine: 7 }, side: "head", note: "" },
    { location: { path: "template.yaml", startLine: 10, endLine: 15 }, side: "head", note: "no `FunctionResponseTypes`" },
  ],
  placement: { inline: false, path: "src/process-orders.js", startLine: 5, endLine: 7, side: "RIGHT" },
  suggestion: null,
};

export const sampleReview: Review = {
  engine: "claude",
  base: "b".repeat(40),
  head: "a".repeat(40),
  findings: [visibilityFinding, removedAlarm, modelFinding],
  leftOut: [{ finding: { ...modelFinding, severity: "low" }, reason: "below min_severity (medium)" }],
  suppressed: [{ id: "f-3123456789abcdef", rule: "lambda-tracing-off", reason: "traces are taken by the mesh", by: "template.yaml:12" }],
  summary: "Removes alarm `CheckoutErrors`. Raises the timeout of `ProcessOrders` from 10 s to 120 s.",
  diagram: 'flowchart LR\n  n0[["OrdersQueue<br/>queue"]]\n  n1("ProcessOrders<br/>function"):::changed\n  n0 -->|"triggers"| n1',
  cost: {
    currency: "USD",
    region: "us-east-1",
    priceDate: "2025-06-01",
    items: [{ name: "`ProcessOrders` duration, upper bound", before: 1.4, after: 16.8, formula: "8,640 runs × 120 s × 0.5 GB × 0.0000166667" }],
    assumptions: ["every run takes the whole timeout"],
  },
  coverage: {
    reviewed: ["template.yaml", "src/process-orders.js"],
    skipped: [
      { path: "package-lock.json", reason: "lock file" },
      { path: "docs/orders.png", reason: "binary file" },
    ],
  },
  notes: ["infra/modules.tf:3: module from another repository, its resources are not known"],
  usage: { calls: 2, inputTokens: 48_210, cachedInputTokens: 31_000, outputTokens: 2_204 },
  timings: { total: 4_200 },
};

/** A review in which nothing was found. */
export const emptyReview: Review = {
  ...sampleReview,
  engine: "rules",
  findings: [],
  leftOut: [],
  suppressed: [],
  diagram: null,
  cost: null,
  notes: [],
  usage: { calls: 0, inputTokens: 0, cachedInputTokens: 0, outputTokens: 0 },
};
