import { itemsOf, textOf, valueAt } from "../../stack/value.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const files = (code: string, version: string, ending = "js") => ({
  "firebase.json": '{ "functions": { "source": "functions" } }',
  "functions/package.json": `{ "dependencies": { "firebase-functions": "${version}" } }\n`,
  [`functions/index.${ending}`]: code,
});
const javascript = `const functions = require("firebase-functions/v1");
const stripe = require("stripe")(functions.config().stripe.key);

exports.pay = functions.https.onRequest(async (req, res) => {
  res.json(await stripe.charges.create(req.body));
});
`;
const typescript = `import { config } from "firebase-functions";
import { onRequest } from "firebase-functions/https";

export const pay = onRequest((req, res) => {
  res.send(config().stripe.name);
});
`;
const parameters = `const { defineSecret } = require("firebase-functions/params");
const { onRequest } = require("firebase-functions/https");
const key = defineSecret("STRIPE_KEY");

exports.pay = onRequest({ secrets: [key] }, (req, res) => res.send(key.value().length));
`;
const ownConfig = `const { config } = require("./config");
const { onRequest } = require("firebase-functions/https");

exports.pay = onRequest((req, res) => res.send(config().name));
`;

/** Source: migrate from functions.config(), https://firebase.google.com/docs/functions/config-env#migrate-config, 2026. */
const shutdown = "March 2027";
/** The library's first major version in which the call throws. */
const firstWithout = 7;

export const gcfFunctionsConfigLegacy: Rule = {
  id: "gcf-functions-config-legacy",
  title: "Code reads its settings from Runtime Config, which is being shut down",
  topics: ["1.3", "40.6", "7.2"],
  category: "deployment",
  severity: "medium",
  platforms: ["google"],
  source: "https://firebase.google.com/docs/functions/config-env#migrate-config",
  bad: [
    { head: files(javascript, "^6.0.0") },
    { head: files(typescript, "^7.0.0", "ts") },
    {
      head: files(
        'const functions = require("firebase-functions/v1");\nrequire("firebase-admin").initializeApp(functions.config().firebase);\n',
        "^4.0.0",
      ),
    },
  ],
  good: [
    { head: files(parameters, "^7.0.0") },
    { head: { ...files(ownConfig, "^7.0.0"), "functions/config.js": 'exports.config = () => ({ name: "shop" });\n' } },
    // Another library of which a function has that name.
    { head: files(javascript.replace("firebase-functions/v1", "our-functions"), "^6.0.0") },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const config of stack.resourcesOf("other", "google")) {
      if (config.nativeShape !== "firebase-runtime-config") continue;
      const calls = itemsOf(valueAt(config.properties, "calls"));
      const [first] = calls;
      if (first === undefined) continue;
      const isGone = Number(textOf(valueAt(config.properties, "libraryVersion")) ?? 0) >= firstWithout;
      yield {
        subject: config,
        claim: "functions.config",
        evidence: calls.slice(0, 4).map(({ at }) => ({ at, note: isGone ? "throws" : "read from Runtime Config" })),
        what: `${named(textOf(first) ?? "functions.config()")} reads settings from Runtime Config${others(calls.length - 1)}.`,
        why: isGone
          ? `Version ${firstWithout} of firebase-functions took the call away: it throws wherever it runs, and at the top of a module it keeps every function of that module from loading.`
          : `Google shuts the service down in ${shutdown}: from then on, deployments of code that calls it fail, also urgent ones. Functions of the second generation cannot read it at all.`,
        fix: fixFor(calls.map((call) => textOf(call) ?? "")),
        severity: isGone ? "high" : "medium",
      };
    }
  },
};

/** The project's own configuration needs no setting: the Admin SDK finds it. */
function fixFor(calls: readonly string[]): string {
  const own = calls.filter((call) => call.endsWith(".firebase"));
  const admin = "Call `initializeApp()` without `config().firebase`: it finds the project's configuration itself.";
  const parameters =
    "Move to parameters (`defineString`, `defineSecret` of `firebase-functions/params`), which are checked at deployment; `firebase functions:config:export` writes out what is set today. Keys belong into `defineSecret`.";
  return own.length === calls.length ? admin : own.length === 0 ? parameters : `${parameters} ${admin}`;
}

function others(count: number): string {
  if (count === 0) return "";
  return count === 1 ? ", and so does another call of this codebase" : `, and so do ${count} other calls of this codebase`;
}
