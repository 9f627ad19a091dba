import { cdkPythonApp } from "../examples/cdk-python-app.ts";
import { serverlessService } from "../examples/serverless-service.ts";
import type { Draft, Rule } from "../rule.ts";
import { itemFailuresSetting } from "../handlers/item-failures.ts";
import { addProperty, named, setValue, sourceName } from "../words.ts";

const template = (more: string) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Clicks:
    Type: AWS::Kinesis::Stream
    Properties:
      ShardCount: 1
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
            StartingPosition: LATEST
            MaximumRetryAttempts: 3
${more}`;
const sharded = new Set(["kinesis", "dynamodb"]);

export const streamEsmNoBisect: Rule = {
  id: "stream-esm-no-bisect",
  title: "One bad record takes its whole batch with it",
  topics: ["2.5", "9.6", "39.4"],
  category: "data",
  severity: "medium",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-parameters.html",
  bad: [
    { head: { "template.yaml": template("") } },
    {
      head: {
        "serverless.yml": serverlessService({
          functions: `
count:
  handler: src/count.handler
  events:
    - stream:
        arn: !GetAtt Clicks.Arn
        maximumRetryAttempts: 3
`,
          resources: "Clicks:\n  Type: AWS::Kinesis::Stream\n  Properties:\n    ShardCount: 1",
        }),
        "src/count.js": "export const handler = async () => {};\n",
      },
    },
    {
      head: cdkPythonApp(`
count = lambda_.Function(
    self,
    "Count",
    runtime=lambda_.Runtime.PYTHON_3_13,
    handler="count.handler",
    code=lambda_.Code.from_asset("src"),
)
count.add_event_source(
    sources.KinesisEventSource(
        kinesis.Stream(self, "Clicks"),
        starting_position=lambda_.StartingPosition.LATEST,
        retry_attempts=3,
    )
)
`),
    },
  ],
  good: [
    { head: { "template.yaml": template("            BisectBatchOnFunctionError: true\n") } },
    { head: { "template.yaml": template("            FunctionResponseTypes: [ReportBatchItemFailures]\n") } },
    { head: { "template.yaml": template("            BatchSize: 1\n") } },
    { head: { "template.yaml": template("").replace("            MaximumRetryAttempts: 3\n", "") } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const link of stack.linksOf("triggers", "aws")) {
      const [service, size] = [link.string("service"), link.number("batchSize")];
      const [bisects, reports] = [link.boolean("bisectOnError"), link.boolean("reportsItemFailures")];
      const [attempts, age] = [link.number("maximumRetryAttempts"), link.number("maximumRecordAgeSeconds")];
      if (link.to.resource?.kind !== "function" || !service.known || !sharded.has(service.value) || !size.known || size.value <= 1) continue;
      if (!bisects.known || bisects.value || !reports.known || reports.value) continue;
      // Without a bound the batch is never given up; that is stream-esm-unbounded-retry.
      const isBounded = (attempts.known && attempts.value >= 0) || (age.known && age.value >= 0);
      if (!isBounded) continue;
      const keeps = link.has("failureDestination");
      yield {
        subject: link,
        claim: "bisectOnError",
        evidence: [
          { at: attempts.known && attempts.value >= 0 ? attempts.at : age.at, note: "then the batch is given up" },
          { at: link.at, note: `batches of up to ${size.value}${size.isDefault ? " (the default)" : ""}` },
        ],
        what: `The event source from ${sourceName(link)} to ${named(link.to.resource)} gives a batch of up to ${size.value} records up as a whole${attempts.known && attempts.value >= 0 ? ` after ${attempts.value} ${attempts.value === 1 ? "retry" : "retries"}` : ""}.`,
        why: `One record that always fails makes Lambda drop the other ${size.value - 1} with it${keeps ? "; the failure destination gets only the batch's position in the stream, and the records have to be read again before they expire" : ", and nothing keeps them"}.`,
        fix: `Set \`${bisects.nativeName}: true\`, so that the batch is halved until the bad record stands alone, or ${itemFailuresSetting(link)} with a handler that answers with the first failed sequence number.`,
        severity: keeps ? "low" : "medium",
        edit: bisects.isDefault
          ? addProperty(link.declaredBy?.properties, link.at, { name: bisects.nativeName, value: true })
          : setValue(bisects, true),
      };
    }
  },
};
