import { type Origin, qualifiedName, textOf } from "../origin.ts";

/** The name of an environment variable that a value is read from, as a value: a literal once it is known. Null where the value is something else. */
export function environmentName(origin: Origin): Origin | null {
  if (origin.kind === "member") return isEnvironmentMap(origin.of) ? { kind: "literal", value: origin.name } : null;
  if (origin.kind !== "result") return null;
  const name = qualifiedName(origin.callee);
  if (name === null) return null;
  const first = origin.arguments.positional[0] ?? origin.arguments.named.get("key");
  return readers.has(name) && first !== undefined ? first : null;
}

/** Calls whose first argument names a variable. `[]` is an access by a computed key. */
const readers = new Set([
  ":process.env.[]",
  "process:env.[]",
  "os.environ.[]",
  "os.environ.get",
  "os.getenv",
  "os:Getenv",
  "os:LookupEnv",
  ":System.getenv",
  ":System.getenv.get",
  ":System.getenv.getOrDefault",
  ":Environment.GetEnvironmentVariable",
  "System.Environment.GetEnvironmentVariable",
]);

const maps = new Set([":process.env", "process:env", "os.environ"]);

/** Whether a value is the environment as a whole. */
export function isEnvironmentMap(origin: Origin): boolean {
  const name = qualifiedName(origin);
  return name !== null && maps.has(name);
}

/** The variable's name, where it is written out. */
export function environmentVariable(origin: Origin): string | null {
  const name = environmentName(origin);
  return name === null ? null : textOf(name);
}
