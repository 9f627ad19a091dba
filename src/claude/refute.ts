import type { PlacedFinding } from "../findings/finding.ts";
import { type Usage, addUsage, noUsage } from "../findings/review.ts";
import type { Brief, Refutation, Verdict } from "../ports/reviewer.ts";
import { repairPlease } from "./guidance.ts";
import { readJson } from "./read-answer.ts";
import { composeRefutation, labelOf } from "./refutation-request.ts";
import type { Run } from "./run.ts";
import { sanitizeLine, cutAtWord } from "./sanitize.ts";
import { looseVerdictsSchema, verdictSchema } from "./schema.ts";

/** Findings of one request: more would share too little attention. */
const batchSize = 10;

/** Tries to refute findings in fresh contexts. A finding without a readable verdict does not stand. */
export async function refute(brief: Brief, findings: readonly PlacedFinding[], run: Run): Promise<Refutation> {
  const verdicts: Verdict[] = [];
  const notes: string[] = [];
  let usage: Usage = noUsage;
  for (let from = 0; from < findings.length; from += batchSize) {
    const batch = findings.slice(from, from + batchSize);
    const result = await refuteBatch(brief, batch, run);
    verdicts.push(...result.verdicts);
    notes.push(...result.notes);
    usage = addUsage(usage, result.usage);
  }
  return { verdicts, usage, notes: [...new Set(notes)] };
}

async function refuteBatch(brief: Brief, batch: readonly PlacedFinding[], run: Run): Promise<Refutation> {
  const { files } = await run.gather();
  let usage: Usage = noUsage;
  let problem = "its answer could not be read, also on a second try";
  for (const remarks of [[], [repairPlease]]) {
    const { persona, verifyModel: model, maximumOutputTokens } = run;
    const request = await composeRefutation(batch, { brief, persona, files, scrub: run.scrub, model, maximumOutputTokens, remarks });
    const answer = await run.asker.ask(request, isReadable, brief.signal);
    usage = addUsage(usage, answer.usage);
    if (answer.state === "answered" && isReadable(answer.text)) return { verdicts: readVerdicts(answer.text, batch), usage, notes: [] };
    if (answer.state === "answered") continue;
    problem = answer.note;
    break;
  }
  const left = `${batch.length} ${batch.length === 1 ? "finding" : "findings"} of the model`;
  return {
    verdicts: batch.map(unanswered),
    usage,
    notes: [`${left} could not be verified and ${batch.length === 1 ? "is" : "are"} left out: ${problem}.`],
  };
}

function isReadable(text: string): boolean {
  return looseVerdictsSchema.safeParse(readJson(text)).success;
}

/** One verdict for each finding. Where the model gives two, the one against the finding counts. */
function readVerdicts(text: string, batch: readonly PlacedFinding[]): Verdict[] {
  const loose = looseVerdictsSchema.safeParse(readJson(text));
  const given = (loose.success ? loose.data.verdicts : []).flatMap((raw) => verdictSchema.safeParse(raw).data ?? []);
  return batch.map((finding, index) => {
    const own = given.filter((verdict) => verdict.finding.trim().toUpperCase() === labelOf(index));
    const decisive = own.find((verdict) => !verdict.stands) ?? own[0];
    if (decisive === undefined) return unanswered(finding);
    const reason = cutAtWord(sanitizeLine(decisive.reason), 300);
    return {
      finding: finding.id,
      stands: decisive.stands,
      reason: decisive.stands || decisive.ground === "none" ? reason : `${decisive.ground}: ${reason}`,
    };
  });
}

function unanswered(finding: PlacedFinding): Verdict {
  return { finding: finding.id, stands: false, reason: "not verified: no verdict was given" };
}
