import { alternativesOf } from "../../stack/readers/firestore-rules/alternatives.ts";
import { fixedDate } from "../../stack/readers/firestore-rules/expression-signs.ts";
import { rulesOfStack } from "../../stack/readers/firestore-rules/rules-of-stack.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const firestore = (condition: string) => ({
  "firestore.rules": `rules_version = '2';
service cloud.firestore {
  match /databases/{database}/documents {
    match /{document=**} {
      allow read, write: if ${condition};
    }
  }
}
`,
});

export const fsRulesTimeBomb: Rule = {
  id: "fs-rules-time-bomb",
  title: "Access depends on nothing but a date",
  topics: ["14.2", "4.3", "7.4"],
  category: "security",
  severity: "high",
  platforms: ["google"],
  source: "https://firebase.google.com/docs/rules/insecure-rules",
  bad: [
    { head: firestore("request.time < timestamp.date(2027, 1, 15)") },
    { head: firestore("request.time < timestamp.date(2026, 3, 1) || request.auth.token.admin == true") },
  ],
  good: [
    { head: firestore("request.auth.uid == 'x' && request.time < timestamp.date(2027, 1, 15)") },
    { head: firestore("request.time < resource.data.expires && request.auth.uid == resource.data.owner") },
  ],
  *check({ stack, now }): Iterable<Draft> {
    for (const { ruleset, rule } of rulesOfStack(stack)) {
      const ways = rule.condition === null ? [] : (alternativesOf(rule.condition) ?? []);
      const alone = ways.find((asked) => asked.length > 0 && asked.every((one) => fixedDate(one)?.holds === "before"));
      const dates = alone?.map((one) => fixedDate(one)?.milliseconds ?? Number.POSITIVE_INFINITY) ?? [];
      if (alone === undefined) continue;
      const until = new Date(Math.min(...dates));
      const day = until.toISOString().slice(0, 10);
      const isPast = until <= now;
      const methods = rule.allow.methods.join(" and ");
      yield {
        subject: ruleset,
        claim: `date:${rule.path}:${rule.allow.methods.join(",")}`,
        evidence: [{ at: rule.allow.at, note: isPast ? `ended on ${day}` : `open until ${day}` }],
        what: isPast
          ? `${named(ruleset)} allowed everybody to ${methods} ${named(rule.path)} until ${day}; that day is past.`
          : `${named(ruleset)} allows everybody to ${methods} ${named(rule.path)} until ${day}, and nobody after that.`,
        why: isPast
          ? `Requests that counted on this rule are refused; whoever moves the date to make the app work again opens the data to everybody.`
          : `Until then anybody on the internet has this access, without signing in; from ${day} on every request of the app that counts on it fails at once.`,
        fix: `Replace the date by what the app needs: who may do it (\`request.auth.uid\`) on which documents.`,
        severity: isPast ? "medium" : "high",
      };
    }
  },
};
