import { publicGrant } from "../../stack/platforms/google/may-invoke.ts";
import { valueAtPath } from "../../stack/platforms/google/property-path.ts";
import type { Resource } from "../../stack/resource.ts";
import type { Stack } from "../../stack/stack.ts";
import { textOf } from "../../stack/value.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const terraform = (uri: string, more: string) => `
resource "google_cloudfunctions2_function" "close" {
  name = "close"
}

resource "google_cloud_scheduler_job" "nightly" {
  name     = "nightly"
  schedule = "0 3 * * *"

  http_target {
    uri         = ${uri}
    http_method = "POST"
${more}  }
}
`;
const own = "google_cloudfunctions2_function.close.service_config[0].uri";

export const gcfSchedulerNoOidc: Rule = {
  id: "gcf-scheduler-no-oidc",
  title: "Cloud Scheduler calls without an identity token",
  topics: ["11.5", "7.4", "34.1"],
  category: "security",
  severity: "high",
  platforms: ["google"],
  source: "https://docs.cloud.google.com/scheduler/docs/http-target-auth",
  bad: [{ head: { "main.tf": terraform(own, "") } }, { head: { "main.tf": terraform('"https://close-abc123-ew.a.run.app/run"', "") } }],
  good: [
    { head: { "main.tf": terraform(own, '    oidc_token {\n      service_account_email = "jobs@example.iam.gserviceaccount.com"\n    }\n') } },
    { head: { "main.tf": terraform('"https://hooks.example.com/nightly"', "") } },
    { head: { "main.tf": terraform("var.uri", "") } },
    {
      head: {
        "main.tf": terraform(
          '"https://storagetransfer.googleapis.com/v1/transferJobs/1:run"',
          '    oauth_token {\n      service_account_email = "jobs@example.iam.gserviceaccount.com"\n    }\n',
        ),
      },
    },
    { head: { "main.tf": terraform(own, "    headers = {\n      Authorization = var.token\n    }\n") } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const job of stack.resourcesOf("schedule", "google")) {
      const target = calledBy(job, stack);
      if (target === undefined || hasIdentity(job)) continue;
      const isPublic = target !== null && publicGrant(target) !== undefined;
      const name = target === null ? "its target" : named(target);
      const oauth = valueAtPath(job.properties, "http_target.oauth_token") !== undefined;
      yield {
        subject: job,
        claim: "oidcServiceAccount",
        evidence: [
          { at: job.placeOf("targetUri"), note: oauth ? "an OAuth token is for googleapis.com only" : "no `oidc_token`" },
          ...(target === null ? [] : [{ at: target.at }]),
        ],
        what: `${named(job)} calls ${name} without an OIDC token${oauth ? " (an OAuth token is accepted by Google's APIs only)" : ""}.`,
        why: isPublic
          ? `The job works only because ${name} lets everybody in: anybody who learns the address can start the same work.`
          : `A function or service that asks for authentication refuses each run with 401 or 403, so the job does nothing; the usual way out is to open the endpoint to everybody.`,
        fix: `Add \`oidc_token { service_account_email = … }\` to \`http_target\` and grant that account \`roles/run.invoker\` on the target${isPublic ? ", then take the public grant away" : ""}.`,
        severity: isPublic ? "medium" : "high",
      };
    }
  },
};

/** The function or service that a job calls: declared here, or null where only its address tells; undefined for other targets. */
function calledBy(job: Resource, stack: Stack): Resource | null | undefined {
  const link = stack.linksFrom(job, "triggers").find((one) => one.to.resource?.kind === "function");
  if (link !== undefined) return link.to.resource;
  const uri = job.value("targetUri");
  const text = textOf(uri) ?? (uri?.kind === "joined" ? uri.parts.map((part) => textOf(part) ?? "*").join("") : "");
  return /^https:\/\/[^/]*(?:\.run\.app|\.cloudfunctions\.net)(?:\/|$)/u.test(text) ? null : undefined;
}

/** A token, or a header that may hold one. */
function hasIdentity(job: Resource): boolean {
  if (valueAtPath(job.properties, "http_target.oidc_token") !== undefined) return true;
  const headers = valueAtPath(job.properties, "http_target.headers");
  if (headers === undefined) return false;
  return headers.kind !== "map" || [...headers.entries.keys()].some((name) => /^(?:authorization|x-.*(?:key|token|secret|signature))$/iu.test(name));
}
