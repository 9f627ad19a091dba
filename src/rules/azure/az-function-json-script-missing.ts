import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const host = `{ "version": "2.0" }\n`;
const functionJson = (script: string) => `{
  "scriptFile": "${script}",
  "bindings": [
    { "type": "queueTrigger", "direction": "in", "name": "order", "queueName": "orders", "connection": "Orders" }
  ]
}
`;
const code = "module.exports = async (context, order) => { context.log(order); };\n";

export const azFunctionJsonScriptMissing: Rule = {
  id: "az-function-json-script-missing",
  title: "function.json names a script that is not in the repository",
  topics: ["10.3", "10.4"],
  category: "deployment",
  severity: "high",
  platforms: ["azure"],
  source: "https://learn.microsoft.com/azure/azure-functions/functions-reference-node?pivots=nodejs-model-v3#using-scriptfile",
  bad: [{ head: { "host.json": host, "Orders/function.json": functionJson("../shared/order.js"), "shared/orders.js": code } }],
  good: [
    { head: { "host.json": host, "Orders/function.json": functionJson("../shared/orders.js"), "shared/orders.js": code } },
    {
      head: {
        "host.json": host,
        "Orders/function.json": functionJson("../dist/orders/index.js"),
        "orders/index.ts": "export default async () => 1;\n",
        "tsconfig.json": "{}\n",
      },
    },
    { head: { "host.json": host, "Orders/function.json": functionJson("../bin/Orders.dll") } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const handler of stack.resourcesOf("function", "azure")) {
      const [exists, script] = [handler.boolean("scriptFileExists"), handler.string("scriptFile")];
      if (handler.format !== "function-json" || !exists.known || exists.value || !script.known) continue;
      yield {
        subject: handler,
        claim: "scriptFile",
        evidence: [{ at: script.at, note: "no such file" }],
        what: `function.json of ${named(handler)} runs ${named(script.value)}, and there is no such file.`,
        why: `The host cannot load the function: it is listed with an error, and none of its events is handled while the rest of the app looks healthy.`,
        fix: `Correct \`scriptFile\` (it is relative to the folder of function.json), or add the file.`,
      };
    }
  },
};
