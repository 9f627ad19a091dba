import type { Draft, Rule } from "../rule.ts";
import { named, sourceName } from "../words.ts";

const template = (position: string, type = "AWS::Kinesis::Stream") => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Clicks:
    Type: ${type}
    Properties: { ShardCount: 1 }
  Count:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      Events:
        Clicks:
          Type: Kinesis
          Properties:
            Stream: !GetAtt Clicks.Arn
            StartingPosition: ${position}
            BatchSize: 10
`;
const terraform = `
resource "aws_lambda_function" "count" {
  function_name = "count"
  role          = "arn:aws:iam::123456789012:role/count"
  handler       = "index.handler"
  runtime       = "nodejs22.x"
}

resource "aws_lambda_event_source_mapping" "orders" {
  event_source_arn  = "arn:aws:dynamodb:eu-west-1:123456789012:table/orders/stream/2026-01-01T00:00:00.000"
  function_name     = aws_lambda_function.count.arn
  starting_position = "LATEST"
}
`;

export const streamLatestStart: Rule = {
  id: "stream-latest-start",
  title: "Records are skipped while the mapping is made",
  topics: ["2.5", "9.6", "12.4"],
  category: "data",
  severity: "low",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-create.html",
  onByDefault: false,
  bad: [{ head: { "template.yaml": template("LATEST") } }, { head: { "main.tf": terraform } }],
  good: [
    { head: { "template.yaml": template("TRIM_HORIZON") } },
    // A mapping that stands already goes on from where it is.
    { base: { "template.yaml": template("LATEST") }, head: { "template.yaml": template("LATEST").replace("BatchSize: 10", "BatchSize: 50") } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const link of stack.linksOf("triggers", "aws")) {
      const [service, position] = [link.string("service"), link.string("startingPosition")];
      if (link.to.resource?.kind !== "function" || !service.known || (service.value !== "kinesis" && service.value !== "dynamodb")) continue;
      if (!position.known || position.value !== "LATEST") continue;
      yield {
        subject: link,
        claim: "startingPosition",
        evidence: [{ at: position.at, note: "starts behind what is there" }, { at: link.at }],
        what: `The new event source from ${sourceName(link)} to ${named(link.to.resource)} starts at \`LATEST\`.`,
        why: `Making and updating a mapping takes up to some minutes, and what is written in that time is never read. It matters where each record counts; for a sample of clicks it does not.`,
        fix: `Set \`${position.nativeName}\` to \`TRIM_HORIZON\`, with a handler that can take up to a day of older records, or \`AT_TIMESTAMP\` where it must not.`,
      };
    }
  },
};
