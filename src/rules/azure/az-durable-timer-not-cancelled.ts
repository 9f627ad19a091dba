import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const host = `{ "version": "2.0" }\n`;
const node = (end: string) => `const df = require("durable-functions");

df.app.orchestration("approve", function* (context) {
  const due = new Date(context.df.currentUtcDateTime.valueOf() + 5 * 86400000);
  const approval = context.df.waitForExternalEvent("decision");
  const timeout = context.df.createTimer(due);
  const winner = yield context.df.Task.any([approval, timeout]);
  ${end}
  return winner === approval;
});
`;
const python = (end: string) => `import datetime
import azure.durable_functions as df
app = df.DFApp()

@app.orchestration_trigger(context_name="context")
def approve(context):
    approval = context.wait_for_external_event("decision")
    timeout = context.create_timer(context.current_utc_datetime + datetime.timedelta(days=5))
    winner = yield context.task_any([approval, timeout])
${end}    return winner == approval
`;

export const azDurableTimerNotCancelled: Rule = {
  id: "az-durable-timer-not-cancelled",
  title: "The timer of a time limit is never cancelled",
  topics: ["10.1", "6.2"],
  category: "reliability",
  severity: "medium",
  platforms: ["azure"],
  source: "https://learn.microsoft.com/azure/azure-functions/durable/durable-functions-timers#usage-for-timeout",
  bad: [{ head: { "host.json": host, "src/approve.js": node("") } }, { head: { "host.json": host, "function_app.py": python("") } }],
  good: [
    { head: { "host.json": host, "src/approve.js": node("if (!timeout.isCompleted) timeout.cancel();") } },
    { head: { "host.json": host, "function_app.py": python("    if not timeout.is_completed:\n        timeout.cancel()\n") } },
    { head: { "host.json": host, "src/approve.js": node("").replace("Task.any([approval, timeout])", "Task.any([approval])") } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const handler of stack.resourcesOf("function", "azure")) {
      const isOrchestrator = handler.boolean("isOrchestrator");
      const code = stack.handlerOf(handler);
      if (!isOrchestrator.known || !isOrchestrator.value || code?.state !== "found") continue;
      const race = code.facts.azure?.racedTimers.find(({ cancelled }) => !cancelled);
      if (race === undefined) continue;
      yield {
        subject: handler,
        claim: "timer",
        evidence: [
          { at: race.at, note: "a timer races with another task" },
          { at: code.entry, note: `orchestrator ${named(handler)}` },
        ],
        what: `The orchestrator ${named(handler)} lets a durable timer race with another task and never cancels it.`,
        why: `An instance does not end while one of its timers is open. Where the other task wins, it stays in the state Running until the time limit has passed: days, for a human decision. Purging, singletons and whoever waits for its end wait as long.`,
        fix: `Cancel the timer after the race where it is not completed (\`timer.cancel()\`; in C# through the \`CancellationTokenSource\` that was given to \`CreateTimer\`).`,
      };
    }
  },
};
