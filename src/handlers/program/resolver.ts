import type { CallRecord, CodeModule, CodeScope } from "../code-model.ts";
import { type Origin, memberOf, unknownOrigin } from "../origin.ts";
import { type Program, importedFrom } from "./program.ts";
import { substitute } from "./substitute.ts";
import { sameOrigin } from "./same-origin.ts";

const maximumDepth = 24;
/** Values looked at for one function; more is no code that somebody wrote by hand. */
const maximumSteps = 300_000;
const compiled: ReadonlySet<string> = new Set(["go", "java", "csharp"]);

/** Tells where values come from across the files of a program. */
export class Resolver {
  readonly program: Program;
  private readonly scopes = new Map<string, { scope: CodeScope; module: CodeModule }>();
  private readonly known = new Map<Origin, Origin>();
  private readonly sites: Map<string, CallRecord[]>;
  private readonly open = new Set<Origin>();
  private steps = 0;
  /** Methods of compiled languages that no other class has too: a call by that name is theirs. */
  private readonly methods = new Map<string, string | null>();

  constructor(program: Program, isReached: (scope: CodeScope) => boolean) {
    this.program = program;
    const reached: CodeScope[] = [];
    for (const module of program.modules.values()) {
      for (const scope of module.scopes.values()) {
        this.scopes.set(scope.id, { scope, module });
        if (scope.kind === "method" && scope.name !== null && compiled.has(module.language))
          this.methods.set(scope.name, this.methods.has(scope.name) ? null : scope.id);
        if (isReached(scope)) reached.push(scope);
      }
    }
    this.sites = this.indexCalls(reached);
  }

  scopeOf(id: string): CodeScope | undefined {
    return this.scopes.get(id)?.scope;
  }

  /** Calls of a function from code that is reached. */
  callsOf(scope: string): readonly CallRecord[] {
    return this.sites.get(scope) ?? [];
  }

  private indexCalls(reached: readonly CodeScope[]): Map<string, CallRecord[]> {
    const sites = new Map<string, CallRecord[]>();
    for (const scope of reached) {
      for (const call of scope.calls) {
        const target = this.calledScope(call.callee);
        if (target === null) continue;
        const list = sites.get(target);
        if (list === undefined) sites.set(target, [call]);
        else list.push(call);
      }
    }
    return sites;
  }

  /** The function of the program that a callee is; null for anything else. */
  calledScope(callee: Origin): string | null {
    const resolved = this.shape(callee, 0);
    if (resolved.kind === "function") return resolved.scope;
    if (resolved.kind === "member") return this.methods.get(resolved.name) ?? null;
    if (resolved.kind === "class") return this.constructorOf(resolved.id);
    return null;
  }

  private constructorOf(id: string): string | null {
    for (const module of this.program.modules.values()) {
      if (!module.classes.has(id)) continue;
      for (const scope of module.scopes.values()) if (scope.owner === id && scope.constructs === "instance") return scope.id;
    }
    return null;
  }

  /** The value behind imports, members, local functions that give it back, and parameters that all callers agree on. */
  resolve(origin: Origin, depth = 0): Origin {
    const known = this.known.get(origin);
    if (known !== undefined) return known;
    if (depth > maximumDepth || this.open.has(origin) || this.steps++ > maximumSteps) return origin;
    this.open.add(origin);
    const resolved = this.compute(origin, depth);
    this.open.delete(origin);
    this.known.set(origin, resolved);
    return resolved;
  }

  private compute(origin: Origin, depth: number): Origin {
    const shaped = this.shape(origin, depth);
    if (shaped.kind === "parameter") return this.argument(shaped, depth);
    if (shaped.kind === "member") {
      const of = this.resolve(shaped.of, depth + 1);
      return of === shaped.of ? shaped : this.shape(memberOf(of, shaped.name), depth + 1);
    }
    if (shaped.kind === "result") return this.result(shaped, depth);
    return shaped;
  }

  /** Imports and members looked up, without asking who calls. */
  private shape(origin: Origin, depth: number): Origin {
    if (depth > maximumDepth) return origin;
    if (origin.kind === "import") {
      const imported = importedFrom(origin, this.program);
      const value = imported === null || imported.name === null ? undefined : imported.module.exports.get(imported.name);
      return value === undefined || value === origin ? origin : this.shape(value, depth + 1);
    }
    if (origin.kind === "variable") return origin;
    if (origin.kind !== "member") return origin;
    const of = this.shape(origin.of, depth + 1);
    return this.shapedMember(of, origin, depth);
  }

  private shapedMember(of: Origin, origin: Extract<Origin, { kind: "member" }>, depth: number): Origin {
    if (of.kind === "import") {
      const imported = importedFrom(of, this.program);
      const value = imported?.name === null ? imported.module.exports.get(origin.name) : undefined;
      if (value !== undefined) return this.shape(value, depth + 1);
    }
    const entry = of.kind === "object" ? memberOf(of, origin.name) : null;
    if (entry !== null && (entry.kind !== "unknown" || (of.kind === "object" && of.type === null))) return this.shape(entry, depth + 1);
    const owner = this.classOfValue(of, depth);
    const field = owner === null ? null : this.memberOfClass(owner, origin.name, depth);
    if (field !== null) return field;
    if (origin.name === "bind" || origin.name === "call") return of.kind === "function" ? of : origin;
    return of === origin.of ? origin : memberOf(of, origin.name);
  }

  /** The class of the program that a value is, or is made from. */
  private classOfValue(value: Origin, depth: number): string | null {
    if (value.kind === "class") return value.id;
    if (value.kind === "result") return classOf(this.shape(value.callee, depth + 1));
    if (value.kind === "typed") return classOf(this.shape(value.type, depth + 1));
    return value.kind === "object" && value.type !== null ? classOf(this.shape(value.type, depth + 1)) : null;
  }

  private memberOfClass(id: string, name: string, depth: number): Origin | null {
    for (const module of this.program.modules.values()) {
      const record = module.classes.get(id);
      if (record === undefined) continue;
      const method = record.methods.get(name);
      if (method !== undefined) return { kind: "function", scope: method };
      const field = record.fields.get(name);
      if (field !== undefined) return this.shape(field, depth + 1);
      for (const base of record.bases) {
        const parent = this.shape(base, depth + 1);
        const inherited = parent.kind === "class" && parent.id !== id && depth < maximumDepth ? this.memberOfClass(parent.id, name, depth + 1) : null;
        if (inherited !== null) return inherited;
      }
    }
    return null;
  }

  private argument(parameter: Extract<Origin, { kind: "parameter" }>, depth: number): Origin {
    const scope = this.scopeOf(parameter.scope);
    const calls = this.callsOf(parameter.scope);
    if (scope === undefined || calls.length === 0 || calls.length > 20) return parameter;
    const shift = this.shiftOf(parameter.scope);
    const values = calls.map((call) => {
      const given = call.arguments.named.get(parameter.name) ?? call.arguments.positional[parameter.index - shift];
      return given === undefined ? unknownOrigin : this.resolve(given, depth + 1);
    });
    const first = values[0] ?? unknownOrigin;
    if (first.kind === "unknown") return parameter;
    return values.every((value) => sameOrigin(value, first)) ? first : parameter;
  }

  /** What a function gives back to one call. */
  private answered(returned: Origin, scope: string, call: Extract<Origin, { kind: "result" }>, depth: number): Origin {
    const answer = substitute(returned, { scope, shift: this.shiftOf(scope), arguments: call.arguments });
    const resolved = this.resolve(answer, depth + 1);
    // `process.env[name]`: the name may come from a constant.
    if (resolved.kind !== "result") return resolved;
    const positional = resolved.arguments.positional.map((value) => this.resolve(value, depth + 1));
    return { ...resolved, arguments: { ...resolved.arguments, positional } };
  }

  private shiftOf(scope: string): number {
    const first = this.scopeOf(scope)?.parameters[0]?.name;
    return first === "self" || first === "cls" ? 1 : 0;
  }

  private result(origin: Extract<Origin, { kind: "result" }>, depth: number): Origin {
    const callee = this.resolve(origin.callee, depth + 1);
    if (callee.kind === "function" && !origin.constructed) {
      const scope = this.scopeOf(callee.scope);
      const returned = scope?.returns.length === 1 ? scope.returns[0] : undefined;
      if (returned !== undefined && returned.kind !== "unknown" && returned.kind !== "literal")
        return this.answered(returned, callee.scope, origin, depth);
    }
    return callee === origin.callee ? origin : { ...origin, callee };
  }
}

function classOf(origin: Origin): string | null {
  return origin.kind === "class" ? origin.id : null;
}
