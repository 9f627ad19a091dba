import type { CodeNode } from "../../../handlers/code-node.ts";
import type { MapEntry } from "../../value.ts";
import { entry } from "../../value-builders.ts";
import { JavascriptValues } from "../azure-functions/sources/javascript-values.ts";
import { type SourceFile, nodesOf } from "../azure-functions/sources/source-file.ts";
import { type CallChain, callChain } from "./call-chain.ts";
import { type DeclaredFunction, type Trigger, secondGenerationEvents, subjectOption } from "./declared-function.ts";
import { eventTrigger } from "./event-trigger.ts";
import { exportedNameOf } from "./exported-name.ts";
import { firstGenerationTrigger, isFirstGeneration } from "./first-generation.ts";
import { type LibraryName, libraryNames } from "./library-imports.ts";
import { optionsIn } from "./options.ts";

/** What a codebase says to all of its files. */
export interface Surroundings {
  /** Major version of firebase-functions: since 6 its root module is the second generation. */
  readonly firebaseFunctions: number | undefined;
  /** Options of `setGlobalOptions`. */
  readonly globals: ReadonlyMap<string, MapEntry>;
}

interface Candidate {
  readonly file: SourceFile;
  readonly values: JavascriptValues;
  readonly call: CodeNode;
  readonly chain: CallChain;
  readonly library: LibraryName;
  readonly around: Surroundings;
}

/** The functions that a JavaScript or TypeScript file declares. */
export function functionsInJavascript(file: SourceFile, around: Surroundings): readonly DeclaredFunction[] {
  const names = libraryNames(file.root);
  if (names.size === 0) return [];
  const values = new JavascriptValues(file.root);
  return callsOf(file, names).flatMap(({ call, chain, library }) => {
    const candidate = { file, values, call, chain, library, around };
    return library.module === "@google-cloud/functions-framework" ? framework(candidate) : firebase(candidate);
  });
}

/** The options that a file gives to every function of the codebase: `setGlobalOptions({ … })`. */
export function globalOptionsIn(file: SourceFile): ReadonlyMap<string, MapEntry> {
  const names = libraryNames(file.root);
  const values = new JavascriptValues(file.root);
  const call = names.size === 0 ? undefined : callsOf(file, names).find(({ chain, library }) => methodOf(chain, library) === "setGlobalOptions");
  return optionsIn(call?.chain.steps.at(-1)?.arguments[0], values);
}

function callsOf(file: SourceFile, names: ReadonlyMap<string, LibraryName>) {
  return [...nodesOf(file.root, "call_expression")].flatMap((call) => {
    const chain = callChain(call);
    const library = chain === undefined ? undefined : names.get(chain.root);
    return chain === undefined || library === undefined ? [] : [{ call, chain, library }];
  });
}

/** The last name that is called: `onRequest`, `onWrite`. */
function methodOf(chain: CallChain, library: LibraryName): string {
  const last = chain.steps.at(-1)?.name ?? "";
  return last === "" ? (library.exported ?? "") : last;
}

function framework(candidate: Candidate): readonly DeclaredFunction[] {
  const method = methodOf(candidate.chain, candidate.library);
  const [first] = candidate.chain.steps.at(-1)?.arguments ?? [];
  const name = first === undefined ? undefined : candidate.values.valueOf(first);
  if (!["http", "cloudEvent", "typed"].includes(method) || name?.kind !== "scalar" || typeof name.value !== "string") return [];
  return [{ ...common(candidate), name: name.value, by: "functions-framework", generation: 2, trigger: { kind: "framework" }, options: new Map() }];
}

function firebase(candidate: Candidate): readonly DeclaredFunction[] {
  const name = exportedNameOf(candidate.call, candidate.file.root);
  if (name === undefined) return [];
  const method = methodOf(candidate.chain, candidate.library);
  const given = candidate.chain.steps.at(-1)?.arguments ?? [];
  if (isFirstGeneration(candidate.chain, candidate.library, candidate.around.firebaseFunctions)) {
    const trigger = firstGenerationTrigger(candidate.chain, candidate.library, candidate.values);
    const runWith = candidate.chain.steps.find((step) => step.name === "runWith" || (step.name === "" && candidate.library.exported === "runWith"));
    const options = optionsIn(runWith?.arguments[0], candidate.values);
    return trigger === undefined ? [] : [{ ...common(candidate), name, by: "firebase-functions", generation: 1, trigger, options }];
  }
  const options = new Map([...candidate.around.globals, ...secondGenerationOptions(method, given, candidate.values)]);
  const trigger = secondGenerationTrigger(method, options);
  return trigger === undefined ? [] : [{ ...common(candidate), name, by: "firebase-functions", generation: 2, trigger, options }];
}

/** The first argument is the options, or what the function listens to, or the handler itself. */
function secondGenerationOptions(method: string, given: readonly CodeNode[], values: JavascriptValues): ReadonlyMap<string, MapEntry> {
  const [first] = given;
  if (first === undefined || given.length < 2) return new Map();
  const value = values.valueOf(first);
  if (value.kind === "map") return optionsIn(first, values);
  const eventType = secondGenerationEvents.get(method);
  const subject = method === "onSchedule" ? "schedule" : eventType === undefined ? undefined : subjectOption(eventType);
  return subject === undefined ? new Map() : new Map([[subject, entry(subject, value)]]);
}

function secondGenerationTrigger(method: string, options: ReadonlyMap<string, MapEntry>): Trigger | undefined {
  const eventType = secondGenerationEvents.get(method);
  if (eventType !== undefined) return eventTrigger(eventType, options);
  if (method === "onRequest" || method === "onCall") return { kind: "http" };
  if (method === "onSchedule") return { kind: "schedule", schedule: options.get("schedule")?.value, timeZone: options.get("timeZone")?.value };
  return method === "onTaskDispatched" ? { kind: "tasks" } : undefined;
}

function common({ file, call }: Candidate) {
  const head = { path: file.path, startLine: call.startLine, endLine: call.startLine };
  return { language: "javascript", path: file.path, at: call.at, triggerAt: head } as const;
}
