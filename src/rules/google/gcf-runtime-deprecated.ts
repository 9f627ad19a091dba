import { googleRuntimes, maintainedRuntime } from "../../facts/google-runtimes.ts";
import type { KnownSetting } from "../../stack/setting.ts";
import type { Draft, Rule } from "../rule.ts";
import { named, placesOf, setValue } from "../words.ts";

const terraform = (runtime: string) => `
resource "google_cloudfunctions2_function" "book" {
  name = "book"

  build_config {
    runtime     = ${runtime}
    entry_point = "book"
  }
}
`;

const firebase = (runtime: string) => ({
  "firebase.json": `{ "functions": { "source": "functions", "runtime": "${runtime}" } }`,
  "functions/index.js": 'const { onRequest } = require("firebase-functions/https");\nexports.hello = onRequest((req, res) => res.send("hi"));\n',
});

export const gcfRuntimeDeprecated: Rule = {
  id: "gcf-runtime-deprecated",
  title: "The runtime is at the end of its life",
  topics: ["1.5", "7.6", "11.1"],
  category: "deployment",
  severity: "high",
  platforms: ["google"],
  source: "https://docs.cloud.google.com/functions/docs/runtime-support",
  bad: [{ head: { "main.tf": terraform('"nodejs20"') } }, { head: { "main.tf": terraform('"python310"') } }, { head: firebase("nodejs18") }],
  good: [
    { head: { "main.tf": terraform('"nodejs24"') } },
    { head: { "main.tf": terraform("var.runtime") } },
    { head: { "main.tf": terraform('"nodejs98"') } },
    { head: firebase("nodejs22") },
  ],
  *check({ stack, now }): Iterable<Draft> {
    const said = new Set<string>();
    for (const lambda of stack.resourcesOf("function", "google")) {
      const runtime = lambda.string("runtime");
      if (!runtime.known) continue;
      // A base image of Cloud Run ends in the runtime's identifier.
      const id = runtime.value.slice(runtime.value.lastIndexOf("/") + 1);
      const dates = googleRuntimes.get(id);
      const place = `${runtime.at.path}:${runtime.at.startLine}`;
      // firebase.json sets the runtime of many functions in one line.
      if (dates === undefined || said.has(place) || new Date(dates.deprecated) > now) continue;
      said.add(place);
      const isGone = new Date(dates.decommissioned) <= now;
      yield {
        subject: lambda,
        claim: "runtime",
        evidence: placesOf(runtime, isGone ? `decommissioned on ${dates.decommissioned}` : `deprecated since ${dates.deprecated}`),
        what: isGone
          ? `${named(lambda)} uses \`${id}\`, which Google's support schedule has decommissioned since ${dates.decommissioned}.`
          : `${named(lambda)} uses \`${id}\`, which has been deprecated since ${dates.deprecated} and is decommissioned on ${dates.decommissioned}.`,
        why: isGone
          ? `Functions on it can no longer be created or updated: the next deployment fails, also the one with an urgent fix, and Google may disable what still runs on it.`
          : `The language gets no more security patches, and from ${dates.decommissioned} on no deployment succeeds, not even an urgent fix.`,
        fix: `Move to a runtime that is maintained (\`${maintainedRuntime(id)}\` for example), run the tests on it, and deploy.`,
        severity: isGone ? "high" : "medium",
        edit: interpreted.test(id) && runtime.value === id && isOwnWord(runtime) ? setValue(runtime, maintainedRuntime(id)) : undefined,
      };
    }
  },
};

/** Languages that need no other build for another version. */
const interpreted = /^(?:nodejs|python|ruby|php)\d/u;

/** The engines of package.json give the version alone. */
function isOwnWord(runtime: KnownSetting<string>): boolean {
  return runtime.valueAt?.path.endsWith("package.json") === false;
}
