import { cdkApp } from "../examples/cdk-app.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";
import { createPlaceFilter, functionCode } from "./found-code.ts";

const template = (runtime: string) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Total:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: total.handler
      Runtime: ${runtime}
`;
const javascript = (first: string) => `
const lines = [];

export const handler = async (event) => {
${first}  for (const item of event.items) lines.push(item);
  return { lines };
};
`;

export const globalStateMutated: Rule = {
  id: "global-state-mutated",
  title: "Data of one invocation stays for the next",
  topics: ["40.2", "7.3"],
  category: "data",
  severity: "medium",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/lambda/latest/dg/best-practices.html",
  bad: [
    { head: { "template.yaml": template("nodejs22.x"), "src/total.mjs": javascript("") } },
    {
      head: {
        "template.yaml": template("python3.13"),
        "src/total.py":
          'lines = []\n\ndef handler(event, context):\n    for item in event["items"]:\n        lines.append(item)\n    return {"lines": lines}\n',
      },
    },
    {
      head: {
        ...cdkApp(`
new lambda.Function(this, "Total", {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: "total.handler",
  code: lambda.Code.fromAsset("src"),
});
`),
        "src/total.mjs": javascript(""),
      },
    },
  ],
  good: [
    { head: { "template.yaml": template("nodejs22.x"), "src/total.mjs": javascript("  lines.length = 0;\n") } },
    {
      head: {
        "template.yaml": template("nodejs22.x"),
        "src/total.mjs":
          "const known = new Map();\nexport const handler = async (event) => {\n  if (!known.has(event.id)) known.set(event.id, await (await fetch(`https://x.example/${event.id}`)).json());\n  return known.get(event.id);\n};\n",
      },
    },
  ],
  *check({ stack }): Iterable<Draft> {
    const isNew = createPlaceFilter();
    for (const { lambda, handler } of functionCode(stack)) {
      const changes = handler.facts.globalMutations.filter((change) => change.how === "grows" && isNew(change.at));
      for (const path of new Set(changes.map((change) => change.at.path))) {
        const here = changes.filter((change) => change.at.path === path);
        const names = [...new Set(here.map((change) => named(change.name)))].join(", ");
        yield {
          subject: lambda,
          claim: `state:${path}`,
          evidence: here.map((change) => ({ at: change.at, note: `adds to ${change.name}` })),
          what: `${named(lambda)} adds to ${names} outside the handler, and never empties what it adds.`,
          why: `An execution environment serves many invocations: what one adds is still there for the next, so answers mix the data of different requests and customers, and memory grows until the environment dies. A test that invokes once does not show it.`,
          fix: `Create ${names} inside the handler; keep outside only what every invocation may share (clients, configuration, caches by key).`,
        };
      }
    }
  },
};
