import type { AccessRule } from "../../stack/readers/firestore-rules/access-rules.ts";
import { alternativesOf } from "../../stack/readers/firestore-rules/alternatives.ts";
import { rulesOfStack } from "../../stack/readers/firestore-rules/rules-of-stack.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const firestore = (body: string) => ({
  "firestore.rules": `rules_version = '2';
service cloud.firestore {
  match /databases/{database}/documents {
    function everybody() { return true; }
${body}  }
}
`,
});

export const fsRulesOpen: Rule = {
  id: "fs-rules-open",
  title: "Security rules let everybody in",
  topics: ["14.2", "4.3", "7.4"],
  category: "security",
  severity: "critical",
  platforms: ["google"],
  source: "https://firebase.google.com/docs/rules/insecure-rules",
  bad: [
    { head: firestore("    match /{document=**} {\n      allow read, write;\n    }\n") },
    { head: firestore("    match /orders/{id} {\n      allow write: if everybody();\n    }\n") },
    {
      head: {
        "storage.rules":
          "service firebase.storage {\n  match /b/{bucket}/o {\n    match /{all=**} {\n      allow read, write: if true;\n    }\n  }\n}\n",
      },
    },
  ],
  good: [
    // What is published may be read by everybody.
    { head: firestore("    match /posts/{id} {\n      allow read: if true;\n      allow write: if request.auth.token.editor == true;\n    }\n") },
    { head: firestore("    match /{document=**} {\n      allow read, write: if false;\n    }\n") },
    { head: firestore("    match /orders/{id} {\n      allow write: if request.auth.uid == id;\n    }\n") },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const { ruleset, rule } of rulesOfStack(stack)) {
      if (!isOpen(rule)) continue;
      const changes = (["create", "update", "delete"] as const).filter((method) => rule.methods.has(method));
      const isAll = rule.segments[0]?.kind === "recursive";
      if (changes.length === 0 && !isAll) continue;
      const onlyCreates = changes.length === 1 && changes[0] === "create" && !isAll;
      const things = rule.service === "firestore" ? "documents" : "files";
      const verbs = changes.length === 0 ? "read" : rule.methods.has("get") ? `read and ${changes.join(", ")}` : changes.join(", ");
      yield {
        subject: ruleset,
        claim: `open:${rule.path}:${[...rule.methods].join(",")}`,
        evidence: [{ at: rule.allow.at, note: "asks for nothing" }, { at: rule.match.headAt }],
        what: `${named(ruleset)} lets everybody ${verbs} ${things} at ${named(rule.path)}: the rule asks for nothing.`,
        why: `The project's configuration stands in every copy of the app, so no sign-in and no app is needed: anybody can ${changes.length === 0 ? `copy all of these ${things}` : onlyCreates ? "fill it with what they like, at your cost" : `change or wipe these ${things}`} with a few lines of script.`,
        fix: `Ask who it is and what they write (\`request.auth.uid == …\`, \`request.resource.data\`), or refuse (\`if false\`) and write through a function or the Admin SDK, which rules do not bind.`,
        severity: onlyCreates ? "medium" : "critical",
      };
    }
  },
};

/** No condition, or one that holds in some way without asking anything. */
function isOpen(rule: AccessRule): boolean {
  return rule.condition === null || alternativesOf(rule.condition)?.some((asked) => asked.length === 0) === true;
}
