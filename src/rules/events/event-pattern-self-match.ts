import type { SdkCall } from "../../handlers/facts.ts";
import { resourceOfCall } from "../../stack/call-target.ts";
import { structured } from "../../stack/platforms/aws/structured-text.ts";
import type { Resource } from "../../stack/resource.ts";
import type { Stack } from "../../stack/stack.ts";
import { itemsOf, textOf } from "../../stack/value.ts";
import { cdkApp } from "../examples/cdk-app.ts";
import { serverlessService } from "../examples/serverless-service.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const template = (pattern: string) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Book:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: book.handler
      Runtime: python3.13
      Events:
        Ordered:
          Type: EventBridgeRule
          Properties:
            Pattern:
              source: [shop.orders]
${pattern}`;
const code = `
import boto3
events = boto3.client("events")

def handler(event, context):
    events.put_events(Entries=[{"Source": "shop.orders", "DetailType": "booked", "Detail": "{}"}])
`;

export const eventPatternSelfMatch: Rule = {
  id: "event-pattern-self-match",
  title: "The function's own events trigger it again",
  topics: ["2.3", "22.4", "8.6"],
  category: "cost",
  severity: "high",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-troubleshooting.html",
  bad: [
    { head: { "template.yaml": template(""), "src/book.py": code } },
    {
      head: {
        "serverless.yml": serverlessService({
          runtime: "python3.13",
          functions: `
book:
  handler: src/book.handler
  events:
    - eventBridge:
        pattern:
          source: [shop.orders]
`,
        }),
        "src/book.py": code,
      },
    },
    {
      head: {
        ...cdkApp(`
const book = new lambda.Function(this, "Book", {
  runtime: lambda.Runtime.PYTHON_3_13,
  handler: "book.handler",
  code: lambda.Code.fromAsset("src"),
});
new events.Rule(this, "Ordered", { eventPattern: { source: ["shop.orders"] }, targets: [new targets.LambdaFunction(book)] });
`),
        "src/book.py": code,
      },
    },
  ],
  good: [
    { head: { "template.yaml": template("              detail-type: [ordered]\n"), "src/book.py": code } },
    { head: { "template.yaml": template(""), "src/book.py": code.replace('"shop.orders"', '"shop.bookings"') } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const link of stack.linksOf("triggers", "aws")) {
      const [rule, lambda] = [link.from.resource, link.to.resource];
      const sources = rule?.kind === "rule" ? onlySourcesOf(rule) : null;
      if (rule === null || lambda?.kind !== "function" || sources === null) continue;
      const handler = stack.handlerOf(lambda);
      const calls = handler?.state === "found" ? handler.facts.calls : [];
      const call = calls.find((one) => isMatched(one, sources) && isOnBusOf(rule, one, { lambda, stack }));
      if (call === undefined) continue;
      yield {
        subject: lambda,
        claim: `selfMatch:${rule.id}`,
        evidence: [
          { at: call.at, note: "puts an event that matches" },
          { at: rule.placeOf("pattern"), note: sources.length === 0 ? "matches every event" : "matches by source alone" },
        ],
        what: `${named(lambda)} runs for ${sources.length === 0 ? "every event" : `every event of the source ${sources.map((source) => named(source)).join(", ")}`} and puts events of that source on the same bus.`,
        why: `Its own event triggers it again, which puts the next one: an endless loop on EventBridge, which Lambda's loop detection does not see, until somebody notices the bill.`,
        fix: `Add the \`detail-type\` that it is meant for to the pattern, and give its own events another one.`,
      };
    }
  },
};

/** The sources of a pattern that asks for nothing else; empty where it asks for nothing at all; null where it asks for more or is not known. */
function onlySourcesOf(rule: Resource): readonly string[] | null {
  const written = rule.value("pattern");
  const pattern = written && structured(written);
  if (pattern?.kind !== "map" || [...pattern.entries.keys()].some((name) => name !== "source")) return null;
  const items = itemsOf(pattern.entries.get("source")?.value);
  const texts = items.flatMap((item) => textOf(item) ?? []);
  return texts.length === items.length ? texts : null;
}

function isMatched(call: SdkCall, sources: readonly string[]): boolean {
  const source = call.arguments.get("Source");
  if (call.service !== "events" || call.action !== "PutEvents") return false;
  return sources.length === 0 || (typeof source === "string" && sources.includes(source));
}

function isOnBusOf(rule: Resource, call: SdkCall, from: { lambda: Resource; stack: Stack }): boolean {
  const bus = from.stack.linksTo(rule, "contains").find((link) => link.from.resource?.kind === "bus")?.from.resource;
  if (bus !== undefined && bus !== null) return resourceOfCall(call, from.lambda, from.stack)?.id === bus.id;
  const written = rule.value("bus");
  const isDefault = written === undefined || textOf(written) === "default";
  return isDefault && call.argumentsComplete && !call.argumentNames.includes("EventBusName");
}
