import { functionsOf } from "../../stack/platforms/azure/app-questions.ts";
import type { Resource } from "../../stack/resource.ts";
import { textOf } from "../../stack/value.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const host = `{ "version": "2.0" }\n`;
const queue = `{ "bindings": [{ "type": "queueTrigger", "direction": "in", "name": "order", "queueName": "orders", "connection": "Orders" }] }\n`;
const old = "module.exports = async (context, order) => { context.log(order); };\n";
const registered = (from: string) => `${from}

app.timer("nightly", {
  schedule: "0 0 3 * * *",
  handler: async () => console.log("night"),
});
`;
const typescript = registered(`import { app } from "@azure/functions";`);
const javascript = registered(`const { app } = require("@azure/functions");`);

export const azNodeModelMix: Rule = {
  id: "az-node-model-mix",
  title: "function.json files stand beside functions of the fourth Node.js model",
  topics: ["10.3", "10.4"],
  category: "deployment",
  severity: "medium",
  platforms: ["azure"],
  source: "https://learn.microsoft.com/azure/azure-functions/functions-node-upgrade-v4",
  bad: [
    { head: { "host.json": host, "Orders/function.json": queue, "Orders/index.js": old, "src/functions/nightly.js": javascript } },
    { head: { "host.json": host, "Orders/function.json": queue, "Orders/index.ts": old, "src/functions/nightly.ts": typescript } },
  ],
  good: [
    { head: { "host.json": host, "Orders/function.json": queue, "Orders/index.js": old } },
    { head: { "host.json": host, "src/functions/nightly.ts": typescript } },
    // Two apps, each with a model of its own.
    {
      head: {
        "old/host.json": host,
        "old/Orders/function.json": queue,
        "old/Orders/index.js": old,
        "new/host.json": host,
        "new/src/nightly.ts": typescript,
      },
    },
    // Too deep for the host, which looks for function.json right below the app's folder.
    { head: { "host.json": host, "docs/old/Orders/function.json": queue, "docs/old/Orders/index.js": old, "src/nightly.js": javascript } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const app of stack.resourcesOf("function-app", "azure")) {
      const folder = app.string("codePath");
      const handlers = functionsOf(stack, app);
      const [newer] = handlers.filter((handler) => handler.nativeType === "node-4");
      const older = handlers.filter((handler) => folder.known && isNodeFunctionIn(handler, folder.value));
      const [first] = older;
      if (newer === undefined || first === undefined) continue;
      const names = older.slice(0, 3).map((handler) => named(handler));
      const more = older.length > names.length ? ` and ${older.length - names.length} more` : "";
      yield {
        subject: app,
        claim: "programmingModels",
        evidence: [
          { at: first.at, note: "declared by function.json" },
          { at: newer.at, note: "registered in code" },
        ],
        what: `${named(newer)} is registered in code (model 4 of Node.js), and ${names.join(", ")}${more} of the same app ${older.length === 1 ? "is" : "are"} declared by function.json.`,
        why: `As soon as one function is registered in code, the host ignores every function.json of the app: ${older.length === 1 ? "that function is" : "those functions are"} not loaded, without an error, and no event reaches ${older.length === 1 ? "it" : "them"}.`,
        fix: `Register ${names.join(", ")}${more} with \`app\` of \`@azure/functions\` too and delete the function.json ${older.length === 1 ? "file" : "files"}; or keep all functions in function.json until the whole app moves.`,
      };
    }
  },
};

/** A function of an older Node.js model that the host would load: its function.json stands right below the app's folder. */
function isNodeFunctionIn(handler: Resource, folder: string): boolean {
  const below = folder === "" ? handler.at.path : handler.at.path.slice(folder.length + 1);
  const script = textOf(handler.value("scriptFile")) ?? "";
  return handler.format === "function-json" && below.split("/").length === 2 && /\.(?:[cm]?js|[cm]?ts)$/u.test(script);
}
