import { workflowSteps } from "../../stack/platforms/google/workflow-steps.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const flow = (step: string) => `main:
  steps:
${step}    - done:
        return: ok
`;
const bare = (call = "http.get") => `    - stock:
        call: ${call}
        args:
          url: https://stock.example.com/items
        result: stock
`;
const tried = (retry: string) => `    - stock:
        try:
          call: http.get
          args:
            url: https://stock.example.com/items
          result: stock
${retry}`;
const terraform = `
resource "google_workflows_workflow" "booking" {
  name            = "booking"
  service_account = "booking@example.iam.gserviceaccount.com"
  source_contents = <<-EOT
    main:
      steps:
        - stock:
            call: http.get
            args:
              url: https://stock.example.com/items
  EOT
}
`;

export const gcwNoRetry: Rule = {
  id: "gcw-no-retry",
  title: "One failed request ends the workflow",
  topics: ["6.3", "6.6"],
  category: "reliability",
  severity: "medium",
  platforms: ["google"],
  source: "https://docs.cloud.google.com/workflows/docs/reference/syntax/retrying",
  // A workflow that is started again as a whole needs no retries of its own.
  onByDefault: false,
  bad: [
    { head: { "flows/booking.yaml": flow(bare()) } },
    {
      head: {
        "flows/booking.yaml": flow(
          tried(
            "        except:\n          as: error\n          steps:\n            - log:\n                call: sys.log\n                args:\n                  data: ${error}\n            - fail:\n                raise: ${error}\n",
          ),
        ),
      },
    },
    { head: { "main.tf": terraform } },
  ],
  good: [
    { head: { "flows/booking.yaml": flow(tried("        retry: ${http.default_retry}\n")) } },
    // Connectors try again by themselves; other calls leave the workflow's own process alone.
    { head: { "flows/booking.yaml": flow(bare("googleapis.storage.v1.objects.get")) } },
    { head: { "flows/booking.yaml": flow(bare("sys.log")) } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const workflow of stack.resourcesOf("workflow", "google")) {
      for (const step of workflowSteps(workflow)) {
        if (step.call === null || !step.call.startsWith("http.") || step.retried || step.call === "http.default_retry") continue;
        const changes = step.call !== "http.get";
        yield {
          subject: workflow,
          claim: `retry:${step.workflow}.${step.name}`,
          evidence: [{ at: step.at, note: "no `retry`" }],
          what: `Step ${named(step.name)} of ${named(workflow)} calls \`${step.call}\` ${step.caught ? "in a `try` without `retry`" : "outside of a `try` with `retry`"}.`,
          why: step.caught
            ? `A short outage of the target, a 429 or a 503 goes straight to \`except\`: what a second try would have cured is handled as a failure.`
            : `A short outage of the target, a 429 or a 503 ends the whole execution, with the steps before it done and those behind it not.`,
          fix: `Put the call into \`try\` with ${changes ? "`retry: ${http.default_retry_non_idempotent}`, or with `http.default_retry` where the target is safe to call twice" : "`retry: ${http.default_retry}`"}. It is not needed where whoever starts the workflow starts it again.`,
        };
      }
    }
  },
};
