import { azureDefaults, azureLimits } from "../../facts/azure-numbers.ts";
import { functionsOf, overridesHost, serviceOf, triggersIn } from "../../stack/platforms/azure/app-questions.ts";
import type { Resource } from "../../stack/resource.ts";
import type { Stack } from "../../stack/stack.ts";
import { itemsOf, textOf, valueAt } from "../../stack/value.ts";
import type { Draft, Rule } from "../rule.ts";
import { duration, named } from "../words.ts";

const host = (timeout: string) => `{\n  "version": "2.0",\n  "functionTimeout": "${timeout}"\n}\n`;
const http = (more = "") => `{
  "bindings": [
    { "type": "httpTrigger", "direction": "in", "name": "req", "authLevel": "function" }${more}
  ]
}
`;
const timer = `{ "bindings": [{ "type": "timerTrigger", "direction": "in", "name": "timer", "schedule": "0 0 3 * * *" }] }\n`;
const enqueue = `,\n    { "type": "queue", "direction": "out", "name": "job", "queueName": "reports", "connection": "Jobs" }`;
const starter = `,\n    { "type": "durableClient", "direction": "in", "name": "starter" }`;
const code = "module.exports = async (context, req) => { context.res = { body: await report(req.query.month) }; };\n";
const files = (timeout: string, binding = http(), script = code) => ({
  "host.json": host(timeout),
  "Report/function.json": binding,
  "Report/index.js": script,
});
const python = `import azure.functions as func
app = func.FunctionApp()

@app.route(route="report")
def report(req: func.HttpRequest) -> func.HttpResponse:
    return func.HttpResponse(build(req.params["month"]))
`;

/** The load balancer's idle timeout, on every plan. */
const longestAnswer = azureLimits.httpAnswer.value;
/** What the plans take where nobody says otherwise: written out, they are nobody's wish for long answers. */
const planDefaults: ReadonlySet<number> = new Set([azureDefaults.consumptionTimeout.value, azureDefaults.otherPlansTimeout.value]);

export const azHttpOver230s: Rule = {
  id: "az-http-over-230s",
  title: "HTTP functions may run longer than callers can wait",
  topics: ["16.4", "10.3"],
  category: "reliability",
  severity: "low",
  platforms: ["azure"],
  source: "https://learn.microsoft.com/azure/azure-functions/functions-scale#timeout",
  bad: [{ head: files("00:10:00") }, { head: { "host.json": host("01:00:00"), "function_app.py": python } }],
  good: [
    { head: files("00:03:30") },
    // The default of the Consumption plan, written out.
    { head: files("00:05:00") },
    { head: { ...files("00:10:00"), "Nightly/function.json": timer } },
    { head: files("00:10:00", http(enqueue)) },
    { head: files("00:10:00", http(starter)) },
    {
      head: files(
        "00:10:00",
        http(),
        `const { QueueClient } = require("@azure/storage-queue");\nconst jobs = new QueueClient(process.env.JOBS, "reports");\nmodule.exports = async (context, req) => jobs.sendMessage(req.query.month);\n`,
      ),
    },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const app of stack.resourcesOf("function-app", "azure")) {
      const limit = app.number("timeoutSeconds");
      if (!limit.known || overridesHost(app) || planDefaults.has(limit.value)) continue;
      if (limit.value !== -1 && limit.value <= longestAnswer) continue;
      const triggers = triggersIn(stack, app).filter((trigger) => serviceOf(trigger) !== "warmup");
      const [first] = triggers;
      if (first?.to.resource === null || first === undefined || !triggers.every((trigger) => serviceOf(trigger) === "http")) continue;
      if (functionsOf(stack, app).some((handler) => handsWorkOn(handler, stack))) continue;
      const asked = limit.value === -1 ? "without end" : `for ${duration(limit.value)}`;
      yield {
        subject: app,
        claim: "timeoutSeconds",
        evidence: [
          { at: limit.at, note: `runs ${asked}` },
          { at: first.at, note: `${named(first.to.resource)} answers over HTTP` },
        ],
        what: `\`functionTimeout\` lets the functions of ${named(app)} run ${asked}, and all of them answer HTTP requests.`,
        why: `Azure's load balancer cuts a request off after 230 s on every plan: the caller gets an error and tries again, while the first run goes on and does the same work.`,
        fix: `Answer with 202 and let a queue or an orchestration (Durable Functions) do the work, or keep runs below 230 s. It does not matter where runs stay short anyway.`,
      };
    }
  },
};

/** Whether the function may answer before the work is done: it sends messages or starts orchestrations. So may code that is not known. */
function handsWorkOn(handler: Resource, stack: Stack): boolean {
  const bindings = itemsOf(valueAt(handler.properties, "bindings")).map((binding) => textOf(valueAt(binding, "type"))?.toLowerCase() ?? "");
  if (bindings.some((type) => type.startsWith("durable") || type === "orchestrationclient")) return true;
  if (stack.linksFrom(handler, "writes").length > 0) return true;
  const code = stack.handlerOf(handler);
  if (code?.state !== "found") return true;
  const { facts } = code;
  return (
    facts.calls.some(({ service }) => ["servicebus", "queue", "eventhubs", "eventgrid"].includes(service)) ||
    facts.imports.some(({ module }) => module.includes("durable"))
  );
}
