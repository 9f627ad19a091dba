import type { AccessRule } from "../../stack/readers/firestore-rules/access-rules.ts";
import { alternativesOf } from "../../stack/readers/firestore-rules/alternatives.ts";
import type { Expression } from "../../stack/readers/firestore-rules/ast.ts";
import {
  asksOnlyForSignIn,
  asksOtherDocuments,
  documentsAsked,
  dottedName,
  fixedDate,
  mentions,
} from "../../stack/readers/firestore-rules/expression-signs.ts";
import { rulesOfStack } from "../../stack/readers/firestore-rules/rules-of-stack.ts";
import { walkExpression } from "../../stack/readers/firestore-rules/ast.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const firestore = (write: string, more = "") => ({
  "firestore.rules": `rules_version = '2';
service cloud.firestore {
  match /databases/{database}/documents {
    match /users/{userId} {
      ${write}
    }
${more}  }
}
`,
});

const admins = `    match /reports/{id} {
      allow read: if get(/databases/$(database)/documents/users/$(request.auth.uid)).data.role == 'admin';
    }
`;

export const fsRulesNoValidation: Rule = {
  id: "fs-rules-no-validation",
  title: "Clients write documents that nobody checks",
  topics: ["14.2", "7.8", "4.3"],
  category: "security",
  severity: "medium",
  platforms: ["google"],
  source: "https://firebase.google.com/docs/firestore/security/rules-conditions#data_validation",
  bad: [
    { head: firestore("allow create, update: if request.auth.uid == userId;") },
    { head: firestore("allow write: if request.auth.uid == userId;", admins) },
  ],
  good: [
    { head: firestore("allow create, update: if request.auth.uid == userId && request.resource.data.keys().hasOnly(['name']);") },
    { head: firestore("allow write: if request.auth.token.admin == true;", admins) },
    { head: firestore("allow delete: if request.auth.uid == userId;") },
    { head: firestore("allow write: if false;") },
  ],
  *check({ stack }): Iterable<Draft> {
    const rules = [...rulesOfStack(stack)];
    for (const { ruleset, rule } of rules) {
      const writes = (["create", "update"] as const).filter((method) => rule.methods.has(method));
      if (writes.length === 0 || !isUnchecked(rule)) continue;
      const decides = rules.find((other) => other.ruleset === ruleset && trusts(other.rule, rule));
      const things = rule.service === "firestore" ? "document" : "file";
      yield {
        subject: ruleset,
        claim: `validation:${rule.path}:${rule.allow.methods.join(",")}`,
        evidence: [
          { at: rule.allow.at, note: "does not look at what is written" },
          ...(decides === undefined ? [] : [{ at: decides.rule.allow.at, note: "trusts a field of that document" }]),
        ],
        what:
          decides === undefined
            ? `${named(ruleset)} lets clients ${writes.join(" and ")} at ${named(rule.path)} without a look at \`request.resource\`.`
            : `${named(ruleset)} lets clients write every field at ${named(rule.path)}, and decides elsewhere by a field of these documents.`,
        why:
          decides === undefined
            ? `A user's own ${things} may hold anything: other types, missing or extra fields, megabytes of data. Code and other clients that read it later break or believe it.`
            : `A user writes the role or right into the own document with one request from the browser's console, and the other rule believes it: every user can become an administrator.`,
        fix:
          rule.service === "firestore"
            ? `Check what is written: \`request.resource.data.keys().hasOnly([…])\`, types, and for updates that fields such as owner or role stay (\`request.resource.data.diff(resource.data).affectedKeys().hasOnly([…])\`).${decides === undefined ? "" : " Better keep roles in custom claims or in documents that clients cannot write."}`
            : `Check what is uploaded: \`request.resource.size < …\` and \`request.resource.contentType.matches(…)\`.`,
        severity: decides === undefined ? "low" : "high",
      };
    }
  },
};

/** Some user may write, and no way of satisfying the condition looks at what is written. Open and sign-in-only rules have findings of their own. */
function isUnchecked(rule: AccessRule): boolean {
  const ways = rule.condition === null ? null : alternativesOf(rule.condition);
  if (rule.condition === null || ways === null || ways.length === 0 || mentions(rule.condition, "request.resource")) return false;
  const isTold = ways.some((asked) => asked.every(asksOnlyForSignIn) || asked.every((one) => fixedDate(one) !== undefined));
  return !isTold && ways.some((asked) => asked.some(comparesUser) && !asked.some(isPrivileged));
}

/** `request.auth.uid == …`: whoever owns it. */
function comparesUser(expression: Expression): boolean {
  return expression.kind === "binary" && (expression.operator === "==" || expression.operator === "in") && mentions(expression, "request.auth.uid");
}

/** Claims of the token, other documents, fixed users: somebody whom the project trusts. */
function isPrivileged(expression: Expression): boolean {
  if (asksOtherDocuments(expression)) return true;
  for (const part of walkExpression(expression)) if (dottedName(part)?.startsWith("request.auth.token.") === true) return true;
  if (expression.kind !== "binary") return false;
  const sides = [expression.left, expression.right];
  return (
    sides.some((side) => dottedName(side) === "request.auth.uid") &&
    sides.some((side) => side.kind === "literal" || (side.kind === "list" && side.items.every((item) => item.kind === "literal")))
  );
}

/** Whether a rule decides by a field of the documents that another one lets clients write. */
function trusts(deciding: AccessRule, written: AccessRule): boolean {
  const [collection, ...rest] = written.segments;
  if (deciding.condition === null || collection?.kind !== "literal" || rest.length !== 1) return false;
  return readsField(deciding.condition) && documentsAsked(deciding.condition).includes(collection.text);
}

/** `get(…).data.role`: more than whether the document exists. */
function readsField(condition: Expression): boolean {
  for (const part of walkExpression(condition)) {
    if (
      part.kind === "member" &&
      part.name === "data" &&
      part.of.kind === "call" &&
      ["get", "firestore.get"].includes(dottedName(part.of.callee) ?? "")
    )
      return true;
  }
  return false;
}
