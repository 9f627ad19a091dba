import type { Location } from "../../change/location.ts";
import type { Link } from "../../stack/link.ts";
import { structured } from "../../stack/platforms/aws/structured-text.ts";
import { type Value, entryOf, itemsOf } from "../../stack/value.ts";
import { serverlessService } from "../examples/serverless-service.ts";
import type { Draft, Rule } from "../rule.ts";
import { named, sourceName } from "../words.ts";

const stream = (pattern: string) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::DynamoDB::Table
    Properties:
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
      KeySchema: [{ AttributeName: id, KeyType: HASH }]
      StreamSpecification: { StreamViewType: NEW_IMAGE }
  Book:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      Events:
        Orders:
          Type: DynamoDB
          Properties:
            Stream: !GetAtt Orders.StreamArn
            StartingPosition: LATEST
            FilterCriteria:
              Filters:
                - Pattern: '${pattern}'
`;
const queue = (pattern: string) => `
resource "aws_sqs_queue" "orders" {
  name = "orders"
}

resource "aws_lambda_function" "book" {
  function_name = "book"
  role          = "arn:aws:iam::123456789012:role/book"
  handler       = "index.handler"
  runtime       = "nodejs22.x"
}

resource "aws_lambda_event_source_mapping" "orders" {
  event_source_arn = aws_sqs_queue.orders.arn
  function_name    = aws_lambda_function.book.arn
  filter_criteria {
    filter {
      pattern = jsonencode(${pattern})
    }
  }
}
`;

/** The members of a record that a pattern may ask for. */
const members: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ["dynamodb", new Set(["eventID", "eventName", "eventVersion", "eventSource", "eventSourceARN", "awsRegion", "dynamodb", "userIdentity"])],
  [
    "sqs",
    new Set(["messageId", "receiptHandle", "body", "attributes", "messageAttributes", "md5OfBody", "eventSource", "eventSourceARN", "awsRegion"]),
  ],
]);

export const esmFilterDynamodbNumeric: Rule = {
  id: "esm-filter-dynamodb-numeric",
  title: "The filter never matches",
  topics: ["22.4", "9.6", "12.4"],
  category: "data",
  severity: "high",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html",
  bad: [
    { head: { "template.yaml": stream('{"dynamodb": {"NewImage": {"total": {"N": [{"numeric": [">", 100]}]}}}}') } },
    { head: { "main.tf": queue('{ status = ["paid"] }') } },
    {
      head: {
        "serverless.yml": serverlessService({
          functions: `
book:
  handler: src/book.handler
  events:
    - sqs:
        arn: !GetAtt Orders.Arn
        filterPatterns:
          - status: [paid]
`,
          resources: "Orders:\n  Type: AWS::SQS::Queue",
        }),
        "src/book.js": "export const handler = async () => {};\n",
      },
    },
  ],
  good: [
    { head: { "template.yaml": stream('{"eventName": ["INSERT"], "dynamodb": {"NewImage": {"state": {"S": ["paid"]}}}}') } },
    { head: { "main.tf": queue('{ body = { total = [{ numeric = [">", 100] }] } }') } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const link of stack.linksOf("triggers", "aws")) {
      const service = link.string("service");
      const known = service.known ? members.get(service.value) : undefined;
      if (!service.known || known === undefined || link.to.resource?.kind !== "function") continue;
      for (const [position, pattern] of patternsOf(link).entries()) {
        const wrong = faultOf(pattern, service.value, known);
        if (wrong === null) continue;
        const isQueue = service.value === "sqs";
        yield {
          subject: link,
          claim: `filter:${position}:${wrong.claim}`,
          evidence: [{ at: wrong.at, note: "never matches" }, { at: link.at }],
          what: `The filter from ${sourceName(link)} to ${named(link.to.resource)} ${wrong.what}.`,
          why: isQueue
            ? `No message matches, and Lambda deletes messages from the queue that its filters do not match: they are lost without a trace.`
            : `No record matches, so the function never runs for what it was written for, and nothing is logged.`,
          fix: wrong.fix,
        };
      }
    }
  },
};

function patternsOf(link: Link): readonly Value[] {
  return itemsOf(link.value("filter")).flatMap((filter) => {
    const pattern = entryOf(filter, "Pattern")?.value;
    return pattern === undefined ? [] : [structured(pattern)];
  });
}

interface Fault {
  readonly claim: string;
  readonly at: Location;
  readonly what: string;
  readonly fix: string;
}

function faultOf(pattern: Value, service: string, known: ReadonlySet<string>): Fault | null {
  if (pattern.kind !== "map") return null;
  const names = [...pattern.entries.keys()];
  const stray = names.find((name) => !known.has(name) && !name.startsWith("$"));
  if (stray !== undefined) {
    const inside = service === "sqs" ? "`body`" : "`dynamodb.NewImage` (with its type: `S`, `N` …)";
    const what = `asks for \`${stray.replaceAll("`", "")}\` at the top of the record, where ${service === "sqs" ? "an SQS message" : "a stream record"} has no such member`;
    return { claim: stray, at: pattern.at, what, fix: `Put the condition under ${inside}.` };
  }
  if (service !== "dynamodb" || !asksNumerically(pattern, 0)) return null;
  return {
    claim: "numeric",
    at: pattern.at,
    what: "compares a number, but DynamoDB streams carry numbers as text",
    fix: `Compare for equality with the text (\`{"N": ["100"]}\`), or let the function decide and keep the filter to event name and strings.`,
  };
}

/** Whether a `numeric` condition stands anywhere inside. */
function asksNumerically(value: Value, depth: number): boolean {
  if (depth > 20) return false;
  if (value.kind === "list") return value.items.some((item) => asksNumerically(item, depth + 1));
  if (value.kind !== "map") return false;
  return [...value.entries.values()].some(
    (entry) => (entry.name === "numeric" && entry.value.kind === "list") || asksNumerically(entry.value, depth + 1),
  );
}
