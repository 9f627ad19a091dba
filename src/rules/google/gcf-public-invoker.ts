import { callerWords, platformCallers } from "../../stack/platforms/google/callers.ts";
import { isInvokerGrant } from "../../stack/platforms/google/may-invoke.ts";
import { everyoneIn } from "../../stack/platforms/google/members.ts";
import type { Resource } from "../../stack/resource.ts";
import type { Stack } from "../../stack/stack.ts";
import type { Statement } from "../../stack/statement.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const terraform = (member: string, more = "") => `
resource "google_cloudfunctions2_function" "close" {
  name = "close"
}

resource "google_cloud_run_v2_service_iam_member" "invoke" {
  name   = google_cloudfunctions2_function.close.name
  role   = "roles/run.invoker"
  member = "${member}"
}
${more}`;

const job = `
resource "google_cloud_scheduler_job" "nightly" {
  name     = "nightly"
  schedule = "0 3 * * *"
  http_target {
    uri = google_cloudfunctions2_function.close.service_config[0].uri
  }
}
`;

export const gcfPublicInvoker: Rule = {
  id: "gcf-public-invoker",
  title: "Anybody may call a function that is not for everybody",
  topics: ["7.4", "11.1", "34.1"],
  category: "security",
  severity: "high",
  platforms: ["google"],
  source: "https://docs.cloud.google.com/functions/docs/securing/managing-access-iam",
  peers: ["checkov:CKV_GCP_102", "checkov:CKV_GCP_107"],
  bad: [
    { head: { "main.tf": terraform("allUsers", job) } },
    { head: { "main.tf": terraform("allAuthenticatedUsers") } },
    {
      head: {
        "main.tf": 'resource "google_project_iam_member" "open" {\n  project = "shop"\n  role    = "roles/run.invoker"\n  member  = "allUsers"\n}\n',
      },
    },
  ],
  good: [
    // A webhook or a website has to be public; whom it answers is its code's business.
    { head: { "main.tf": terraform("allUsers") } },
    { head: { "main.tf": terraform("serviceAccount:jobs@example.iam.gserviceaccount.com", job) } },
    {
      head: {
        "main.tf": 'resource "google_project_iam_member" "open" {\n  project = "shop"\n  role    = "roles/run.invoker"\n  member  = var.member\n}\n',
      },
    },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const resource of [...stack.resourcesOf("function", "google"), ...stack.resourcesOf("other", "google")]) {
      for (const statement of resource.statements) {
        const everyone = everyoneIn(statement);
        if (everyone === undefined || !isInvokerGrant(statement)) continue;
        const draft = draftOf({ resource, statement, everyone }, stack);
        if (draft !== undefined) yield draft;
      }
    }
  },
};

function draftOf(grant: { resource: Resource; statement: Statement; everyone: string }, stack: Stack): Draft | undefined {
  const { resource, statement, everyone } = grant;
  const who = everyone === "allUsers" ? "Anybody on the internet" : "Anybody with a Google account, of whatever organisation,";
  const common = { subject: resource, claim: `invoker:${everyone}`, evidence: [{ at: statement.at, note: `\`${everyone}\` may invoke` }] };
  if (resource.kind === "other") {
    if (!/^google_(?:project|folder|organization)_iam/u.test(resource.nativeShape)) return undefined;
    return {
      ...common,
      what: `${named(resource)} lets \`${everyone}\` invoke every function and service of the project.`,
      why: `${who} can call all of them, internal ones and those that are added later too, and nobody who adds one sees it.`,
      fix: `Grant \`roles/run.invoker\` on the one service that has to be public, and take this grant away.`,
    };
  }
  const [caller] = platformCallers(resource, stack);
  if (caller !== undefined) {
    return {
      ...common,
      evidence: [...common.evidence, { at: caller.at, note: `called by ${callerWords(caller)}` }],
      what: `${named(resource)} is called by ${callerWords(caller)}, and \`${everyone}\` may call it too.`,
      why: `${who} who learns the address can send it made-up requests that it takes for the platform's own, and start its work at your cost.`,
      fix: `Take the grant to \`${everyone}\` away and grant \`roles/run.invoker\` to the service account that the caller uses (with an OIDC token for jobs, tasks and pushes).`,
    };
  }
  if (everyone === "allUsers") return undefined;
  return {
    ...common,
    what: `\`allAuthenticatedUsers\` may invoke ${named(resource)}.`,
    why: `That is not "the users of our organisation": ${who.toLowerCase()} can call it.`,
    fix: `Grant the role to the accounts, the group or the domain that is meant (\`domain:example.com\`); if it has to be public, say so with \`allUsers\`.`,
    severity: "medium",
  };
}
