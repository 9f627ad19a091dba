import { beforeAll, describe, expect, it } from "vitest";
import { createSnapshot, snapshotOf } from "../../src/change/lazy-snapshot.ts";
import { HandlerCache, readHandler } from "../../src/handlers/read-handler.ts";
import { loadGrammars } from "../../src/syntax/tree-sitter.ts";
import { factsOf, handlerOf } from "./read-facts.ts";

beforeAll(() => loadGrammars());

const filesOf = (files: Record<string, string>, request: Parameters<typeof handlerOf>[1]) => {
  const handler = handlerOf(files, request);
  return handler.state === "found" ? { files: handler.files, complete: handler.facts.complete } : handler;
};
const node = { runtime: "nodejs22.x", handler: "src/app.handler" };

describe("imports of JavaScript and TypeScript", () => {
  it("are followed when relative, with and without extension, to index files and compiled names", () => {
    const files = {
      "src/app.ts": `import "./a";\nimport { b } from "./b.js";\nconst c = require("../lib/c");\nexport * from "./d";\nexport const handler = async () => 1;`,
      "src/a/index.ts": "",
      "src/b.ts": "",
      "lib/c.js": "",
      "src/d.ts": "",
      "src/unused.ts": "",
    };
    expect(filesOf(files, node)).toEqual({ files: ["src/app.ts", "src/a/index.ts", "src/b.ts", "lib/c.js", "src/d.ts"], complete: true });
  });

  it("are followed through paths of tsconfig.json and packages of the repository", () => {
    const files = {
      "tsconfig.json": `{ "compilerOptions": { "baseUrl": ".", "paths": { "@lib/*": ["lib/*"] } } }`,
      "src/app.ts": `import "@lib/a";\nimport "@shop/shared";\nimport "left-pad";\nexport const handler = async () => 1;`,
      "lib/a.ts": "",
      "packages/shared/package.json": `{ "name": "@shop/shared" }`,
      "packages/shared/src/index.ts": "",
    };
    expect(filesOf(files, node)).toEqual({ files: ["src/app.ts", "lib/a.ts", "packages/shared/src/index.ts"], complete: true });
  });

  it.each([
    ["a module that is not there", `import "./gone";`],
    ["a computed module", "const m = await import(name);"],
    ["code that does not parse", "const = ;"],
  ])("leave the facts incomplete: %s", (_, statement) => {
    expect(filesOf({ "src/app.ts": `${statement}\nexport const handler = async () => 1;` }, node)).toMatchObject({ complete: false });
  });

  it("end in cycles, and after 40 files", () => {
    expect(filesOf({ "src/app.ts": `import "./b";\nexport const handler = async () => 1;`, "src/b.ts": `import "./app";` }, node)).toMatchObject({
      complete: true,
    });
    const many = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`src/m${index}.ts`, `import "./m${index + 1}";`]));
    const read = filesOf({ ...many, "src/m60.ts": "", "src/app.ts": `import "./m0";\nexport const handler = async () => 1;` }, node);
    expect(read).toMatchObject({ complete: false });
    expect("files" in read && read.files.length).toBe(40);
  });
});

describe("imports of Python", () => {
  it("are followed when relative, absolute from the code folder, and as submodules", () => {
    const files = {
      "fn/app/main.py":
        "from . import a\nfrom .b import value\nimport shared.c\nfrom shared import d\nimport boto3\ndef handler(event, context):\n    return a.run()\n",
      "fn/app/__init__.py": "",
      "fn/app/a.py": "",
      "fn/app/b.py": "value = 1\n",
      "fn/shared/__init__.py": "",
      "fn/shared/c.py": "",
      "fn/shared/d.py": "",
    };
    const read = filesOf(files, { runtime: "python3.13", handler: "app.main.handler", codePath: "fn" });
    expect("files" in read && [...read.files].sort()).toEqual([
      "fn/app/__init__.py",
      "fn/app/a.py",
      "fn/app/b.py",
      "fn/app/main.py",
      "fn/shared/__init__.py",
      "fn/shared/c.py",
      "fn/shared/d.py",
    ]);
  });
});

describe("files that are not loaded yet", () => {
  it("are asked for, and nothing is told of the code until they are loaded", async () => {
    const texts: Record<string, string> = {
      "src/app.ts": `import { run } from "./run";\nexport const handler = async () => run();`,
      "src/run.ts": "export const run = async () => process.env.NAME;",
    };
    const entries = Object.keys(texts).map((path) => ({ path, kind: "file" as const, blobId: path }));
    const snapshot = createSnapshot({
      commit: "c",
      entries,
      loadBlobs: async (wanted) => new Map(wanted.map(({ path, blobId }) => [blobId, new TextEncoder().encode(texts[path])])),
    });
    const cache = new HandlerCache();
    const read = () =>
      readHandler(
        { platform: "aws", runtime: "nodejs22.x", handler: "src/app.handler", codePath: "", inlineCode: null, packageType: null, scriptFile: null },
        snapshot,
        cache,
      );
    expect(read()).toMatchObject({ state: "not-read" });
    expect([...snapshot.wanted]).toEqual(["src/app.ts"]);
    await snapshot.load([...snapshot.wanted]);
    expect(read()).toEqual({ state: "not-read", reason: "src/app.ts imports files that are not loaded yet" });
    expect([...snapshot.wanted]).toEqual(["src/run.ts"]);
    await snapshot.load([...snapshot.wanted]);
    expect(read()).toMatchObject({ state: "found", facts: { complete: true, environmentReads: [{ name: "NAME" }] } });
  });
});

describe("code that a change leaves alone", () => {
  const request = {
    platform: "aws",
    runtime: "nodejs22.x",
    handler: "src/app.handler",
    codePath: "",
    inlineCode: null,
    packageType: null,
    scriptFile: null,
  } as const;
  const entry = (path: string, blobId: string) => ({ path, kind: "file" as const, blobId });
  const texts: Record<string, string> = {
    app: `import { run } from "./run";\nexport const handler = async () => run();`,
    run: "export const run = async () => process.env.NAME;",
    other: "export const run = async () => process.env.OTHER;",
  };
  const snapshotOfBlobs = async (entries: readonly ReturnType<typeof entry>[]) => {
    const loadBlobs = async (wanted: readonly { blobId: string }[]) =>
      new Map(wanted.map(({ blobId }) => [blobId, new TextEncoder().encode(texts[blobId])] as const));
    const snapshot = createSnapshot({ commit: "c", entries, loadBlobs });
    await snapshot.load(entries.map(({ path }) => path));
    return snapshot;
  };

  it("is told of once, and again where a file that it imports differs", async () => {
    const cache = new HandlerCache();
    const base = readHandler(request, await snapshotOfBlobs([entry("src/app.ts", "app"), entry("src/run.ts", "run")]), cache);
    const same = readHandler(request, await snapshotOfBlobs([entry("src/app.ts", "app"), entry("src/run.ts", "run")]), cache);
    const changed = readHandler(request, await snapshotOfBlobs([entry("src/app.ts", "app"), entry("src/run.ts", "other")]), cache);
    expect(base.state === "found" && same.state === "found" && base.facts === same.facts).toBe(true);
    expect(changed).toMatchObject({ state: "found", facts: { environmentReads: [{ name: "OTHER" }] } });
  });

  it("is told of again where its imports lead elsewhere", async () => {
    const cache = new HandlerCache();
    readHandler(request, await snapshotOfBlobs([entry("src/app.ts", "app"), entry("src/run.ts", "run")]), cache);
    const moved = readHandler(request, await snapshotOfBlobs([entry("src/app.ts", "app"), entry("src/run/index.ts", "run")]), cache);
    expect(moved).toMatchObject({ state: "found", files: ["src/app.ts", "src/run/index.ts"] });
  });
});

describe("hostile code", () => {
  it.each([
    ["deep nesting", `export const handler = async () => ${"[".repeat(20_000)}${"]".repeat(20_000)};`],
    ["deep chains", `export const handler = async (e) => e${".a".repeat(20_000)};`],
    ["a value made from itself", "let a = b; let b = a; export const handler = async () => a.x.y[b];"],
    ["functions that call one another", "const a = (x) => b(x); const b = (x) => a(x); export const handler = async (e) => fetch(a(e));"],
    [
      "text that doubles",
      `const a0 = "x" + "y";${Array.from({ length: 60 }, (_, i) => `const a${i + 1} = a${i} + a${i};`).join("")} export const handler = async () => fetch(a60);`,
    ],
    [
      "values that hold one another many times",
      `export const handler = async (event) => { const o0 = { a: event };${Array.from({ length: 40 }, (_, i) => `const o${i + 1} = { a: o${i}, b: o${i}, c: o${i} };`).join("")} console.log(o40); };`,
    ],
    [
      "functions that call the next twice",
      `${Array.from({ length: 60 }, (_, i) => `const f${i} = (x) => f${i + 1}(f${i + 1}(x), f${i + 1}(x));`).join("")} const f60 = (x) => process.env[x]; export const handler = async () => f0("A");`,
    ],
    [
      "many guards around much code",
      `let a; export const handler = async () => { ${"if (!a) { a = 1;".repeat(200)} ${"f();".repeat(5000)} ${"}".repeat(200)} };`,
    ],
    [
      "names of Object.prototype",
      "const __proto__ = process.env.A; const constructor = {}; constructor.toString(); export const handler = async () => ({ __proto__: 1, statusCode: 200 });",
    ],
    [
      "a class that extends itself",
      "class A extends A { run() { return this.run(); } }\nconst a = new A(); export const handler = async () => a.gone();",
    ],
  ])("is read without end or error: %s", (_, source) => {
    expect(["found", "not-read"]).toContain(handlerOf({ "app.mjs": source }, { runtime: "nodejs22.x", handler: "app.handler" }).state);
  });

  it("is read once for the same file", () => {
    const snapshot = snapshotOf({ "app.mjs": "export const handler = async () => 1;" });
    const cache = new HandlerCache();
    const file = { path: "app.mjs", blobId: "b", text: "export const handler = async () => 1;", language: "javascript" as const };
    expect(cache.module(file)).toBe(cache.module(file));
    expect(snapshot.entries.size).toBe(1);
  });

  it("keeps only what its limit allows", () => {
    const cache = new HandlerCache(2);
    const module = (path: string) => cache.module({ path, blobId: path, text: "", language: "python" });
    const first = module("a.py");
    module("b.py");
    module("c.py");
    expect(module("a.py")).not.toBe(first);
  });
});

describe("facts of one function", () => {
  it("hold nothing of another function of the same bundle but what loads with it", () => {
    const files = {
      "index.js": `require("./one");\nrequire("./two");`,
      "one.js": `const { http } = require("@google-cloud/functions-framework");\nhttp("one", async (req, res) => { res.send(process.env.ONE); });`,
      "two.js": `const { http } = require("@google-cloud/functions-framework");\nconst top = process.env.TOP;\nhttp("two", async (req, res) => { res.send(process.env.TWO); });`,
    };
    const names = factsOf(files, { platform: "google", runtime: "nodejs22", handler: "one" }).environmentReads.map(({ name }) => name);
    expect(names).toEqual(["ONE", "TOP"]);
  });
});
