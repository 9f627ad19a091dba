import { shortestIntervalSeconds } from "../../stack/schedule-interval.ts";
import { cdkApp } from "../examples/cdk-app.ts";
import type { Draft, Rule } from "../rule.ts";
import { addProperty, duration, named, orDefault } from "../words.ts";

const template = (timeout: number, more = "") => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Sync:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      Timeout: ${timeout}
${more}      Events:
        Often:
          Type: Schedule
          Properties:
            Schedule: rate(1 minute)
`;

export const scheduleShorterThanTimeout: Rule = {
  id: "schedule-shorter-than-timeout",
  title: "A run may start while the one before still works",
  topics: ["16.3", "40.3", "16.4"],
  category: "reliability",
  severity: "medium",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html",
  bad: [
    { head: { "template.yaml": template(300) } },
    {
      head: {
        "serverless.yml": `
service: shop
provider: { name: aws, runtime: nodejs22.x }
functions:
  sync:
    handler: src/sync.handler
    timeout: 900
    events:
      - schedule: cron(0/5 * * * ? *)
`,
        "src/sync.js": `export const handler = async () => {};\n`,
      },
    },
    {
      head: cdkApp(`
const sync = new lambda.Function(this, "Sync", {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: "sync.handler",
  code: lambda.Code.fromAsset("src"),
  timeout: cdk.Duration.minutes(5),
});
new events.Rule(this, "Often", {
  schedule: events.Schedule.rate(cdk.Duration.minutes(1)),
  targets: [new targets.LambdaFunction(sync)],
});
`),
    },
  ],
  good: [{ head: { "template.yaml": template(60) } }, { head: { "template.yaml": template(300, "      ReservedConcurrentExecutions: 1\n") } }],
  *check({ stack }): Iterable<Draft> {
    for (const link of stack.linksOf("triggers", "aws")) {
      const [source, lambda] = [link.from.resource, link.to.resource];
      const expression = link.string("scheduleExpression");
      if (lambda?.kind !== "function" || !expression.known) continue;
      const interval = shortestIntervalSeconds(expression.value);
      const runs = lambda.number("timeoutSeconds");
      const enabled = source?.boolean("enabled");
      const isOff = enabled?.known === true && !enabled.value;
      // A reserved concurrency, known or not, may be what keeps runs apart.
      if (interval === null || !runs.known || runs.value <= interval || isOff || lambda.has("reservedConcurrency")) continue;
      yield {
        subject: lambda,
        claim: `overlap:${link.name}`,
        evidence: [
          { at: runs.at, note: `may run for ${duration(runs.value)}${orDefault(runs)}` },
          { at: expression.at, note: `starts every ${duration(interval)}` },
        ],
        what: `${named(lambda)} is started every ${duration(interval)} and may run for ${duration(runs.value)}.`,
        why: `When a run is slow, the next starts beside it: both read the same rows and send the same messages, and a job that falls behind piles runs upon runs.`,
        fix: `Set \`${lambda.nameInDialect("reservedConcurrency")}\` to 1 where only one run may work at a time, or \`${runs.nativeName}\` below ${interval}. It does not matter where runs are independent of each other.`,
        // Other callers would be held back with it.
        edit:
          stack.triggersOf(lambda).length === 1
            ? addProperty(lambda.properties, lambda.at, { name: lambda.nameInDialect("reservedConcurrency"), value: 1 })
            : undefined,
      };
    }
  },
};
