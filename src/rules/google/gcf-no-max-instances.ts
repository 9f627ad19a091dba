import type { Location } from "../../change/location.ts";
import { googleDefaults } from "../../facts/google-numbers.ts";
import { valueAtPath } from "../../stack/platforms/google/property-path.ts";
import type { Resource } from "../../stack/resource.ts";
import type { Stack } from "../../stack/stack.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const terraform = (maximum: string) => `
resource "google_sql_database_instance" "main" {
  name             = "main"
  database_version = "POSTGRES_16"
}

resource "google_cloudfunctions2_function" "book" {
  name = "book"

  service_config {
${maximum}    environment_variables = {
      INSTANCE = google_sql_database_instance.main.connection_name
    }
  }
}
`;

export const gcfNoMaxInstances: Rule = {
  id: "gcf-no-max-instances",
  title: "Instances may outnumber the database's connections",
  topics: ["11.1", "16.3", "39.1"],
  category: "performance",
  severity: "medium",
  platforms: ["google"],
  source: "https://docs.cloud.google.com/functions/docs/configuring/max-instances",
  bad: [
    { head: { "main.tf": terraform("") } },
    {
      head: {
        "firebase.json": '{ "functions": { "source": "functions" } }',
        "functions/index.js": `const { onRequest } = require("firebase-functions/https");
const { Pool } = require("pg");
const pool = new Pool({ max: 5 });
exports.orders = onRequest(async (req, res) => {
  const { rows } = await pool.query("select 1");
  res.json(rows);
});
`,
      },
    },
  ],
  good: [
    { head: { "main.tf": terraform("    max_instance_count = 5\n") } },
    { head: { "main.tf": terraform("    max_instance_count = var.maximum\n") } },
    { head: { "main.tf": 'resource "google_cloudfunctions2_function" "book" {\n  name = "book"\n}\n' } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const lambda of stack.resourcesOf("function", "google")) {
      // The first version of Cloud Run's resource has the limit in an annotation.
      if (lambda.has("maximumInstances") || lambda.nativeShape === "google_cloud_run_service") continue;
      const database = databaseOf(lambda, stack);
      if (database === undefined) continue;
      const setting = lambda.nameInDialect("maximumInstances");
      const { firstGenerationInstances, maximumInstances } = googleDefaults;
      const bound = `${(lambda.nativeShape === "google_cloudfunctions_function" ? firstGenerationInstances : maximumInstances).value} by default`;
      yield {
        subject: lambda,
        claim: "maximumInstances",
        evidence: [
          { at: lambda.placeOf("maximumInstances"), note: `no \`${setting}\`` },
          { at: database, note: "database connections" },
        ],
        what: `${named(lambda)} opens database connections, and nothing bounds its instances (${bound}).`,
        why: `Each instance holds connections of its own. A burst of requests or a backlog of events starts instances until the database refuses connections, for every other client too.`,
        fix: `Set \`${setting}\` so that instances times connections of an instance stay below the database's limit, with room for other clients.`,
      };
    }
  },
};

/** Where the function names or opens a SQL database. */
function databaseOf(lambda: Resource, stack: Stack): Location | undefined {
  const use = stack.linksFrom(lambda, "uses").find((link) => link.to.resource?.kind === "database");
  const volume = valueAtPath(lambda.properties, "template.volumes.cloud_sql_instance");
  const handler = stack.handlerOf(lambda);
  const opened = handler?.state === "found" ? handler.facts.databaseConnections[0]?.at : undefined;
  return use?.at ?? volume?.at ?? opened;
}
