import type { Allow, BlockBody, Expression, FunctionDeclaration, MatchBlock, PatternSegment, RulesFile } from "./ast.ts";
import { inlineFunctions } from "./inline-functions.ts";

/** What a method of an `allow` stands for, one request at a time. */
export type AccessMethod = "get" | "list" | "create" | "update" | "delete";

/** One `allow` with everything that decides when it applies. */
export interface AccessRule {
  readonly service: "firestore" | "storage";
  /** The whole path from the outermost match, without `/databases/{database}/documents` or `/b/{bucket}/o`. */
  readonly segments: readonly PatternSegment[];
  readonly path: string;
  readonly methods: ReadonlySet<AccessMethod>;
  readonly allow: Allow;
  /** The condition with the file's own functions put in; null where nothing is asked. */
  readonly condition: Expression | null;
  readonly match: MatchBlock;
}

const groups: ReadonlyMap<string, readonly AccessMethod[]> = new Map<string, readonly AccessMethod[]>([
  ["read", ["get", "list"]],
  ["write", ["create", "update", "delete"]],
  ["get", ["get"]],
  ["list", ["list"]],
  ["create", ["create"]],
  ["update", ["update"]],
  ["delete", ["delete"]],
]);

const services: ReadonlyMap<string, AccessRule["service"]> = new Map<string, AccessRule["service"]>([
  ["cloud.firestore", "firestore"],
  ["firebase.storage", "storage"],
]);

const known = new WeakMap<RulesFile, readonly AccessRule[]>();

/** Every `allow` of a file. Access is granted where any of them says yes: an inner one cannot take away what an outer one gives. */
export function accessRulesOf(file: RulesFile): readonly AccessRule[] {
  const before = known.get(file);
  if (before !== undefined) return before;
  const found = file.services.flatMap((block) => {
    const service = services.get(block.name);
    return service === undefined ? [] : [...rulesIn(block, { service, segments: [], functions: new Map() })];
  });
  known.set(file, found);
  return found;
}

interface Surroundings {
  readonly service: AccessRule["service"];
  readonly segments: readonly PatternSegment[];
  readonly functions: ReadonlyMap<string, FunctionDeclaration>;
}

function* rulesIn(body: BlockBody, around: Surroundings): Generator<AccessRule> {
  const functions = new Map([...around.functions, ...body.functions.map((one) => [one.name, one] as const)]);
  for (const match of body.matches) {
    const inside = { ...around, functions, segments: [...around.segments, ...match.segments] };
    const own = new Map([...functions, ...match.functions.map((one) => [one.name, one] as const)]);
    const segments = withoutRoot(inside.segments, around.service);
    for (const allow of match.allows) {
      yield {
        service: around.service,
        segments,
        path: `/${segments.map(textOfSegment).join("/")}`,
        methods: new Set(allow.methods.flatMap((method) => groups.get(method) ?? [])),
        allow,
        condition: allow.condition === null ? null : inlineFunctions(allow.condition, own),
        match,
      };
    }
    yield* rulesIn(match, inside);
  }
}

/** `/databases/{database}/documents` and `/b/{bucket}/o` stand before every path. */
function withoutRoot(segments: readonly PatternSegment[], service: AccessRule["service"]): readonly PatternSegment[] {
  const [first, last] = service === "firestore" ? ["databases", "documents"] : ["b", "o"];
  const [begin, , end] = segments;
  const isRoot = begin?.kind === "literal" && begin.text === first && end?.kind === "literal" && end.text === last;
  return isRoot ? segments.slice(3) : segments;
}

function textOfSegment(segment: PatternSegment): string {
  if (segment.kind === "literal") return segment.text;
  return segment.kind === "wildcard" ? `{${segment.name}}` : `{${segment.name}=**}`;
}
