import { snapshotOf } from "../../src/change/lazy-snapshot.ts";
import type { Handler, HandlerFacts } from "../../src/handlers/facts.ts";
import { HandlerCache, type HandlerRequest, readHandler } from "../../src/handlers/read-handler.ts";

const unknown: HandlerRequest = {
  platform: "aws",
  runtime: null,
  handler: null,
  codePath: "",
  inlineCode: null,
  packageType: null,
  scriptFile: null,
};

/** Reads the handler of a small repository. */
export function handlerOf(files: Readonly<Record<string, string>>, request: Partial<HandlerRequest>): Handler {
  return readHandler({ ...unknown, ...request }, snapshotOf(files), new HandlerCache());
}

/** The facts of a small repository's handler; fails where it is not found. */
export function factsOf(files: Readonly<Record<string, string>>, request: Partial<HandlerRequest>): HandlerFacts {
  const handler = handlerOf(files, request);
  if (handler.state !== "found") throw new Error(`the handler is ${handler.state}: ${JSON.stringify(handler)}`);
  return handler.facts;
}

/** Facts of `app.mjs`, whose export is `handler`. */
export function javascriptFacts(source: string, others: Readonly<Record<string, string>> = {}): HandlerFacts {
  return factsOf({ "app.mjs": source, ...others }, { runtime: "nodejs22.x", handler: "app.handler" });
}

/** Facts of `app.ts`. */
export function typescriptFacts(source: string, others: Readonly<Record<string, string>> = {}): HandlerFacts {
  return factsOf({ "app.ts": source, ...others }, { runtime: "nodejs22.x", handler: "app.handler" });
}

/** Facts of `app.py`, whose function is `handler`. */
export function pythonFacts(source: string, others: Readonly<Record<string, string>> = {}): HandlerFacts {
  return factsOf({ "app.py": source, ...others }, { runtime: "python3.13", handler: "app.handler" });
}

/** Service, action and target of every call, for short comparisons. */
export function callsOf(facts: HandlerFacts): string[] {
  return facts.calls.map(
    ({ service, action, target }) =>
      `${service}:${action} ${target.kind === "environment" ? `$${target.variable}` : target.kind === "literal" ? target.value : target.kind}`,
  );
}

/** The line of a fact. */
export function linesOf(facts: readonly { readonly at: { readonly startLine: number } }[]): number[] {
  return facts.map(({ at }) => at.startLine);
}
