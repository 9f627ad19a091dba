import type { HandlerFacts } from "../facts.ts";
import type { RunningCall } from "./context.ts";

/** Calls whose answer should differ between instances, by what they give. */
const unique: readonly (readonly [what: string, calls: RegExp])[] = [
  [
    "uuid",
    /^(?:crypto:randomUUID|:crypto\.randomUUID|uuid:(?:v[1-7]|default)|uuid:|nanoid:nanoid|ulid:ulid|uuid\.uuid[1-5]|github\.com\/google\/uuid:New(?:String)?|java\.util[.:]UUID\.randomUUID|:UUID\.randomUUID|:Guid\.NewGuid|System\.Guid\.NewGuid)$/u,
  ],
  [
    "random",
    /^(?::Math\.random|crypto:(?:randomBytes|randomInt)|random\.(?:random|randint|choice|randrange|getrandbits|Random)|secrets\.token_\w+|os\.urandom|java\.util[.:]Random|java\.security[.:]SecureRandom|:Math\.random|:Random)$/u,
  ],
  [
    "time",
    /^(?::Date\.now|:Date|time\.time|datetime\.datetime\.(?:now|utcnow|today)|time:Now|:System\.currentTimeMillis|java\.time[.:]Instant\.now|:Instant\.now)$/u,
  ],
];

/** Values that a snapshot of the initialized environment would give to every copy alike. */
export function interpretUniqueAtInit(calls: readonly RunningCall[]): Pick<HandlerFacts, "uniqueAtInit"> {
  return {
    uniqueAtInit: calls.flatMap(({ call, scope, name }) => {
      const atLoad = scope.kind === "module" || scope.constructs === "class";
      if (name === null || !atLoad) return [];
      const kind = unique.find(([, pattern]) => pattern.test(name));
      return kind === undefined ? [] : [{ what: kind[0], at: call.at }];
    }),
  };
}
