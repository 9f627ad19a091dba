import type { CodeModule } from "../code-model.ts";
import type { HandlerFacts } from "../facts.ts";
import { rootOf } from "../origin.ts";
import type { EntryPoint } from "../program/entry.ts";
import { isKnownWrapper } from "../program/entry.ts";
import { type EntryParameters, eventPath } from "../program/event.ts";
import type { Program } from "../program/program.ts";
import { computeReach } from "../program/reach.ts";
import { Resolver } from "../program/resolver.ts";
import { interpretAzure } from "./azure/interpret-azure.ts";
import { interpretCatches, interpretItemFailures, interpretRecordLoops } from "./batches.ts";
import { type InterpretContext, phasesOf, runningCalls } from "./context.ts";
import { interpretDatabases } from "./databases.ts";
import { interpretDecisions, interpretEventTimes, interpretEventWrites } from "./event-decisions.ts";
import { interpretEnvironmentReads } from "./environment-reads.ts";
import { interpretEventLogs } from "./event-logs.ts";
import { interpretFileWrites } from "./files.ts";
import { interpretHttpCalls } from "./http-calls.ts";
import { interpretInjections } from "./injections.ts";
import { keptScopes } from "./kept-scopes.ts";
import { orderFacts } from "./order-facts.ts";
import { interpretFloatingPromises } from "./promises.ts";
import { interpretMethodArnPolicies, interpretResponses } from "./responses.ts";
import { interpretClients, interpretSdkCalls } from "./sdk-calls.ts";
import { interpretContextAnswers, interpretIdempotency, interpretStreamImages } from "./signs.ts";
import { interpretSleeps } from "./sleeps.ts";
import { interpretGlobalMutations } from "./state.ts";
import { interpretUniqueAtInit } from "./unique-at-init.ts";

/** The facts of a program from the point where the platform enters it. */
export function assembleFacts(program: Program, entry: EntryPoint, platform: "aws" | "azure" | "google"): HandlerFacts {
  const roots = entry.roots.map((scope) => scope.id);
  const reach = computeReach(program, roots, [{ module: entry.module, origin: entry.origin }]);
  const modules = [...program.modules.values()];
  const scopes = modules.flatMap((module) =>
    [...module.scopes.values()].flatMap((scope) => {
      const phase = reach.get(scope.id);
      return phase === undefined ? [] : [{ scope, phase }];
    }),
  );
  const resolver = new Resolver(program, (scope) => reach.has(scope.id));
  const context: InterpretContext = {
    resolver,
    entry: parametersOf(entry, platform),
    platform,
    scopes,
    phases: phasesOf(scopes, keptScopes(scopes, resolver, roots)),
  };
  const calls = runningCalls(context);
  const facts: HandlerFacts = {
    complete: program.complete && entry.complete && !handsOn(context),
    parameters: entry.roots[0]?.parameters ?? [],
    isAsync: entry.roots.some((scope) => scope.isAsync),
    imports: modules.flatMap((module) => importsOf(module)),
    ...interpretEnvironmentReads(context),
    ...interpretClients(calls, context),
    ...interpretSdkCalls(calls, context),
    ...interpretContextAnswers(calls, context),
    ...interpretRecordLoops(context),
    ...interpretItemFailures(calls, context),
    ...interpretCatches(context),
    ...interpretFloatingPromises(calls, context),
    ...interpretSleeps(calls, context),
    ...interpretEventLogs(calls, context),
    ...interpretHttpCalls(calls, context),
    ...interpretDatabases(calls, context),
    ...interpretFileWrites(calls, context),
    ...interpretGlobalMutations(program.modules, context),
    ...interpretResponses(context),
    ...interpretStreamImages(context),
    ...interpretIdempotency(calls, context),
    afterResponse:
      platform === "google" ? scopes.flatMap(({ scope, phase }) => (phase === "invocation" ? scope.afterResponse.map((at) => ({ at })) : [])) : [],
    ...interpretDecisions(context),
    ...interpretEventTimes(context),
    ...interpretEventWrites(calls, context),
    ...interpretUniqueAtInit(calls),
    ...interpretInjections(calls, context),
    ...interpretMethodArnPolicies(context),
    ...interpretAzure(calls, context),
  };
  return orderFacts(facts, [...program.modules.keys()]);
}

function importsOf(module: CodeModule): HandlerFacts["imports"] {
  return module.imports.filter((record) => !record.typeOnly).map(({ module: name, at }) => ({ module: name, at }));
}

/** Which parameter is what: the old Azure model for JavaScript puts the context first. */
function parametersOf(entry: EntryPoint, platform: "aws" | "azure" | "google"): EntryParameters {
  const roots = new Set(entry.roots.map((scope) => scope.id));
  const first = entry.roots[0]?.parameters[0]?.name;
  const language = entry.module.language;
  if (platform === "azure" && (language === "javascript" || language === "typescript") && first === "context")
    return { roots, event: 1, context: 0, callback: -1 };
  if (language === "go") return { roots, event: platform === "google" || entry.roots[0]?.parameters.length === 2 ? 1 : 0, context: -1, callback: -1 };
  if (entry.roots[0]?.kind === "method" && language === "python") return { roots, event: 1, context: 2, callback: 3 };
  return { roots, event: 0, context: 1, callback: 2 };
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
