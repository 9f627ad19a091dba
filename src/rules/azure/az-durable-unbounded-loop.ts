import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const host = `{ "version": "2.0" }\n`;
const node = (body: string) => `const df = require("durable-functions");

df.app.orchestration("watch", function* (context) {
${body}
});
`;
const python = (body: string) => `import azure.durable_functions as df
app = df.DFApp()

@app.orchestration_trigger(context_name="context")
def watch(context):
${body}
`;
const step = `    yield context.df.callActivity("poll");
    yield context.df.createTimer(new Date(context.df.currentUtcDateTime.valueOf() + 60000));`;

export const azDurableUnboundedLoop: Rule = {
  id: "az-durable-unbounded-loop",
  title: "The orchestrator loops for ever and its history grows with it",
  topics: ["10.1", "6.2"],
  category: "reliability",
  severity: "medium",
  platforms: ["azure"],
  source: "https://learn.microsoft.com/azure/azure-functions/durable/durable-functions-eternal-orchestrations",
  peers: ["durabletask:DURABLE0011"],
  bad: [
    { head: { "host.json": host, "src/watch.js": node(`  while (true) {\n${step}\n  }`) } },
    { head: { "host.json": host, "function_app.py": python(`    while True:\n        yield context.call_activity("poll", None)`) } },
  ],
  good: [
    { head: { "host.json": host, "src/watch.js": node(`${step}\n  context.df.continueAsNew(undefined);`) } },
    {
      head: {
        "host.json": host,
        "src/watch.js": node(
          `  while (true) {\n    const state = yield context.df.callActivity("poll");\n    if (state === "done") return state;\n${step}\n  }`,
        ),
      },
    },
    { head: { "host.json": host, "function_app.py": python(`    for attempt in range(10):\n        yield context.call_activity("poll", None)`) } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const handler of stack.resourcesOf("function", "azure")) {
      const isOrchestrator = handler.boolean("isOrchestrator");
      const code = stack.handlerOf(handler);
      if (!isOrchestrator.known || !isOrchestrator.value || code?.state !== "found") continue;
      const facts = code.facts.azure;
      const loop = facts?.endlessLoops[0];
      if (facts === undefined || loop === undefined || facts.continuations.length > 0) continue;
      yield {
        subject: handler,
        claim: "loop",
        evidence: [
          { at: { ...loop.at, endLine: loop.at.startLine }, note: "nothing leaves it" },
          { at: code.entry, note: `orchestrator ${named(handler)}` },
        ],
        what: `The orchestrator ${named(handler)} has a loop that nothing leaves, and never starts anew.`,
        why: `Every round adds to the instance's history, and the whole history is read and replayed at every step: the instance gets slower and dearer round by round, until it runs out of memory.`,
        fix: `Do one round and end it with \`continueAsNew\` (\`continue_as_new\`, \`ContinueAsNew\`), which starts the instance again with an empty history.`,
      };
    }
  },
};
