import type { EditPlan } from "../../findings/edit-plan.ts";
import { publicGrant } from "../../stack/platforms/google/may-invoke.ts";
import { type WorkflowStep, workflowSteps } from "../../stack/platforms/google/workflow-steps.ts";
import type { Resource } from "../../stack/resource.ts";
import type { Stack } from "../../stack/stack.ts";
import { textOf, valueAt } from "../../stack/value.ts";
import type { Draft, Rule } from "../rule.ts";
import { addProperty, named } from "../words.ts";

const yaml = (args: string) => `main:
  steps:
    - charge:
        call: http.post
        args:
          url: https://charge-abc123-ew.a.run.app/charge
${args}        result: charged
    - done:
        return: \${charged.body}
`;

const terraform = (url: string, more = "") => `
resource "google_cloudfunctions2_function" "charge" {
  name = "charge"
}
${more}
resource "google_workflows_workflow" "booking" {
  name            = "booking"
  service_account = "booking@example.iam.gserviceaccount.com"
  source_contents = <<-EOT
    main:
      steps:
        - charge:
            call: http.post
            args:
              url: ${url}
  EOT
}
`;

export const gcwHttpNoAuth: Rule = {
  id: "gcw-http-no-auth",
  title: "A workflow calls a function without an identity token",
  topics: ["6.3", "7.4", "34.1"],
  category: "security",
  severity: "medium",
  platforms: ["google"],
  source: "https://docs.cloud.google.com/workflows/docs/authenticate-from-workflow",
  bad: [
    { head: { "flows/booking.yaml": yaml("") } },
    { head: { "main.tf": terraform("${google_cloudfunctions2_function.charge.service_config[0].uri}") } },
  ],
  good: [
    { head: { "flows/booking.yaml": yaml("          auth:\n            type: OIDC\n") } },
    { head: { "flows/booking.yaml": yaml("").replace("https://charge-abc123-ew.a.run.app/charge", "https://api.example.com/charge") } },
    { head: { "flows/booking.yaml": yaml("          headers:\n            Authorization: ${token}\n") } },
    {
      head: {
        "main.tf": terraform(
          "${google_cloudfunctions2_function.charge.service_config[0].uri}",
          `
resource "google_cloud_run_v2_service_iam_member" "open" {
  name   = google_cloudfunctions2_function.charge.name
  role   = "roles/run.invoker"
  member = "allUsers"
}
`,
        ),
      },
    },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const workflow of stack.resourcesOf("workflow", "google")) {
      for (const step of workflowSteps(workflow)) {
        const called = functionCalledBy(step, workflow, stack);
        if (called === undefined || saysWho(step) || (called !== null && publicGrant(called) !== undefined)) continue;
        yield {
          subject: workflow,
          claim: `auth:${step.workflow}.${step.name}`,
          evidence: [{ at: step.at, note: "no `auth`" }, ...(called === null ? [] : [{ at: called.at }])],
          what: `Step ${named(step.name)} of ${named(workflow)} calls ${called === null ? "a Cloud Run service or function" : named(called)} without \`auth\`.`,
          why: `Workflows adds no identity token on its own: a target that asks for authentication answers 403 and the workflow ends there, so it works only as long as the target is open to everybody.`,
          fix: `Add \`auth: { type: OIDC }\` to the step's \`args\` and grant the workflow's service account \`roles/run.invoker\` on the target.`,
          edit: withToken(step),
        };
      }
    }
  },
};

/** The function that a step calls: declared here, or null where only its address tells; undefined for other steps. */
function functionCalledBy(step: WorkflowStep, workflow: Resource, stack: Stack): Resource | null | undefined {
  if (step.call === null || !step.call.startsWith("http.")) return undefined;
  const link = stack.linksFrom(workflow, "invokes").find((one) => one.name === step.name && one.at.startLine === step.at.startLine);
  if (link?.to.resource?.kind === "function") return link.to.resource;
  const url = valueAt(step.args, "url");
  const text = textOf(url) ?? (url?.kind === "joined" ? url.parts.map((part) => textOf(part) ?? "*").join("") : "");
  return /https:\/\/[^/]*(?:\.run\.app|\.cloudfunctions\.net)(?:["'/]|$)/u.test(text) ? null : undefined;
}

/** In a file of its own; a definition inside of Terraform has another way of writing. */
function withToken({ args, at }: WorkflowStep): EditPlan | undefined {
  return args?.at.path.endsWith(".tf") === true ? undefined : addProperty(args, at, { name: "auth.type", value: "OIDC" });
}

function saysWho(step: WorkflowStep): boolean {
  if (step.args?.kind !== "map" || valueAt(step.args, "auth") !== undefined) return true;
  const headers = valueAt(step.args, "headers");
  if (headers === undefined) return false;
  return headers.kind !== "map" || [...headers.entries.keys()].some((name) => name.toLowerCase() === "authorization");
}
