import type { Location } from "../../change/location.ts";
import type { Edit } from "../../findings/finding.ts";
import type { AzureFacts, NondeterminismKind } from "../../handlers/azure-facts.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const host = `{ "version": "2.0" }\n`;
const node = (line: string) => `const df = require("durable-functions");

df.app.orchestration("onboard", function* (context) {
  ${line}
  return yield context.df.callActivity("register", started);
});

df.app.activity("register", { handler: async (input) => fetch("https://erp.example/suppliers", { body: input + Date.now() }) });
`;
const python = (line: string) => `import datetime
import azure.functions as func
import azure.durable_functions as df

app = df.DFApp(http_auth_level=func.AuthLevel.FUNCTION)

@app.orchestration_trigger(context_name="context")
def onboard(context: df.DurableOrchestrationContext):
    if is_late(${line}):
        yield context.call_activity("page", None)
    return "done"

def is_late(now):
    return now.hour > 17
`;
const csharp = (value: string) => `public static class Onboarding
{
    [Function(nameof(Onboard))]
    public static async Task Onboard([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var id = ${value};
        await context.CallActivityAsync("Register", id);
    }
}
`;

/** What is wrong, and what stands in its place. */
const words: Readonly<Record<NondeterminismKind, { readonly what: string; readonly instead: string }>> = {
  clock: {
    what: "reads the clock",
    instead: "Take the time from the context (`context.df.currentUtcDateTime`, `context.current_utc_datetime`, `context.CurrentUtcDateTime`)",
  },
  random: { what: "draws random numbers", instead: "Draw them in an activity" },
  identifier: {
    what: "makes an identifier",
    instead: "Take it from the context (`context.df.newGuid(…)`, `context.new_guid()`, `context.NewGuid()`) or make it in an activity",
  },
  environment: { what: "reads the environment", instead: "Read it in an activity or pass it in with the input" },
  network: { what: "calls another system", instead: "Call it in an activity" },
  "input-output": { what: "reads or writes files", instead: "Do it in an activity" },
  wait: { what: "waits by itself", instead: "Wait with a durable timer of the context" },
  thread: { what: "starts work beside itself", instead: "Start activities and wait for them together" },
};

export const azDurableNondeterminism: Rule = {
  id: "az-durable-nondeterminism",
  title: "The orchestrator gives another result when it is replayed",
  topics: ["10.1", "6.2"],
  category: "reliability",
  severity: "high",
  platforms: ["azure"],
  source: "https://learn.microsoft.com/azure/azure-functions/durable/durable-functions-code-constraints",
  peers: [
    "durabletask:DURABLE0001",
    "durabletask:DURABLE0002",
    "durabletask:DURABLE0003",
    "durabletask:DURABLE0004",
    "durabletask:DURABLE0005",
    "durabletask:DURABLE0006",
  ],
  bad: [
    { head: { "host.json": host, "src/onboard.js": node("const started = Date.now();") } },
    { head: { "host.json": host, "function_app.py": python("datetime.datetime.now()") } },
    { head: { "host.json": host, "Onboarding.cs": csharp("Guid.NewGuid()") } },
  ],
  good: [
    { head: { "host.json": host, "src/onboard.js": node("const started = context.df.currentUtcDateTime;") } },
    { head: { "host.json": host, "function_app.py": python("context.current_utc_datetime") } },
    { head: { "host.json": host, "Onboarding.cs": csharp("context.NewGuid()") } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const handler of stack.resourcesOf("function", "azure")) {
      const isOrchestrator = handler.boolean("isOrchestrator");
      const code = stack.handlerOf(handler);
      if (!isOrchestrator.known || !isOrchestrator.value || code?.state !== "found") continue;
      for (const [kind, signs] of byKind(code.facts.azure?.nondeterminism ?? [])) {
        const [first] = signs;
        if (first === undefined) continue;
        const { what, instead } = words[kind];
        yield {
          subject: handler,
          claim: `nondeterminism:${kind}`,
          evidence: [
            ...signs.slice(0, 5).map((sign) => ({ at: sign.at, note: kind === "environment" ? named(sign.text) : what })),
            { at: code.entry, note: `orchestrator ${named(handler)}` },
          ],
          what: `The orchestrator ${named(handler)} ${what}${first.text === "" || first.text.length > 60 ? "" : ` (${named(first.text)})`}.`,
          why:
            kind === "environment"
              ? `An orchestrator runs again from its start after every step. Where the setting changes between two of these runs, the replay takes another way than the history recorded, and the instance fails with a non-determinism error.`
              : `An orchestrator runs again from its start after every step, and has to do the same each time. Another answer on replay leads away from the recorded history: the instance fails with a non-determinism error or hangs, and what it does outside happens again with each replay.`,
          fix: `${instead}; activities run once and their results are recorded.`,
          edit: signs.length === 1 ? fromContext(first, code.entry, code.facts.parameters[0]?.name) : undefined,
          ...(kind === "environment" ? { severity: "medium" as const } : {}),
        };
      }
    }
  },
};

/** What the context has for a call, by the call's text. */
const replayed: ReadonlyMap<string, string> = new Map([
  ["Date.now()", "df.currentUtcDateTime.valueOf()"],
  ["new Date()", "df.currentUtcDateTime"],
  ["datetime.now(timezone.utc)", "current_utc_datetime"],
  ["datetime.datetime.now(datetime.timezone.utc)", "current_utc_datetime"],
  ["uuid.uuid4()", "new_guid()"],
  ["DateTime.UtcNow", "CurrentUtcDateTime"],
  ["Guid.NewGuid()", "NewGuid()"],
]);

/** Only for calls of the orchestrator itself that give what its context gives, of the same type: helpers have no context. */
function fromContext({ text, at }: AzureFacts["nondeterminism"][number], entry: Location, context: string | undefined): Edit | undefined {
  const instead = replayed.get(text);
  if (instead === undefined || context === undefined || at.start === undefined || at.end === undefined) return undefined;
  const isOwn = at.path === entry.path && at.start >= (entry.start ?? at.end) && at.end <= (entry.end ?? 0);
  return isOwn && at.end - at.start === text.length
    ? { path: at.path, start: at.start, end: at.end, replacement: `${context}.${instead}` }
    : undefined;
}

function byKind(signs: AzureFacts["nondeterminism"]): ReadonlyMap<NondeterminismKind, AzureFacts["nondeterminism"]> {
  const found = new Map<NondeterminismKind, AzureFacts["nondeterminism"]>();
  for (const sign of signs) found.set(sign.kind, [...(found.get(sign.kind) ?? []), sign]);
  return found;
}
