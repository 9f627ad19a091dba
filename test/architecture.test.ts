import { readFileSync, readdirSync } from "node:fs";
import { dirname, join, normalize, sep } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { loadGrammars, withTree } from "../src/syntax/tree-sitter.ts";

const source = join(import.meta.dirname, "..", "src");

/** Which rooms a room may import besides itself. A file directly in src/ has a row of its own. */
const mayImport: Record<string, readonly string[]> = {
  "errors.ts": [],
  "cli.ts": ["command-line", "compose.ts"],
  "server.ts": ["compose.ts"],
  "worker.ts": ["compose.ts"],
  change: [],
  syntax: ["change"],
  facts: [],
  findings: ["change"],
  handlers: ["change", "syntax"],
  stack: ["change", "facts", "handlers", "syntax"],
  cost: ["change", "facts", "stack"],
  rules: ["change", "cost", "errors.ts", "facts", "findings", "handlers", "stack", "syntax"],
  persona: ["change", "errors.ts", "findings", "stack"],
  ports: ["change", "findings", "stack"],
  config: ["errors.ts", "findings"],
  render: ["change", "findings", "rules", "stack"],
  review: ["change", "config", "cost", "findings", "ports", "render", "rules", "stack", "syntax"],
  app: ["config", "errors.ts", "ports"],
  github: ["change", "config", "errors.ts", "findings", "ports"],
  git: ["change", "errors.ts", "ports"],
  claude: ["change", "config", "errors.ts", "findings", "persona", "ports", "stack"],
  queue: ["config", "errors.ts", "ports"],
  "command-line": ["change", "config", "errors.ts", "findings", "ports", "render", "review", "rules", "stack"],
};

/** Rooms that may touch the disk, the network or other processes; everywhere else these modules are refused. */
const outside = /^(node:)?(fs|fs\/promises|http|https|net|child_process|dgram|tls|worker_threads|dns)$/;
const mayReachOutside = new Set(["git", "github", "claude", "queue", "config", "persona", "syntax", "app"]);

interface Import {
  readonly file: string;
  readonly room: string;
  readonly target: string;
}

let imports: readonly Import[];
let files: readonly string[];

beforeAll(async () => {
  await loadGrammars(["typescript"]);
  files = readdirSync(source, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => name.split(sep).join("/"));
  imports = files.flatMap((file) => importsOf(file).map((target) => ({ file, room: roomOf(file), target })));
});

function importsOf(file: string): string[] {
  return withTree("typescript", readFileSync(join(source, file), "utf8"), (root) =>
    root.descendantsOfType(["import_statement", "export_statement"]).flatMap((node) => node?.childForFieldName("source")?.text.slice(1, -1) ?? []),
  );
}

function roomOf(file: string): string {
  return file.split("/")[0] ?? file;
}

/** The room that a relative import leads to; null for packages. */
function targetRoom({ file, target }: Import): string | null {
  return target.startsWith(".")
    ? roomOf(
        normalize(join(dirname(file), target))
          .split(sep)
          .join("/"),
      )
    : null;
}

/** compose.ts and its folder know every adapter. */
function isComposition({ room }: Import): boolean {
  return room === "compose.ts" || room === "compose";
}

describe("the rooms of src/", () => {
  it("were seen", () => {
    expect(files.length).toBeGreaterThan(100);
    expect(imports.length).toBeGreaterThan(300);
  });

  it("each have a row in the table", () => {
    const rooms = new Set(files.map(roomOf));
    rooms.delete("compose.ts");
    rooms.delete("compose");
    expect([...rooms].filter((room) => !(room in mayImport))).toEqual([]);
  });

  it("import only the rooms that the table allows", () => {
    const wrong = imports.filter((one) => {
      const target = targetRoom(one);
      return !isComposition(one) && target !== null && target !== one.room && !mayImport[one.room]?.includes(target);
    });
    expect(wrong.map((one) => `${one.file} imports ${one.target}`)).toEqual([]);
  });

  it("reach disk, network and other processes only where the table allows", () => {
    const wrong = imports.filter((one) => outside.test(one.target) && !mayReachOutside.has(one.room) && !isComposition(one));
    expect(wrong.map((one) => `${one.file} imports ${one.target}`)).toEqual([]);
  });

  it("read the environment in config/env.ts only", () => {
    const readers = files.filter((file) =>
      withTree("typescript", readFileSync(join(source, file), "utf8"), (root) =>
        root.descendantsOfType("member_expression").some((node) => node?.text === "process.env"),
      ),
    );
    expect(readers).toEqual(["config/env.ts"]);
  });

  it("import no circle of rooms", () => {
    const edges = new Map<string, Set<string>>();
    for (const one of imports) {
      const target = targetRoom(one);
      if (target === null || target === one.room) continue;
      edges.set(one.room, (edges.get(one.room) ?? new Set()).add(target));
    }
    expect(circleIn(edges)).toBeNull();
  });
});

function circleIn(edges: ReadonlyMap<string, ReadonlySet<string>>): string | null {
  const done = new Set<string>();
  const visit = (room: string, path: readonly string[]): string | null => {
    if (path.includes(room)) return [...path, room].join(" → ");
    if (done.has(room)) return null;
    for (const next of edges.get(room) ?? []) {
      const circle = visit(next, [...path, room]);
      if (circle !== null) return circle;
    }
    done.add(room);
    return null;
  };
  for (const room of edges.keys()) {
    const circle = visit(room, []);
    if (circle !== null) return circle;
  }
  return null;
}
