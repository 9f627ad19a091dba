import { type HandlerFacts, noFacts } from "../facts.ts";
import { rootOf } from "../origin.ts";
import { type EntryPoint, isKnownWrapper } from "../program/entry.ts";
import { eventPath } from "../program/event.ts";
import type { Program } from "../program/program.ts";
import { interpretAzure } from "./azure/interpret-azure.ts";
import { interpretCatches, interpretItemFailures, interpretRecordLoops } from "./batches.ts";
import { type InterpretContext, type RunningCall, contextOf, runningCalls } from "./context.ts";
import { interpretDatabases } from "./databases.ts";
import { interpretEnvironmentReads } from "./environment-reads.ts";
import { interpretDecisions, interpretEventTimes, interpretEventWrites } from "./event-decisions.ts";
import { interpretEventLogs } from "./event-logs.ts";
import { interpretFileWrites } from "./files.ts";
import { interpretHttpCalls } from "./http-calls.ts";
import { inOrderOf } from "./in-order.ts";
import { interpretInjections } from "./injections.ts";
import { interpretFloatingPromises } from "./promises.ts";
import { interpretRecentSyntax } from "./recent-syntax.ts";
import { interpretMethodArnPolicies, interpretResponses } from "./responses.ts";
import { interpretClients, interpretSdkCalls } from "./sdk-calls.ts";
import { interpretContextAnswers, interpretIdempotency, interpretStreamImages } from "./signs.ts";
import { interpretSleeps } from "./sleeps.ts";
import { interpretGlobalMutations } from "./state.ts";
import { interpretUniqueAtInit } from "./unique-at-init.ts";

type EnvironmentFacts = ReturnType<typeof interpretEnvironmentReads>;
type ClientFacts = ReturnType<typeof interpretClients>;

/** The facts of a program from the point where the platform enters it. Each kind is read when somebody first asks for it: no rule asks for all, and of the base few are asked for. */
export class ProgramFacts implements HandlerFacts {
  private readonly program: Program;
  private readonly entry: EntryPoint;
  private readonly platform: InterpretContext["platform"];
  private readonly inOrder: ReturnType<typeof inOrderOf>;
  private knownContext: InterpretContext | null = null;
  private knownRunning: readonly RunningCall[] | null = null;
  private knownEnvironment: EnvironmentFacts | null = null;
  private knownClients: ClientFacts | null = null;

  constructor(program: Program, entry: EntryPoint, platform: InterpretContext["platform"]) {
    this.program = program;
    this.entry = entry;
    this.platform = platform;
    this.inOrder = inOrderOf([...program.modules.keys()]);
  }

  get complete() {
    return this.keep("complete", this.program.complete && this.entry.complete && !handsOn(this.context));
  }

  get parameters() {
    return this.entry.roots[0]?.parameters ?? [];
  }

  get isAsync() {
    return this.entry.roots.some((scope) => scope.isAsync);
  }

  get imports() {
    const records = [...this.program.modules.values()].flatMap((module) => module.imports.filter(({ typeOnly }) => !typeOnly));
    return this.keep(
      "imports",
      records.map(({ module, at }) => ({ module, at })),
    );
  }

  get environmentComplete() {
    return this.environment.environmentComplete;
  }

  get environmentReads() {
    return this.keep("environmentReads", this.inOrder(this.environment.environmentReads));
  }

  get clientsComplete() {
    return this.made.clientsComplete;
  }

  get clients() {
    return this.keep("clients", this.inOrder(this.made.clients));
  }

  get calls() {
    return this.keep("calls", this.inOrder(interpretSdkCalls(this.running, this.context).calls));
  }

  get invocationsOfContext() {
    return this.keep("invocationsOfContext", this.inOrder(interpretContextAnswers(this.running, this.context).invocationsOfContext));
  }

  get recordLoops() {
    return this.keep("recordLoops", this.inOrder(interpretRecordLoops(this.context).recordLoops));
  }

  get itemFailures() {
    return this.keep("itemFailures", this.inOrder(interpretItemFailures(this.running, this.context).itemFailures));
  }

  get catches() {
    return this.keep("catches", this.inOrder(interpretCatches(this.context).catches));
  }

  get floatingPromises() {
    return this.keep("floatingPromises", this.inOrder(interpretFloatingPromises(this.running, this.context).floatingPromises));
  }

  get sleeps() {
    return this.keep("sleeps", this.inOrder(interpretSleeps(this.running, this.context).sleeps));
  }

  get eventLogs() {
    return this.keep("eventLogs", this.inOrder(interpretEventLogs(this.running, this.context).eventLogs));
  }

  get httpCalls() {
    return this.keep("httpCalls", this.inOrder(interpretHttpCalls(this.running, this.context).httpCalls));
  }

  get databaseConnections() {
    return this.keep("databaseConnections", this.inOrder(interpretDatabases(this.running, this.context).databaseConnections));
  }

  get fileWrites() {
    return this.keep("fileWrites", this.inOrder(interpretFileWrites(this.running, this.context).fileWrites));
  }

  get globalMutations() {
    return this.keep("globalMutations", this.inOrder(interpretGlobalMutations(this.program.modules, this.context).globalMutations));
  }

  get responses() {
    return this.keep("responses", this.inOrder(interpretResponses(this.context).responses));
  }

  get streamImagesRead() {
    return this.keep("streamImagesRead", this.inOrder(interpretStreamImages(this.context).streamImagesRead));
  }

  get idempotency() {
    return this.keep("idempotency", this.inOrder(interpretIdempotency(this.running, this.context).idempotency));
  }

  get uniqueAtInit() {
    return this.keep("uniqueAtInit", this.inOrder(interpretUniqueAtInit(this.running).uniqueAtInit));
  }

  get injections() {
    return this.keep("injections", this.inOrder(interpretInjections(this.running, this.context).injections));
  }

  get methodArnPolicies() {
    return this.keep("methodArnPolicies", this.inOrder(interpretMethodArnPolicies(this.context).methodArnPolicies));
  }

  get recentSyntax() {
    return this.keep("recentSyntax", interpretRecentSyntax(this.program));
  }

  get decisions() {
    return this.keep("decisions", interpretDecisions(this.context).decisions);
  }

  get eventTimeReads() {
    return this.keep("eventTimeReads", interpretEventTimes(this.context).eventTimeReads);
  }

  get eventWrites() {
    return this.keep("eventWrites", interpretEventWrites(this.running, this.context).eventWrites);
  }

  get afterResponse() {
    const ofGoogle = this.platform === "google" ? this.context.scopes.filter(({ phase }) => phase === "invocation") : [];
    return this.keep("afterResponse", this.inOrder(ofGoogle.flatMap(({ scope }) => scope.afterResponse.map((at) => ({ at })))));
  }

  get azure() {
    return this.keep("azure", interpretAzure(this.running, this.context).azure);
  }

  private get context(): InterpretContext {
    return (this.knownContext ??= contextOf(this.program, this.entry, this.platform));
  }

  private get running(): readonly RunningCall[] {
    return (this.knownRunning ??= runningCalls(this.context));
  }

  private get environment(): EnvironmentFacts {
    return (this.knownEnvironment ??= interpretEnvironmentReads(this.context));
  }

  private get made(): ClientFacts {
    return (this.knownClients ??= interpretClients(this.running, this.context));
  }

  /** Puts what was found in the place of its question. */
  private keep<Name extends keyof HandlerFacts>(name: Name, value: HandlerFacts[Name]): HandlerFacts[Name] {
    Object.defineProperty(this, name, { value, enumerable: true });
    return value;
  }
}

/** The entry gives its event to a package that we do not know and answers with what that says: what is not found here may happen there. */
function handsOn(context: InterpretContext): boolean {
  for (const { scope } of context.scopes) {
    if (!context.entry.roots.has(scope.id)) continue;
    for (const returned of scope.returns) {
      if (returned.kind !== "result" || returned.constructed) continue;
      const root = rootOf(returned.callee);
      if (root.kind !== "import" || isKnownWrapper(root, context.resolver.program)) continue;
      if (returned.arguments.positional.some((given) => eventPath(given, context.entry)?.length === 0)) return true;
    }
  }
  return false;
}

/** Reads every kind of facts now: for the code of a head, of which rules ask for most. */
export function readWhole(facts: HandlerFacts): void {
  for (const kind of Object.keys(noFacts)) Reflect.get(facts, kind);
}
