import { type Usage, addUsage, noUsage } from "../findings/review.ts";
import type { Brief, Opinion } from "../ports/reviewer.ts";
import type { Answer } from "./ask.ts";
import { claimsToFindings } from "./claims-to-findings.ts";
import type { Budgets } from "./configuration.ts";
import { decodeClaims } from "./decode.ts";
import { brieflyPlease, repairPlease } from "./guidance.ts";
import { readJson } from "./read-answer.ts";
import { type ComposedRequest, composeRequest } from "./request.ts";
import type { Run } from "./run.ts";
import { looseAnswerSchema } from "./schema.ts";

/** How the next try differs from the first. */
interface Attempt {
  readonly remarks: readonly string[];
  /** Share of the characters that the first try had. */
  readonly share: number;
}

/** Below this share nothing is left to judge. */
const leastShare = 0.25;

/** Asks for an opinion: once, and once more where the answer is cut off, cannot be read, or the request is too long. */
export async function opine(brief: Brief, run: Run): Promise<Opinion> {
  const gathered = await run.gather();
  if (gathered.files.every((file) => file.changed === null)) return nothingToAsk(gathered.omitted);
  let usage: Usage = noUsage;
  let attempt: Attempt | null = { remarks: [], share: 1 };
  let last: { answer: Answer; composed: ComposedRequest } | null = null;
  const tried = new Set<string>();
  while (attempt !== null) {
    const composed = await compose(brief, run, attempt);
    const answer = await run.asker.ask(composed.request, isReadable, brief.signal);
    usage = addUsage(usage, answer.usage);
    last = { answer, composed };
    const reason = answer.state === "answered" ? (isReadable(answer.text) ? null : "unreadable") : answer.state;
    attempt = reason === null ? null : nextAttempt(reason, attempt, tried);
  }
  const omitted = [...gathered.omitted, ...(last?.composed.omitted ?? [])];
  if (last === null) return nothingToAsk(omitted);
  return { ...conclude(last, brief, run), usage, omitted };
}

function nothingToAsk(omitted: Opinion["omitted"]): Opinion {
  return {
    findings: [],
    dropped: {},
    usage: noUsage,
    notes: ["The model was not asked: no changed file could be sent to it."],
    omitted,
    answered: false,
  };
}

async function compose(brief: Brief, run: Run, { remarks, share }: Attempt): Promise<ComposedRequest> {
  const { files } = await run.gather();
  const { persona, reviewModel: model, maximumOutputTokens } = run;
  return composeRequest({ brief, persona, files, scrub: run.scrub, model, maximumOutputTokens, budgets: scale(run.budgets, share), remarks });
}

function scale(budgets: Budgets, share: number): Budgets {
  const scaled = (characters: number) => Math.floor(characters * share);
  return {
    ...budgets,
    requestCharacters: scaled(budgets.requestCharacters),
    fileCharacters: scaled(budgets.fileCharacters),
    sectionCharacters: scaled(budgets.sectionCharacters),
  };
}

/** Each cure is tried once; a request that is refused for its length is halved until nothing sensible is left. */
function nextAttempt(reason: string, { remarks, share }: Attempt, tried: Set<string>): Attempt | null {
  if (reason === "rejected" || reason === "over-budget") return share / 2 < leastShare ? null : { remarks, share: share / 2 };
  if (tried.has(reason)) return null;
  tried.add(reason);
  if (reason === "cut-off") return { remarks: [...remarks, brieflyPlease], share: share / 2 };
  return reason === "unreadable" ? { remarks: [...remarks, repairPlease], share } : null;
}

function isReadable(text: string): boolean {
  return looseAnswerSchema.safeParse(readJson(text)).success;
}

function conclude({ answer, composed }: { answer: Answer; composed: ComposedRequest }, brief: Brief, run: Run): Omit<Opinion, "usage" | "omitted"> {
  const nothing = { findings: [], dropped: {}, answered: false };
  if (answer.state !== "answered") return { ...nothing, notes: [`The model gave no opinion: ${answer.note}.`] };
  const parsed = looseAnswerSchema.safeParse(readJson(answer.text));
  if (!parsed.success) return { ...nothing, notes: ["The model gave no opinion: its answer could not be read, also on a second try."] };
  const decoded = decodeClaims(parsed.data.claims, { brief, persona: run.persona, files: composed.files });
  const { findings, repeated } = claimsToFindings(decoded.claims, brief.change);
  const dropped = repeated === 0 ? decoded.dropped : { ...decoded.dropped, "said twice": repeated };
  const left = composed.omitted.length;
  const notes = left === 0 ? [] : [`${left} changed ${left === 1 ? "file" : "files"} did not fit the request to the model, or only in part.`];
  return { findings, dropped, notes, answered: true };
}
