import { joinPath, nameOf } from "../folders.ts";
import { goFilesIn } from "../imports/go.ts";
import { textAt } from "../imports/resolution.ts";
import { generalBuild } from "./build-files.ts";
import { type EntrySymbol, type Located, type Search, missingFile, notRead, within } from "./located.ts";

const maximumFiles = 3000;

/** `pkg.module.func` and `pkg/module.func`. */
export function locatePython(handler: string, search: Search): Located {
  const dot = handler.lastIndexOf(".");
  if (dot <= 0) return notRead(`the handler ${handler} names no module and function`);
  const module = handler.slice(0, dot).replaceAll(".", "/");
  if (/^(?:datadog_lambda|newrelic_lambda_wrapper|lumigo_tracer|epsagon|sentry|awslambdaric|\/opt)/u.test(module))
    return notRead("the handler is in a layer");
  return locatePythonFile(module, { kind: "export", name: handler.slice(dot + 1) }, search);
}

/** A module of the code folder by its path without extension. */
export function locatePythonFile(module: string, symbol: EntrySymbol, search: Search): Located {
  const base = joinPath(search.codePath, module);
  if (base === null) return notRead(`the path ${module} leaves the repository`);
  const looked = [`${base}.py`, `${base}/__init__.py`];
  const path = looked.find((candidate) => search.snapshot.entries.has(candidate));
  if (path !== undefined) return { state: "file", language: "python", path, codePath: search.codePath, symbol };
  if (!search.folders.has(search.codePath)) return notRead(`the folder ${search.codePath} is not in the repository`);
  const build = generalBuild(search);
  if (build !== null) return notRead(`${build} may build the code from files that we cannot tell`);
  const hasPython = search.folders.filesBelow(search.codePath, maximumFiles).some((file) => file.endsWith(".py"));
  return hasPython ? missingFile(module, looked) : notRead("the code folder holds no Python");
}

/** The main package of the code folder, or the folder that a function is registered in. */
export function locateGo(symbol: EntrySymbol, search: Search): Located {
  const files = goFilesIn(search.codePath, search);
  const main = files.find((path) => nameOf(path) === "main.go") ?? files[0];
  if (main !== undefined) return { state: "file", language: "go", path: main, codePath: search.codePath, symbol };
  const handler = search.request.handler ?? "";
  const named = [within(search.codePath, `cmd/${handler}`), within(search.codePath, handler)]
    .map((folder) => goFilesIn(folder, search)[0])
    .find((path) => path !== undefined);
  if (handler !== "" && handler !== "bootstrap" && named !== undefined)
    return { state: "file", language: "go", path: named, codePath: search.codePath, symbol };
  return notRead("no Go package was found in the code folder");
}

/** `com.x.Handler::handle`, `com.x.Handler`. */
export function locateJava(handler: string, search: Search): Located {
  const [type = "", method] = handler.split("::");
  const suffix = type.replaceAll(".", "/").replaceAll("$", "/");
  const files = search.folders.filesBelow(search.codePath, maximumFiles);
  const path = files.find((file) => file === `${suffix}.java` || file.endsWith(`/${suffix}.java`));
  const name = type.split(/[.$]/u).at(-1) ?? type;
  if (path !== undefined)
    return { state: "file", language: "java", path, codePath: search.codePath, symbol: { kind: "method", type: name, name: method ?? null } };
  if (files.some((file) => /\.(?:kt|scala|groovy|clj)$/u.test(file))) return notRead("the code is in a language that we do not read");
  const sources = files.filter((file) => file.endsWith(".java"));
  const inner = [...search.snapshot.entries.keys()].some((file) => nameOf(file) === `${name}.java`);
  // A class of a package that the sources do not have may come from a library.
  const folder = suffix.includes("/") ? suffix.slice(0, suffix.lastIndexOf("/") + 1) : "";
  const own = sources.filter((file) => folder === "" || file.startsWith(folder) || file.includes(`/${folder}`));
  const single = own.length > 0 && !inner && generalBuild(search) === null && sources.every((file) => !mentions(file, `class ${name}`, search));
  return single ? missingFile(type, [within(search.codePath, `src/main/java/${suffix}.java`)]) : notRead(`the class ${type} was not found`);
}

/** Whether a file may hold a text: also when it is not loaded. */
function mentions(path: string, text: string, search: Search): boolean {
  const content = textAt(path, search.snapshot);
  return content === null || content.includes(text);
}

/** `Assembly::Namespace.Class::Method`; an assembly alone is a program that starts the runtime itself. */
export function locateCsharp(handler: string, search: Search): Located {
  const parts = handler.split("::");
  const files = search.folders.filesBelow(search.codePath, maximumFiles).filter((path) => path.endsWith(".cs"));
  if (parts.length < 3) {
    const program = files.find((path) => nameOf(path) === "Program.cs") ?? files.find((path) => nameOf(path) === "Function.cs");
    if (program === undefined) return notRead("the program's main file was not found");
    return { state: "file", language: "csharp", path: program, codePath: search.codePath, symbol: { kind: "main" } };
  }
  const type = (parts[1] ?? "").split(/[.+]/u).at(-1) ?? "";
  const path = fileOfType(type, files, search);
  if (path === null) return notRead(`the class ${parts[1]} was not found`);
  return { state: "file", language: "csharp", path, codePath: search.codePath, symbol: { kind: "method", type, name: parts[2] ?? null } };
}

/** The file named for a type, else the one that declares it. */
export function fileOfType(type: string, files: readonly string[], search: Search): string | null {
  const named = files.filter((path) => nameOf(path) === `${type}.cs` || nameOf(path) === `${type}.java`);
  if (named.length === 1) return named[0] ?? null;
  const declaring = files.filter((path) => (textAt(path, search.snapshot) ?? "").includes(`class ${type}`));
  return declaring.length === 1 ? (declaring[0] ?? null) : null;
}
