import type { Draft, Rule } from "../rule.ts";
import { addProperty, named, setValue } from "../words.ts";

const terraform = (level: string) => `
resource "google_cloudfunctions_function" "book" {
  name         = "book"
  runtime      = "nodejs22"
  trigger_http = true
${level}}
`;

export const gcfHttpTriggerInsecure: Rule = {
  id: "gcf-http-trigger-insecure",
  title: "The function answers over plain HTTP",
  topics: ["7.4", "7.5"],
  category: "security",
  severity: "medium",
  platforms: ["google"],
  source: "https://docs.cloud.google.com/functions/1stgendocs/calling/http",
  peers: ["checkov:CKV2_GCP_10"],
  bad: [{ head: { "main.tf": terraform("") } }, { head: { "main.tf": terraform('  https_trigger_security_level = "SECURE_OPTIONAL"\n') } }],
  good: [
    { head: { "main.tf": terraform('  https_trigger_security_level = "SECURE_ALWAYS"\n') } },
    { head: { "main.tf": terraform("  https_trigger_security_level = var.level\n") } },
    { head: { "main.tf": 'resource "google_cloudfunctions2_function" "book" {\n  name = "book"\n}\n' } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const lambda of stack.resourcesOf("function", "google")) {
      const httpsOnly = lambda.boolean("httpsOnly");
      if (!httpsOnly.known || httpsOnly.value) continue;
      const setting = lambda.nameInDialect("httpsOnly");
      yield {
        subject: lambda,
        claim: "httpsOnly",
        evidence: [{ at: httpsOnly.at, note: `no \`${setting} = "SECURE_ALWAYS"\`` }],
        what: `${named(lambda)} takes requests over plain HTTP as well as HTTPS.`,
        why: `A client that calls the http:// address sends its token and its data unencrypted, and nothing tells it to do otherwise.`,
        fix: `Set \`${setting} = "SECURE_ALWAYS"\`: requests over HTTP are then redirected.`,
        edit: setValue(httpsOnly, "SECURE_ALWAYS") ?? addProperty(lambda.properties, lambda.at, { name: setting, value: "SECURE_ALWAYS" }),
      };
    }
  },
};
