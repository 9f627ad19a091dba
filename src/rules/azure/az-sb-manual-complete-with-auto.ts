import type { EditPlan } from "../../findings/edit-plan.ts";
import { appOf, hostValue, overridesHost, serviceOf, triggersIn } from "../../stack/platforms/azure/app-questions.ts";
import type { Resource } from "../../stack/resource.ts";
import type { Stack } from "../../stack/stack.ts";
import type { Draft, Rule } from "../rule.ts";
import { named, orDefault } from "../words.ts";
import { addToHost } from "./write-host-setting.ts";

const host = (auto: string) => `{ "version": "2.0"${auto === "" ? "" : `, "extensions": { "serviceBus": { "autoCompleteMessages": ${auto} } }`} }\n`;
const csharp = (option: string, line: string) => `public class Orders
{
    [Function("Orders")]
    public async Task Run(
        [ServiceBusTrigger("orders", Connection = "Bus"${option})] ServiceBusReceivedMessage message,
        ServiceBusMessageActions actions)
    {
        ${line}
    }
}
`;
const complete = "await actions.CompleteMessageAsync(message);";

export const azSbManualCompleteWithAuto: Rule = {
  id: "az-sb-manual-complete-with-auto",
  title: "Code settles messages that the host settles too",
  topics: ["10.3", "22.3"],
  category: "reliability",
  severity: "medium",
  platforms: ["azure"],
  source: "https://learn.microsoft.com/azure/azure-functions/functions-bindings-service-bus-trigger#attributes",
  bad: [
    { head: { "host.json": host(""), "Orders.cs": csharp("", complete) } },
    { head: { "host.json": host("true"), "Orders.cs": csharp("", complete) } },
  ],
  good: [
    { head: { "host.json": host(""), "Orders.cs": csharp(", AutoCompleteMessages = false", complete) } },
    { head: { "host.json": host("false"), "Orders.cs": csharp("", complete) } },
    { head: { "host.json": host(""), "Orders.cs": csharp("", "await Task.CompletedTask;") } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const link of stack.linksOf("triggers", "azure")) {
      const handler = link.to.resource;
      const auto = link.boolean("autoComplete");
      if (handler === null || serviceOf(link) !== "service-bus" || !auto.known || !auto.value) continue;
      const app = appOf(stack, handler);
      const code = stack.handlerOf(handler);
      const settled = code?.state === "found" ? code.facts.azure?.settlements[0] : undefined;
      if (settled === undefined || app === undefined || overridesHost(app)) continue;
      yield {
        subject: handler,
        claim: "autoComplete",
        evidence: [
          { at: settled.at, note: "settled by the code" },
          { at: auto.at, note: "and by the host" },
        ],
        what: `${named(handler)} settles its messages itself (\`${settled.action}\`), while the host completes them too: \`autoCompleteMessages\` is \`true\`${orDefault(auto)}.`,
        why: `After a successful run the host tries to complete what is settled already; that fails with MessageLockLost, which shows as errors of the trigger. A message that the code leaves unsettled on purpose is completed and gone.`,
        fix: `Set \`AutoCompleteMessages = false\` on the trigger (or \`autoCompleteMessages\` in host.json), or leave the settling to the host.`,
        edit: settlesEverything(app, stack) ? leftToCode(app) : undefined,
      };
    }
  },
};

/** host.json speaks for all functions of the app: each that takes messages has to settle them itself. */
function settlesEverything(app: Resource, stack: Stack): boolean {
  return triggersIn(stack, app)
    .filter((trigger) => serviceOf(trigger) === "service-bus")
    .every(({ to }) => {
      const code = to.resource === null ? undefined : stack.handlerOf(to.resource);
      return code?.state === "found" && (code.facts.azure?.settlements.length ?? 0) > 0;
    });
}

function leftToCode(app: Resource): EditPlan | undefined {
  const path = ["extensions", "serviceBus", "autoCompleteMessages"];
  const written = hostValue(app, ...path);
  return written === undefined ? addToHost(app, path, false) : { kind: "replace", at: written.at, value: false };
}
