import type { Snapshot } from "../change/snapshot.ts";
import type { Language } from "./facts.ts";
import { folderOf, foldersOf, joinPath, nameOf } from "./folders.ts";
import type { HandlerRequest } from "./handler-request.ts";
import { locateAzureNode, locateGoogleNode, locateNode } from "./locate/javascript.ts";
import { type EntrySymbol, type Located, type Search, notRead } from "./locate/located.ts";
import { fileOfType, locateCsharp, locateGo, locateJava, locatePython, locatePythonFile } from "./locate/others.ts";
import { languageOf } from "./read-module.ts";

const maximumFiles = 3000;

/** Finds the file where a function's code begins, and what to look for in it. Asks the tree first; reads only build files. */
export function locateEntry(request: HandlerRequest, snapshot: Snapshot): Located {
  if (request.packageType?.toLowerCase() === "image") return notRead("the function is a container image");
  if (request.codePath === null && request.scriptFile === null) return notRead("where the code is, is not known");
  const written = request.codePath ?? "";
  if (/\.(?:zip|jar|war|gz|tgz)$/u.test(written) || /^(?:s3|gs|https?):\/\//u.test(written))
    return notRead("the code is a package that was built before");
  const codePath = joinPath(written);
  if (codePath === null) return notRead(`the path ${written} leaves the repository`);
  const search: Search = { request, snapshot, folders: foldersOf(snapshot), codePath };
  if (request.scriptFile !== null) return locateScript(request.scriptFile, search);
  if (request.handler === null) return notRead("the handler is not known");
  if (/\.(?:sh|exe)$/u.test(request.handler)) return notRead("the handler is a script");
  if (snapshot.entries.has(codePath)) return locateFile(codePath, request.handler, search);
  return request.platform === "google" ? locateGoogle(request.handler, search) : locateByRuntime(request.handler, search);
}

/** The code path is a file: the entry itself. */
function locateFile(path: string, handler: string, search: Search): Located {
  const language = languageOf(path);
  if (language === null) return notRead(`${path} is no code that we read`);
  const name = handler.split(/[.:/]/u).at(-1) ?? handler;
  const codePath = folderOf(path);
  const symbol: EntrySymbol =
    language === "go"
      ? { kind: "main" }
      : language === "java" || language === "csharp"
        ? { kind: "method", type: null, name }
        : { kind: "export", name };
  return { state: "file", language, path, codePath, symbol: search.request.platform === "google" ? { kind: "registered", name } : symbol };
}

/** The language that a runtime runs; null where the runtime is not known or runs anything. */
export function languageOfRuntime(runtime: string | null): Language | "other" | null {
  const name = runtime?.toLowerCase() ?? "";
  if (name.startsWith("node")) return "javascript";
  if (name.startsWith("python")) return "python";
  if (name.startsWith("go")) return "go";
  if (name.startsWith("java")) return "java";
  if (name.startsWith("dotnet")) return "csharp";
  return name.startsWith("ruby") || name.startsWith("php") || name.startsWith("powershell") ? "other" : null;
}

function locateByRuntime(handler: string, search: Search): Located {
  const runtime = search.request.runtime;
  const language =
    languageOfRuntime(runtime) ?? (runtime?.startsWith("provided") === true ? languageOfFolder(search) : languageOfHandler(handler, search));
  switch (language) {
    case "javascript":
    case "typescript":
      return locateNode(handler, search);
    case "python":
      return locatePython(handler, search);
    case "go":
      return locateGo({ kind: "main" }, search);
    case "java":
      return locateJava(handler, search);
    case "csharp":
      return locateCsharp(handler, search);
    default:
      return notRead(runtime === null ? "the runtime is not known" : `the runtime ${runtime} runs code that we do not read`);
  }
}

/** Custom runtimes: Go or C#, by what lies in the folder. */
function languageOfFolder(search: Search): Language | null {
  for (const path of search.folders.filesBelow(search.codePath, 300)) {
    if (path.endsWith(".go")) return "go";
    if (path.endsWith(".csproj")) return "csharp";
    if (path.endsWith("Cargo.toml")) return null;
  }
  return null;
}

/** Without a runtime: the one language in which the handler's file exists. */
function languageOfHandler(handler: string, search: Search): Language | null {
  if (handler.includes("::")) return handler.split("::").length === 2 ? "java" : "csharp";
  const node = locateNode(handler, search);
  if (node.state === "file") return "javascript";
  return locatePython(handler, search).state === "file" ? "python" : null;
}

function locateGoogle(entryPoint: string, search: Search): Located {
  const symbol: EntrySymbol = { kind: "registered", name: entryPoint };
  const language = languageOfRuntime(search.request.runtime) ?? guessGoogle(search);
  const files = search.folders.filesBelow(search.codePath, maximumFiles);
  switch (language) {
    case "javascript":
      return locateGoogleNode(entryPoint, search);
    case "python":
      return locatePythonFile("main", symbol, search);
    case "go":
      return locateGo(symbol, search);
    case "java":
      return locateJava(entryPoint, search);
    case "csharp": {
      const type = entryPoint.split(".").at(-1) ?? entryPoint;
      const path = fileOfType(
        type,
        files.filter((file) => file.endsWith(".cs")),
        search,
      );
      return path === null
        ? notRead(`the class ${entryPoint} was not found`)
        : { state: "file", language, path, codePath: search.codePath, symbol: { kind: "method", type, name: "HandleAsync" } };
    }
    default:
      return notRead("the runtime is not known");
  }
}

function guessGoogle(search: Search): Language | null {
  const names = search.folders.filesIn(search.codePath).map(nameOf);
  if (names.includes("main.py")) return "python";
  if (names.includes("package.json") || names.includes("index.js")) return "javascript";
  return names.includes("go.mod") || names.some((name) => name.endsWith(".go")) ? "go" : null;
}

/** Azure: the file is known; its language decides. */
function locateScript(scriptFile: string, search: Search): Located {
  const path =
    [joinPath(scriptFile), joinPath(search.codePath, scriptFile)].find((candidate) => candidate !== null && search.snapshot.entries.has(candidate)) ??
    joinPath(scriptFile);
  if (path === null || path === undefined) return notRead(`the path ${scriptFile} leaves the repository`);
  const name = search.request.entryPoint ?? search.request.handler;
  const language = languageOf(path);
  if (language === "javascript" || language === "typescript") return locateAzureNode(path, search);
  if (language === null || !search.snapshot.entries.has(path)) return notRead(`${path} is no code that we read`);
  if (language === "python") return { state: "file", language, path, codePath: search.codePath, symbol: { kind: "export", name: name ?? "main" } };
  return { state: "file", language, path, codePath: search.codePath, symbol: { kind: "method", type: null, name: name ?? null } };
}
