import type { HandlerFacts } from "../facts.ts";
import { type Origin, textOf } from "../origin.ts";
import type { InterpretContext, RunningCall } from "./context.ts";

const writers =
  /^(?:fs(?:\/promises)?|fs-extra|graceful-fs):(?:default\.)?(?:promises\.)?(?:writeFile|writeFileSync|appendFile|appendFileSync|createWriteStream|mkdir|mkdirSync|copyFile|copyFileSync|outputFile|ensureDir|mkdtemp|mkdtempSync)$/u;
const goWriters = /^(?:os:(?:Create|WriteFile|Mkdir|MkdirAll)|io\/ioutil:WriteFile)$/u;
const dotnetWriters = /^(?::|System\.IO\.)File\.(?:WriteAllText|WriteAllBytes|WriteAllLines|AppendAllText|Create|OpenWrite)(?:Async)?$/u;

/** Writes to paths that are written out, at least at their start. */
export function interpretFileWrites(calls: readonly RunningCall[], context: InterpretContext): Pick<HandlerFacts, "fileWrites"> {
  const fileWrites: HandlerFacts["fileWrites"][number][] = [];
  for (const { call, name } of calls) {
    const target = name === null ? undefined : writtenPath(name, call);
    const path = target === undefined ? null : startOf(context.resolver.resolve(target), context);
    if (path !== null) fileWrites.push({ path, at: call.at });
  }
  return { fileWrites };
}

function writtenPath(name: string, call: RunningCall["call"]): Origin | undefined {
  const [first, second] = call.arguments.positional;
  if (writers.test(name)) return /copyFile/u.test(name) ? second : first;
  if (goWriters.test(name) || dotnetWriters.test(name)) return first;
  if (name === ":open" || name === "io.open") {
    const mode = textOf(second ?? call.arguments.named.get("mode"));
    return mode !== null && /[wax+]/u.test(mode) ? first : undefined;
  }
  return name === "os.makedirs" || name === "os.mkdir" ? first : undefined;
}

/** The path, or the literal text that it starts with up to a slash. */
function startOf(origin: Origin, context: InterpretContext): string | null {
  if (origin.kind === "literal") return typeof origin.value === "string" ? origin.value : null;
  if (origin.kind === "mixed" && origin.text) {
    const start = textOf(origin.parts[0] === undefined ? undefined : context.resolver.resolve(origin.parts[0]));
    return start !== null && start.includes("/") ? start : null;
  }
  return null;
}
