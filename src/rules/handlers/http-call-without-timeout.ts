import { textOf } from "../../stack/value.ts";
import { cdkPythonApp } from "../examples/cdk-python-app.ts";
import { serverlessService } from "../examples/serverless-service.ts";
import type { Draft, Rule } from "../rule.ts";
import { duration, named, orDefault } from "../words.ts";
import { type FoundHandler, createPlaceFilter, functionCode } from "./found-code.ts";

const template = (runtime: string, timeout = 30) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Price:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: price.handler
      Runtime: ${runtime}
      Timeout: ${timeout}
`;
const javascript = (options: string) => `
export const handler = async (event) => {
  const answer = await fetch(\`https://prices.example/\${event.sku}\`${options});
  return answer.json();
};
`;
const python = (options: string) => `
import requests

def handler(event, context):
    return requests.get("https://prices.example", params={"sku": event["sku"]}${options}).json()
`;

/** Up to this, the function's own timeout ends a hanging call soon enough. */
const shortSeconds = 6;

export const httpCallWithoutTimeout: Rule = {
  id: "http-call-without-timeout",
  title: "HTTP call waits longer than the function lives",
  topics: ["16.4", "21.4", "40.4"],
  category: "reliability",
  severity: "medium",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/lambda/latest/dg/troubleshooting-invocation.html",
  bad: [
    { head: { "template.yaml": template("nodejs22.x"), "src/price.mjs": javascript("") } },
    { head: { "template.yaml": template("python3.13"), "src/price.py": python("") } },
    {
      head: {
        "serverless.yml": serverlessService({ functions: "price:\n  handler: src/price.handler\n  timeout: 30" }),
        "src/price.mjs": javascript(""),
      },
    },
    {
      head: {
        ...cdkPythonApp(`
lambda_.Function(
    self,
    "Price",
    runtime=lambda_.Runtime.PYTHON_3_13,
    handler="price.handler",
    code=lambda_.Code.from_asset("src"),
    timeout=Duration.seconds(30),
)
`),
        "src/price.py": python(""),
      },
    },
  ],
  good: [
    { head: { "template.yaml": template("nodejs22.x", 5), "src/price.mjs": javascript("") } },
    { head: { "template.yaml": template("nodejs22.x"), "src/price.mjs": javascript(", { signal: AbortSignal.timeout(3000) }") } },
    { head: { "template.yaml": template("nodejs22.x"), "src/price.mjs": javascript(", event.options") } },
    { head: { "template.yaml": template("python3.13"), "src/price.py": python(", timeout=(1, 3)") } },
  ],
  *check({ stack }): Iterable<Draft> {
    const isNew = createPlaceFilter();
    for (const { lambda, handler } of functionCode(stack)) {
      // The answer of a custom resource goes to CloudFormation once for each deployment.
      if (stack.triggersOf(lambda).some((link) => textOf(link.value("service")) === "custom-resource")) continue;
      const limit = lambda.number("timeoutSeconds");
      if (limit.known && limit.value <= shortSeconds) continue;
      for (const [key, calls] of untimedCalls(handler)) {
        const fresh = calls.filter((call) => isNew(call.at));
        const [first] = fresh;
        if (first === undefined) continue;
        const until = limit.known ? `the function's own timeout of ${duration(limit.value)}${orDefault(limit)}` : "the function's own timeout";
        yield {
          subject: lambda,
          claim: `timeout:${key}`,
          evidence: [
            ...fresh.slice(0, 5).map((call) => ({ at: call.at, note: "no timeout" })),
            ...(limit.known ? [{ at: limit.at, note: `the function runs ${duration(limit.value)} at most` }] : []),
          ],
          what: `${named(lambda)} calls another system with ${named(first.library)} and sets no timeout${fresh.length > 1 ? ` (${fresh.length} calls)` : ""}.`,
          why: `When the other side hangs, nothing ends the call before ${until}: the invocation is killed without a useful error, retries and fallbacks of the code never run, and every hanging call is billed to the end.`,
          fix: `Give the call a timeout well below the function's, ${howTo(first.library)}, and handle its error.`,
        };
      }
    }
  },
};

type HttpCall = FoundHandler["facts"]["httpCalls"][number];

/** Calls that certainly have none, by library and file. */
function untimedCalls({ facts }: FoundHandler): ReadonlyMap<string, readonly HttpCall[]> {
  const found = new Map<string, HttpCall[]>();
  for (const call of facts.httpCalls) {
    if (call.hasTimeout !== false || call.phase !== "invocation" || /cfn[-_]?response\.\w+$/i.test(call.at.path)) continue;
    const key = `${call.library}:${call.at.path}`;
    found.set(key, [...(found.get(key) ?? []), call]);
  }
  return found;
}

function howTo(library: string): string {
  switch (library) {
    case "fetch":
      return "for example `signal: AbortSignal.timeout(3000)`";
    case "net/http":
      return "with an `http.Client{Timeout: 3 * time.Second}` or a context with a deadline";
    case "https":
      return "with the option `timeout` and a listener that destroys the request, or `signal: AbortSignal.timeout(3000)`";
    case "requests":
    case "urllib":
    case "urllib3":
      return "for example `timeout=3`";
    default:
      return "with its option `timeout`";
  }
}
