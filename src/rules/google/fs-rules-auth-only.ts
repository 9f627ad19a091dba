import type { AccessRule } from "../../stack/readers/firestore-rules/access-rules.ts";
import { alternativesOf } from "../../stack/readers/firestore-rules/alternatives.ts";
import { asksOnlyForSignIn } from "../../stack/readers/firestore-rules/expression-signs.ts";
import { rulesOfStack } from "../../stack/readers/firestore-rules/rules-of-stack.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const firestore = (body: string) => ({
  "firestore.rules": `rules_version = '2';
service cloud.firestore {
  match /databases/{database}/documents {
    function signedIn() {
      return request.auth != null;
    }
    match /orders/{id} {
      ${body}
    }
  }
}
`,
});

export const fsRulesAuthOnly: Rule = {
  id: "fs-rules-auth-only",
  title: "Every user may change every other user's data",
  topics: ["14.2", "4.3", "7.4"],
  category: "security",
  severity: "high",
  platforms: ["google"],
  source: "https://firebase.google.com/docs/rules/insecure-rules",
  bad: [
    { head: firestore("allow read, write: if request.auth != null;") },
    { head: firestore("allow update, delete: if signedIn() && request.auth.uid != null;") },
    {
      head: {
        "storage.rules":
          "service firebase.storage {\n  match /b/{bucket}/o {\n    match /{all=**} {\n      allow read, write: if request.auth != null;\n    }\n  }\n}\n",
      },
    },
  ],
  good: [
    { head: firestore("allow write: if signedIn() && request.auth.uid == resource.data.owner;") },
    { head: firestore("allow read: if request.auth != null;") },
    // Everybody who is signed in may add; nobody may change what others added.
    { head: firestore("allow create: if signedIn();") },
    { head: firestore("allow write: if request.auth.token.admin == true;") },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const { ruleset, rule } of rulesOfStack(stack)) {
      const changes = (["update", "delete"] as const).filter((method) => rule.methods.has(method));
      if (changes.length === 0 || !asksForSignInAlone(rule) || !rule.segments.some((segment) => segment.kind !== "literal")) continue;
      const things = rule.service === "firestore" ? "document" : "file";
      yield {
        subject: ruleset,
        claim: `auth-only:${rule.path}:${rule.allow.methods.join(",")}`,
        evidence: [{ at: rule.allow.at, note: "asks only whether somebody is signed in" }, { at: rule.match.headAt }],
        what: `${named(ruleset)} lets everybody who is signed in ${changes.join(" and ")} every ${things} at ${named(rule.path)}.`,
        why: `Anybody who can sign up, with a throw-away address or anonymously where that is on, can change or delete the data of all other users.`,
        fix: `Ask for the owner: \`request.auth.uid == ${ownerOf(rule)}\`, or for a role in the token (\`request.auth.token.…\`).`,
        severity: rule.segments[0]?.kind === "recursive" ? "critical" : "high",
      };
    }
  },
};

/** Whether one way to satisfy the condition asks for nothing but a user. */
function asksForSignInAlone(rule: AccessRule): boolean {
  const ways = rule.condition === null ? null : alternativesOf(rule.condition);
  return ways?.some((asked) => asked.length > 0 && asked.every(asksOnlyForSignIn)) === true;
}

/** What the owner of such a document could be compared with. */
function ownerOf(rule: AccessRule): string {
  const wildcard = rule.segments.find((segment) => segment.kind === "wildcard" && /user|uid|owner|member|account/iu.test(segment.name));
  if (wildcard?.kind === "wildcard") return wildcard.name;
  return rule.service === "firestore" ? "resource.data.<owner field>" : "resource.metadata.<owner field>";
}
