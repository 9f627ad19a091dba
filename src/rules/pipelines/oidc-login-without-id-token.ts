import type { EditPlan } from "../../findings/edit-plan.ts";
import { type Value, entryOf, textOf } from "../../stack/value.ts";
import type { Draft, Rule } from "../rule.ts";
import { addProperty, named, setEntry } from "../words.ts";

const workflow = (permissions: string) => `
name: deploy
on:
  push:
    branches: [main]
permissions:
  contents: read
${permissions}jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: aws-actions/configure-aws-credentials@v4
        with:
          role-to-assume: arn:aws:iam::123456789012:role/deploy
          aws-region: eu-central-1
`;
const path = ".github/workflows/deploy.yml";

export const oidcLoginWithoutIdToken: Rule = {
  id: "oidc-login-without-id-token",
  title: "The job may not request the token that it signs in with",
  topics: ["28.1", "28.4", "7.2"],
  category: "deployment",
  severity: "high",
  platforms: ["aws", "azure", "google"],
  source: "https://learn.microsoft.com/azure/developer/github/connect-from-azure-openid-connect",
  bad: [
    { head: { [path]: workflow("") } },
    {
      head: {
        [path]: `
on: push
jobs:
  deploy:
    runs-on: ubuntu-latest
    permissions: { contents: read }
    steps:
      - uses: azure/login@v2
        with: { client-id: "1", tenant-id: "2", subscription-id: "3" }
`,
      },
    },
  ],
  good: [
    { head: { [path]: workflow("  id-token: write\n") } },
    { head: { [path]: workflow("").replace("role-to-assume: arn:aws:iam::123456789012:role/deploy", "aws-access-key-id: ${{ secrets.KEY }}") } },
    { head: { [path]: workflow("").replace("permissions:\n  contents: read\n", "").replace("push:\n    branches: [main]", "workflow_call:") } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const login of stack.resourcesOf("other").filter((resource) => resource.nativeShape === "GitHubActions::CloudLogin")) {
      const property = (name: string) => login.properties.entries.get(name);
      const permission = property("IdToken");
      if (textOf(property("IsFederated")?.value) !== "true" || textOf(permission?.value) !== "none") continue;
      const job = textOf(property("Job")?.value) ?? "";
      yield {
        subject: login,
        claim: "idToken",
        evidence: [
          { at: login.at, note: "signs in with a token of the job" },
          ...(permission ? [{ at: permission.value.at, note: "grants no `id-token: write`" }] : []),
        ],
        what: `The job ${named(job)} signs in with ${named(login.nativeType)} and a token of the job (OpenID Connect), but its permissions do not hold \`id-token: write\`.`,
        why: `A scope that \`permissions\` leaves out is \`none\`: GitHub gives the job no token, the sign-in fails, and nothing is deployed.`,
        fix: `Add \`id-token: write\` to the permissions of the job ${named(job)}; they replace those of the workflow, so keep the others that it needs.`,
        edit: idTokenOf(property("Permissions")?.value),
      };
    }
  },
};

function idTokenOf(permissions: Value | undefined): EditPlan | undefined {
  const written = entryOf(permissions, "id-token");
  if (written !== undefined) return setEntry(written, "write");
  return permissions && addProperty(permissions, permissions.at, { name: "id-token", value: "write" });
}
