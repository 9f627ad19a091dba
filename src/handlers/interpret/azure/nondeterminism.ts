import type { Location } from "../../../change/location.ts";
import type { AzureFacts, NondeterminismKind } from "../../azure-facts.ts";
import { qualifiedName } from "../../origin.ts";
import type { InterpretContext, RunningCall } from "../context.ts";
import { interpretDatabases } from "../databases.ts";
import { interpretEnvironmentReads } from "../environment-reads.ts";
import { interpretHttpCalls } from "../http-calls.ts";
import { interpretSdkCalls } from "../sdk-calls.ts";
import { interpretSleeps } from "../sleeps.ts";

type Sign = AzureFacts["nondeterminism"][number];

/** Calls by qualified name. `alone`: only without arguments, since with them the same value comes out each time. */
const calls: readonly { readonly kind: NondeterminismKind; readonly names: RegExp; readonly alone?: true }[] = [
  {
    kind: "clock",
    names:
      /^(?::Date\.now|:performance\.now|perf_hooks:performance\.now|:?process[.:]hrtime(?:\.bigint)?|datetime\.datetime\.(?:now|utcnow|today)|datetime\.date\.today|time\.(?:time|time_ns|monotonic|perf_counter)|Stopwatch\.StartNew)$/u,
  },
  { kind: "clock", names: /^(?::Date|moment:(?:default|utc)?|dayjs:(?:default|utc)?|luxon:DateTime\.(?:now|utc|local))$/u, alone: true },
  {
    kind: "random",
    names:
      /^(?::Math\.random|crypto:(?:randomBytes|randomInt|getRandomValues)|:crypto\.getRandomValues|random\.(?!Random$|seed$)\w+|secrets\.\w+|os\.urandom|numpy\.random\.\w+|:Random\.Shared\.\w+|RandomNumberGenerator\.\w+)$/u,
  },
  { kind: "random", names: /^(?::Random|random\.Random)$/u, alone: true },
  {
    kind: "identifier",
    names:
      /^(?:crypto:randomUUID|:crypto\.randomUUID|uuid:(?:default\.)?(?:v1|v4|v6|v7)|nanoid:(?:nanoid|default)|ulid:(?:ulid|default)|uuid\.uuid[14]|:Guid\.(?:NewGuid|CreateVersion7))$/u,
  },
  {
    kind: "input-output",
    names: /^(?:fs(?:\/promises)?:(?:default\.)?(?:promises\.)?(?:read|write|append|copy|unlink|rm|mkdir|stat|open)\w*|:open|io\.open|:File\.\w+)$/u,
  },
  {
    kind: "thread",
    names: /^(?::Task\.(?:Run|Factory\.StartNew)|:Thread|threading\.Thread|worker_threads:Worker|child_process:\w+|subprocess\.\w+)$/u,
  },
];

const httpClientMethods = /^(?:Get|Post|Put|Patch|Delete|Send)\w*Async$/u;

/** What differs when the code runs again, in the order of the code. */
export function nondeterminismOf(running: readonly RunningCall[], own: ReadonlySet<string>, context: InterpretContext): readonly Sign[] {
  const scopes = context.scopes.filter(({ scope }) => own.has(scope.id));
  const inside: InterpretContext = { ...context, scopes };
  const texts = new Map(running.map(({ call }) => [placeOf(call.at), call.text]));
  const signed = (kind: NondeterminismKind, found: readonly { readonly at: Location }[], text = "") =>
    found.map(({ at }): Sign => ({ kind, text: texts.get(placeOf(at)) ?? text, at }));
  const clocks = scopes.flatMap(({ scope }) => (scope.staticReads ?? []).map(({ name, at }): Sign => ({ kind: "clock", text: name, at })));
  const { environmentReads } = interpretEnvironmentReads(inside);
  const signs = [
    ...running.flatMap((one) => callSign(one, context)),
    ...clocks,
    ...environmentReads.map(({ name, at }): Sign => ({ kind: "environment", text: name, at })),
    ...signed("network", [
      ...interpretHttpCalls(running, context).httpCalls,
      ...interpretSdkCalls(running, context).calls,
      ...interpretDatabases(running, context).databaseConnections,
    ]),
    ...signed("wait", interpretSleeps(running, context).sleeps),
  ];
  const byPlace = new Map(signs.map((sign) => [placeOf(sign.at), sign]));
  return [...byPlace.values()].toSorted((one, other) => one.at.path.localeCompare(other.at.path) || one.at.startLine - other.at.startLine);
}

function callSign({ call, name }: RunningCall, context: InterpretContext): readonly Sign[] {
  if (isHttpClientCall(call, context)) return [{ kind: "network", text: call.text, at: call.at }];
  if (name === null) return [];
  // Names of .NET types that may be of the project stand without a package.
  const plain = name.startsWith(".:") ? name.slice(2) : name;
  const isAlone = call.arguments.positional.length === 0 && call.arguments.named.size === 0 && call.arguments.complete;
  const found = calls.find(({ names, alone }) => names.test(plain) && (alone !== true || isAlone));
  return found === undefined ? [] : [{ kind: found.kind, text: call.text, at: call.at }];
}

/** A method of a .NET HttpClient that was made or injected. */
function isHttpClientCall(call: RunningCall["call"], context: InterpretContext): boolean {
  const callee = context.resolver.resolve(call.callee);
  if (callee.kind !== "member" || !httpClientMethods.test(callee.name)) return false;
  const of = context.resolver.resolve(callee.of);
  const type = of.kind === "typed" ? of.type : of.kind === "result" && of.constructed ? of.callee : null;
  return type !== null && qualifiedName(type) === ":HttpClient";
}

function placeOf(at: Location): string {
  return `${at.path}:${at.startLine}:${at.start ?? 0}`;
}
