import { zodOutputFormat } from "@anthropic-ai/sdk/helpers/zod";
import { z } from "zod";
import { categories, severities } from "../findings/finding.ts";

/**
 * What can be claimed: a closed list, so that the same problem has the same identity after every push. `other` is for what fits nowhere.
 */
const claimKinds = [
  "lost-event",
  "duplicate-effect",
  "wrong-order",
  "partial-batch-failure",
  "retry-behaviour",
  "poison-message",
  "endless-loop",
  "timeout-mismatch",
  "throttling",
  "connection-exhaustion",
  "resource-exhaustion",
  "concurrency-race",
  "data-loss",
  "data-corruption",
  "schema-mismatch",
  "contract-break",
  "missing-error-handling",
  "wrong-error-handling",
  "missing-permission",
  "excessive-permission",
  "public-exposure",
  "authentication-gap",
  "secret-exposure",
  "injection",
  "input-validation",
  "encryption-gap",
  "personal-data-exposure",
  "removed-protection",
  "deployment-failure",
  "deployment-order",
  "resource-replacement",
  "rollback-gap",
  "configuration-mismatch",
  "platform-limit",
  "cold-start",
  "latency",
  "throughput",
  "wasted-cost",
  "unbounded-cost",
  "observability-gap",
  "backup-gap",
  "failover-gap",
  "dependency-risk",
  "test-gap",
  "wrong-logic",
  "other",
] as const;

const claim = z.object({
  kind: z.enum(claimKinds).describe("The kind of consequence that fits best."),
  title: z.string().describe("The fault in a short clause, without resource names."),
  what: z.string().describe("What is there: one or two sentences with the reader's own names and numbers."),
  why: z.string().describe("What happens in production, to whom, under which circumstances."),
  fix: z.string().describe("The setting, API or code to change, concretely."),
  path: z.string().describe("Path of the quoted file, as given in the block's name."),
  side: z.enum(["base", "head"]).describe("head for present or added lines, base for lines marked as removed."),
  quote: z.string().describe("The line or few successive lines it is about, copied exactly, without mark and line number."),
  resource: z.string().nullable().describe("Id of the resource as the delta names it; null where none is concerned."),
  severity: z.enum(severities),
  category: z.enum(categories),
  confidence: z.number().describe("0 to 1: your honest chance that the owner would agree and act."),
  topics: z.array(z.string()).describe("Ids of the guidance's topics, best first, at most three."),
  replacement: z
    .string()
    .nullable()
    .describe("Text that replaces exactly the quoted lines and cures the fault alone; null where the cure is elsewhere."),
});

const answer = z.object({ claims: z.array(claim) });
const verdict = z.object({
  finding: z.string().describe("The finding's label, such as F1."),
  reason: z.string().describe("One or two sentences: the line, default or fact that decides."),
  ground: z.enum([
    "none",
    "wrong platform fact",
    "the line does not show it",
    "handled elsewhere",
    "depends on an unknown value",
    "not changed by this pull request",
    "no consequence worth a comment",
  ]),
  stands: z.boolean().describe("True only if every attempt to refute it failed."),
});
const verdicts = z.object({ verdicts: z.array(verdict) });

/** JSON Schemas that the answers must follow, as the service takes them. */
export const answerFormat = formatOf(answer);
export const verdictsFormat = formatOf(verdicts);

/** A number between 0 and 1; other numbers are clamped, texts that hold one are read. */
const share = z.union([z.number(), z.string().transform(Number)]).transform((value) => (Number.isNaN(value) ? 0 : Math.min(1, Math.max(0, value))));
const nullableText = z
  .string()
  .nullish()
  .transform((value) => value ?? null);

/** Reads one claim: strict on words with a fixed meaning, lenient on numbers and on what may be left out. */
export const claimSchema = claim.extend({
  confidence: share,
  topics: z.array(z.string()).catch([]),
  resource: nullableText,
  replacement: nullableText,
});
/** Reads an answer whose claims are still looked at one by one. */
export const looseAnswerSchema = z.object({ claims: z.array(z.unknown()) });
export const verdictSchema = verdict.extend({ ground: verdict.shape.ground.catch("none"), reason: z.string().catch("") });
export const looseVerdictsSchema = z.object({ verdicts: z.array(z.unknown()) });

function formatOf(schema: z.ZodType): { readonly type: "json_schema"; readonly schema: Record<string, unknown> } {
  return { type: "json_schema", schema: zodOutputFormat(schema).schema };
}
