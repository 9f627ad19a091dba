import { callerWords } from "../../stack/platforms/google/callers.ts";
import { mayInvoke } from "../../stack/platforms/google/may-invoke.ts";
import { serviceAccountOf } from "../../stack/platforms/google/members.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const terraform = (grants: string) => `
resource "google_service_account" "trigger" {
  account_id = "trigger"
}

resource "google_pubsub_topic" "orders" {
  name = "orders"
}

resource "google_cloudfunctions2_function" "book" {
  name     = "book"
  location = "europe-west1"

  event_trigger {
    event_type            = "google.cloud.pubsub.topic.v1.messagePublished"
    pubsub_topic          = google_pubsub_topic.orders.id
    retry_policy          = "RETRY_POLICY_RETRY"
    service_account_email = google_service_account.trigger.email
  }
}

resource "google_project_iam_member" "receive" {
  project = "shop"
  role    = "roles/eventarc.eventReceiver"
  member  = "serviceAccount:\${google_service_account.trigger.email}"
}
${grants}`;

const grant = (type: string, target: string, role: string) => `
resource "${type}" "invoke" {
  ${target}
  role   = "${role}"
  member = "serviceAccount:\${google_service_account.trigger.email}"
}
`;

const scheduler = `
resource "google_service_account" "job" {
  account_id = "job"
}

resource "google_cloud_run_v2_service" "close" {
  name = "close"
}

resource "google_cloud_scheduler_job" "nightly" {
  name     = "nightly"
  schedule = "0 3 * * *"
  http_target {
    uri = google_cloud_run_v2_service.close.uri
    oidc_token {
      service_account_email = google_service_account.job.email
    }
  }
}
`;

export const gcfTriggerInvokerMissing: Rule = {
  id: "gcf-trigger-invoker-missing",
  title: "The trigger may not call the function",
  topics: ["7.1", "11.1", "11.2"],
  category: "security",
  severity: "high",
  platforms: ["google"],
  source: "https://docs.cloud.google.com/eventarc/docs/roles-permissions",
  bad: [
    { head: { "main.tf": terraform("") } },
    {
      head: {
        "main.tf": terraform(
          grant(
            "google_cloudfunctions2_function_iam_member",
            "cloud_function = google_cloudfunctions2_function.book.name",
            "roles/cloudfunctions.invoker",
          ),
        ),
      },
    },
    { head: { "main.tf": scheduler } },
  ],
  good: [
    {
      head: {
        "main.tf": terraform(
          grant("google_cloud_run_v2_service_iam_member", "name = google_cloudfunctions2_function.book.name", "roles/run.invoker"),
        ),
      },
    },
    {
      head: {
        "main.tf": terraform(
          grant(
            "google_cloud_run_service_iam_member",
            "service = google_cloudfunctions2_function.book.service_config[0].service",
            "roles/run.invoker",
          ),
        ),
      },
    },
    { head: { "main.tf": terraform(grant("google_project_iam_member", 'project = "shop"', "roles/run.invoker")) } },
    { head: { "main.tf": terraform(grant("google_project_iam_member", 'project = "shop"', "projects/shop/roles/caller")) } },
    {
      head: {
        "main.tf": terraform(
          '\nresource "google_cloud_run_service_iam_binding" "invoke" {\n  service = google_cloudfunctions2_function.book.name\n  role    = "roles/run.invoker"\n  members = var.callers\n}\n',
        ),
      },
    },
    { head: { "main.tf": scheduler.replace("google_service_account.job.email", "var.account") } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const link of stack.linksOf("triggers", "google")) {
      const target = link.to.resource;
      if (target?.kind !== "function") continue;
      const account = serviceAccountOf(link.value("serviceAccount"), link.declaredBy?.scope ?? target.scope, stack);
      if (account === undefined || mayInvoke(account, target, stack) !== "no") continue;
      const isFirst = target.nativeShape === "google_cloudfunctions_function";
      const role = isFirst ? "roles/cloudfunctions.invoker" : "roles/run.invoker";
      const on = isFirst || target.nativeShape.startsWith("google_cloud_run") ? named(target) : `the Cloud Run service behind ${named(target)}`;
      yield {
        subject: link,
        claim: "invoker",
        evidence: [
          { at: link.placeOf("serviceAccount"), note: `calls as ${named(account)}` },
          { at: account.at, note: `no \`${role}\`` },
          { at: target.at },
        ],
        what: `${callerWords(link).replace(/^./u, (letter) => letter.toUpperCase())} calls ${named(target)} as ${named(account)}, and nothing here grants that account \`${role}\` on ${on}.`,
        why: `Each call is refused with 403 before the code runs${link.from.resource?.kind === "schedule" ? ": the job fails every time" : ": events are delivered again until they expire, and none is processed"}.`,
        fix: `Grant it: \`${isFirst ? "google_cloudfunctions_function_iam_member" : "google_cloud_run_v2_service_iam_member"}\` with \`role = "${role}"\` on ${on}${isFirst ? "" : " (`roles/cloudfunctions.invoker` does not count for it)"}. Where another repository grants it, suppress this finding with that reason.`,
        confidence: 0.85,
      };
    }
  },
};
