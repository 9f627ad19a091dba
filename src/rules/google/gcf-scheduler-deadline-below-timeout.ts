import { googleLimits } from "../../facts/google-numbers.ts";
import type { Draft, Rule } from "../rule.ts";
import { addProperty, duration, named, orDefault, setValue } from "../words.ts";

const terraform = (job: string, timeout = "    timeout_seconds = 900\n") => `
resource "google_cloudfunctions2_function" "close" {
  name = "close"

  service_config {
${timeout}  }
}

resource "google_cloud_scheduler_job" "nightly" {
  name     = "nightly"
  schedule = "0 3 * * *"
${job}
  http_target {
    uri = google_cloudfunctions2_function.close.service_config[0].uri
    oidc_token {
      service_account_email = "jobs@example.iam.gserviceaccount.com"
    }
  }
}
`;

/** Longest deadline of a job with an HTTP target. */
const longest = googleLimits.schedulerDeadline.value;

export const gcfSchedulerDeadlineBelowTimeout: Rule = {
  id: "gcf-scheduler-deadline-below-timeout",
  title: "Cloud Scheduler gives a run up that still works",
  topics: ["11.5", "16.4", "22.3"],
  category: "reliability",
  severity: "high",
  platforms: ["google"],
  source: "https://docs.cloud.google.com/scheduler/docs/reference/rest/v1/projects.locations.jobs",
  bad: [
    { head: { "main.tf": terraform("") } },
    { head: { "main.tf": terraform('  attempt_deadline = "600s"\n  retry_config {\n    retry_count = 3\n  }\n') } },
  ],
  good: [
    { head: { "main.tf": terraform('  attempt_deadline = "900s"\n') } },
    { head: { "main.tf": terraform("  attempt_deadline = var.deadline\n") } },
    // Nobody said that the function runs long.
    { head: { "main.tf": terraform("", "") } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const link of stack.linksOf("triggers", "google")) {
      const job = link.from.resource;
      const target = link.to.resource;
      if (job?.kind !== "schedule" || target?.kind !== "function") continue;
      const deadline = job.number("attemptDeadlineSeconds");
      const timeout = target.number("timeoutSeconds");
      if (!deadline.known || !timeout.known || timeout.isDefault || deadline.value >= timeout.value) continue;
      const setting = job.nameInDialect("attemptDeadlineSeconds");
      const retries = job.number("retryCount");
      const again = retries.known && retries.value > 0;
      const enough = Math.min(timeout.value, longest);
      yield {
        subject: job,
        claim: "attemptDeadlineSeconds",
        evidence: [
          { at: deadline.at, note: `waits ${duration(deadline.value)}${orDefault(deadline)}` },
          { at: timeout.at, note: `may run for ${duration(timeout.value)}` },
          ...(again ? [{ at: retries.at, note: `${retries.value} retries` }] : []),
        ],
        what: `${named(job)} waits ${duration(deadline.value)}${orDefault(deadline)} for ${named(target)}, which may run for ${duration(timeout.value)}.`,
        why: again
          ? `A run that takes longer counts as failed and is started again, up to ${retries.value} more times, while the first one still works: the same work is done several times at once.`
          : `A run that takes longer counts as failed although it goes on: the job shows errors for work that was done, and real failures look the same.`,
        fix: `Set \`${setting} = "${enough}s"\`${timeout.value > longest ? ` (the maximum) and let the function answer at once and hand its work to Cloud Tasks or a Cloud Run job` : ""}${again ? ", and make a second run harmless" : ""}.`,
        severity: again ? "high" : "medium",
        edit:
          timeout.value > longest
            ? undefined
            : (setValue(deadline, `${enough}s`) ?? addProperty(job.properties, job.at, { name: setting, value: `${enough}s` })),
      };
    }
  },
};
