import { azureDefaults } from "../../facts/azure-numbers.ts";
import type { EditPlan } from "../../findings/edit-plan.ts";
import { hostValue, overridesHost, serviceOf, triggersIn } from "../../stack/platforms/azure/app-questions.ts";
import type { Resource } from "../../stack/resource.ts";
import { type Value, textOf } from "../../stack/value.ts";
import type { Draft, Rule } from "../rule.ts";
import { addProperty, named } from "../words.ts";

const host = (settings: string) => `{
  "version": "2.0",
  "extensions": {
    "eventHubs": {
      ${settings}
    }
  }
}
`;
const hub = `{ "bindings": [{ "type": "eventHubTrigger", "direction": "in", "name": "events", "eventHubName": "clicks", "connection": "Hub", "cardinality": "many" }] }\n`;
const typescript = `import { app } from "@azure/functions";

app.eventHub("clicks", {
  eventHubName: "clicks",
  connection: "Hub",
  cardinality: "many",
  handler: async (events) => console.log(events),
});
`;
const files = (settings: string) => ({ "host.json": host(settings), "Clicks/function.json": hub });

const defaultPrefetch = azureDefaults.eventHubsPrefetch.value;

export const azEventhubPrefetchBelowBatch: Rule = {
  id: "az-eventhub-prefetch-below-batch",
  title: "Fewer events are fetched ahead than a batch may hold",
  topics: ["2.5", "10.3"],
  category: "performance",
  severity: "low",
  platforms: ["azure"],
  source: "https://learn.microsoft.com/azure/azure-functions/functions-bindings-event-hubs#hostjson-settings",
  // What it costs depends on how busy the hub is.
  onByDefault: false,
  bad: [
    { head: files(`"maxEventBatchSize": 200,\n      "prefetchCount": 50`) },
    { head: { "host.json": host(`"maxEventBatchSize": 1000`), "src/clicks.ts": typescript } },
    { head: files(`"eventProcessorOptions": {\n        "maxBatchSize": 256,\n        "prefetchCount": 64\n      }`) },
  ],
  good: [
    { head: files(`"maxEventBatchSize": 100,\n      "prefetchCount": 300`) },
    { head: files(`"prefetchCount": 50`) },
    { head: files(`"maxEventBatchSize": 100`) },
    // Without fetching ahead at all, each batch asks for what it wants.
    { head: files(`"maxEventBatchSize": 100,\n      "prefetchCount": 0`) },
    { head: { "host.json": host(`"maxEventBatchSize": 200,\n      "prefetchCount": 50`) } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const app of stack.resourcesOf("function-app", "azure")) {
      const trigger = triggersIn(stack, app).find((one) => serviceOf(one) === "event-hubs");
      const { batch, prefetch, options } = sizesOf(app);
      const [most, ahead] = [numberOf(batch), prefetch === undefined ? defaultPrefetch : numberOf(prefetch)];
      if (trigger === undefined || batch === undefined || most === undefined || ahead === undefined || overridesHost(app)) continue;
      if (ahead === 0 || ahead >= most) continue;
      yield {
        subject: app,
        claim: "prefetchCount",
        evidence: [
          { at: (prefetch ?? batch).at, note: `${ahead} ahead${prefetch === undefined ? " (the default)" : ""}` },
          ...(prefetch === undefined ? [] : [{ at: batch.at, note: `${most} in a batch` }]),
          { at: trigger.at },
        ],
        what: `host.json of ${named(app)} lets a batch of Event Hubs hold ${most} events, but fetches ${ahead} ahead (\`prefetchCount\`${prefetch === undefined ? ", the default" : ""}).`,
        why: `A batch is filled from what was fetched: it hardly ever gets as large as it may, and a busy hub costs more invocations and falls behind sooner.`,
        fix: `Set \`prefetchCount\` to ${most} or more (two to three batches), or make batches smaller. It does not matter for hubs with few events.`,
        edit: editOf({ prefetch, options, most }),
      };
    }
  },
};

/** The settings of the current extension, and of the one before it. */
function sizesOf(app: Resource): { batch: Value | undefined; prefetch: Value | undefined; options: Value | undefined } {
  const current = ["extensions", "eventHubs"];
  const old = [...current, "eventProcessorOptions"];
  const isOld = hostValue(app, ...old, "maxBatchSize") !== undefined;
  const path = isOld ? old : current;
  return {
    batch: hostValue(app, ...path, isOld ? "maxBatchSize" : "maxEventBatchSize"),
    prefetch: hostValue(app, ...path, "prefetchCount"),
    options: hostValue(app, ...path),
  };
}

function numberOf(value: Value | undefined): number | undefined {
  const number = Number(textOf(value));
  return Number.isFinite(number) ? number : undefined;
}

function editOf({ prefetch, options, most }: { prefetch: Value | undefined; options: Value | undefined; most: number }): EditPlan | undefined {
  if (prefetch !== undefined) return { kind: "replace", at: prefetch.at, value: most };
  return options && addProperty(options, options.at, { name: "prefetchCount", value: most });
}
