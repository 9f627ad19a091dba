import type { Draft, Rule } from "../rule.ts";
import { named, setValue } from "../words.ts";

const host = `{ "version": "2.0" }\n`;
const json = (value: string) => `{
  "bindings": [
    { "type": "timerTrigger", "direction": "in", "name": "timer", "schedule": "0 0 3 * * *", "runOnStartup": ${value} }
  ]
}
`;
const typescript = (line: string) => `import { app, type Timer } from "@azure/functions";

app.timer("nightly", {
  schedule: "0 0 3 * * *",
  ${line}
  handler: async (timer: Timer) => {
    console.log(timer.isPastDue);
  },
});
`;

export const azTimerRunOnStartup: Rule = {
  id: "az-timer-run-on-startup",
  title: "The timer also fires whenever an instance starts",
  topics: ["10.3", "40.3"],
  category: "reliability",
  severity: "medium",
  platforms: ["azure"],
  source: "https://learn.microsoft.com/azure/azure-functions/functions-bindings-timer#configuration",
  bad: [
    { head: { "host.json": host, "Nightly/function.json": json("true") } },
    { head: { "host.json": host, "src/nightly.ts": typescript("runOnStartup: true,") } },
  ],
  good: [
    { head: { "host.json": host, "Nightly/function.json": json("false") } },
    { head: { "host.json": host, "src/nightly.ts": typescript("") } },
    { head: { "host.json": host, "src/nightly.ts": typescript(`runOnStartup: process.env.LOCAL === "yes",`) } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const link of stack.linksOf("triggers", "azure")) {
      const handler = link.to.resource;
      const runs = link.boolean("runOnStartup");
      if (handler === null || !runs.known || !runs.value) continue;
      yield {
        subject: handler,
        claim: "runOnStartup",
        evidence: [{ at: runs.at }, { at: link.at }],
        what: `The timer of ${named(handler)} has \`${runs.nativeName}\` on.`,
        why: `The job runs not only on its schedule but at every restart, deployment, scale-out and move to another machine, at times that nobody chose and possibly several at once.`,
        fix: `Take \`${runs.nativeName}\` out; for a run by hand, call the admin endpoint of the function.`,
        edit: setValue(runs, false),
      };
    }
  },
};
