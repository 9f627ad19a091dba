import type { Location } from "../../../change/location.ts";
import { packageBaseOf } from "./evaluate/classes.ts";
import type { CallArguments } from "./evaluate/interpreter.ts";
import { attachConstruct } from "./evaluate/constructs.ts";
import { type ClassDatum, type Datum, type InstanceDatum, literal, unknownDatum } from "./evaluate/datum.ts";
import { isOfCdk } from "./evaluate/package-name.ts";
import type { Program } from "./evaluate/program.ts";
import type { Module, Parameter } from "./syntax/syntax.ts";

/** Stacks first: what they use counts as used, and a construct that only they make is not read again by itself. */
const order: readonly RegExp[] = [/^core\.Stage$/u, /^core\.Stack$/u, /^core\.NestedStack$/u, /^(?!core\.)/u, /^core\./u];

/** Reads the stacks and constructs that no program of the repository makes, with properties that nobody knows. */
export function runUnusedClasses(program: Program): void {
  const candidates = program.modules.all.flatMap(({ module, environment }) =>
    module.body.flatMap((statement) => {
      const value = statement.kind === "class" ? environment.get(statement.name) : undefined;
      return value?.kind === "class" && !value.node.isAbstract ? [{ definition: value, module }] : [];
    }),
  );
  const typed = candidates.flatMap(({ definition, module }) => {
    const base = packageBaseOf(program, definition);
    return base === undefined || base.path.length === 0
      ? []
      : [{ definition, module, type: `${base.package}.${base.path.join(".")}`, isOfCdk: isOfCdk(base.package) }];
  });
  for (const matcher of order) {
    for (const one of typed) {
      const isConstruct = one.isOfCdk && one.type !== "core.App" && /\.(?:[A-Z]\w*)$/u.test(one.type);
      if (isConstruct && matcher.test(one.type) && !program.used.has(one.definition.node)) runAlone(program, one.definition, one.module);
    }
  }
}

function runAlone(program: Program, definition: ClassDatum, module: Module): void {
  const at: Location = { path: module.path, startLine: definition.at.startLine, endLine: definition.at.endLine };
  const frame = { environment: definition.environment, module, self: undefined, owner: undefined };
  const call = { at, frame, isNew: true, written: definition.node.name ?? "" };
  const app: InstanceDatum = { kind: "instance", definition: undefined, fields: new Map(), node: undefined, depth: 0, at };
  attachConstruct(program, app, { type: "core.App", given: { positional: [], keywords: undefined }, call });
  const parameters = constructorOf(program, definition);
  const given: CallArguments = { positional: [], keywords: undefined };
  const positional = parameters
    .filter((parameter) => parameter.rest === undefined && !parameter.isKeywordOnly)
    .map((parameter, index) => argumentFor(parameter, index, { app, definition, at }));
  const unknownProperties = { kind: "object", fields: new Map(), open: reasonFor(definition), depth: 0, at } as const;
  const keywords = module.language === "python" ? unknownProperties : undefined;
  program.instantiate(
    definition,
    parameters.length === 0 ? { ...given, positional: [app, literal(definition.node.name, at), unknownProperties] } : { positional, keywords },
    call,
  );
}

function constructorOf(program: Program, definition: ClassDatum): readonly Parameter[] {
  let current: Datum | undefined = definition;
  for (let depth = 0; current?.kind === "class" && depth < 12; depth += 1) {
    const method = current.node.methods.find((one) => one.name === "constructor");
    if (method !== undefined) return method.node.parameters;
    current =
      current.node.base === undefined
        ? undefined
        : program.evaluate(current.node.base, { environment: current.environment, module: current.module, self: undefined, owner: current });
  }
  return [];
}

function argumentFor(parameter: Parameter, index: number, { app, definition, at }: { app: Datum; definition: ClassDatum; at: Location }): Datum {
  const name = parameter.pattern.kind === "name" ? parameter.pattern.name : "";
  if (index === 0 || /^(?:scope|parent|app)$/iu.test(name)) return app;
  if (index === 1 && /id$|^name$/iu.test(name)) return literal(definition.node.name, at);
  if (/props|options|config/iu.test(name) || parameter.pattern.kind === "object")
    return { kind: "object", fields: new Map(), open: reasonFor(definition), depth: 0, at };
  return unknownDatum(reasonFor(definition), at);
}

function reasonFor(definition: ClassDatum): string {
  return `the properties of ${definition.node.name ?? "the class"} are given elsewhere`;
}
