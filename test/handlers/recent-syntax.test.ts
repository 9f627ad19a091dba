import { beforeAll, describe, expect, it } from "vitest";
import { loadGrammars } from "../../src/syntax/tree-sitter.ts";
import { factsOf, pythonFacts } from "./read-facts.ts";

beforeAll(() => loadGrammars(["python"]));

const handler = "\ndef handler(event, context):\n    return 1\n";
const told = (source: string, others: Readonly<Record<string, string>> = {}) =>
  pythonFacts(`${source}${handler}`, others).recentSyntax.map(({ version, text, at }) => `${version.join(".")} ${at.path}:${at.startLine} ${text}`);

describe("recent syntax of Python", () => {
  it.each([
    ["if (n := 1): pass", "3.8 app.py:1 n := 1"],
    ["def f(a, /, b): pass", "3.8 app.py:1 /"],
    ["match x:\n    case 1:\n        pass", "3.10 app.py:1 match x:"],
    ["try:\n    a()\nexcept* ValueError as e:\n    b()", "3.11 app.py:3 except* ValueError as e:"],
    ["x = a[b, *c]", "3.11 app.py:1 a[b, *c]"],
    ["type X = int", "3.12 app.py:1 type X = int"],
    ["def f[T](x: T): pass", "3.12 app.py:1 def f[T](x: T): pass"],
    ["class A[T]:\n    pass", "3.12 app.py:1 class A[T]:"],
    ['x = f"{a["b"]}"', '3.12 app.py:1 f"{a["b"]}"'],
    ["x = f\"{'\\n'.join(a)}\"", "3.12 app.py:1 f\"{'\\n'.join(a)}\""],
    ['x = f"{a!r:>{w["q"]}}"', '3.12 app.py:1 f"{a!r:>{w["q"]}}"'],
    ['x = f"{\n a\n}"', '3.12 app.py:1 f"{'],
    ['x = f"{a # why\n}"', '3.12 app.py:1 f"{a # why'],
    ["try:\n    a()\nexcept A, B:\n    b()", "3.14 app.py:3 except A, B:"],
    ['x = t"{a}"', '3.14 app.py:1 t"{a}"'],
  ])("is %j", (source, expected) => {
    expect(told(source)).toEqual([expected]);
  });

  it.each([
    "match = 1\nmatch[1]\nmatch (a, b)\nmatch.group(1)",
    "type = 5\ntype(x)\ntype: int = 5",
    "try:\n    a()\nexcept (A, B) as e:\n    b()",
    "x = f(*b)\ny = [*b]\nclass A(B[T]): pass",
    "x = f'{a[\"b\"]}'",
    'x = f"""{a["b"]} {f"{x}"} {\na\n}"""',
    'x = f"{a:{w}}\\n{{}}" "{b[c]}"',
    "x = f'{a:\\>10}'",
    'x = rf"{a}\\d" + "t{a}" + f"{a=!s:>5}"',
    // CPython 3.9 parses these too.
    'with (open("a") as f, open("b") as g):\n    pass',
  ])("is not %j", (source) => {
    expect(told(source)).toEqual([]);
  });

  it("is told of the first use of each version", () => {
    expect(told('type A = int\ntype B = int\nx = t"{a}"')).toEqual(["3.12 app.py:1 type A = int", '3.14 app.py:3 t"{a}"']);
  });

  it("is told of files that loading the entry loads for certain", () => {
    const shelf = "type A = int\n";
    expect(told("from shelf import A", { "shelf.py": shelf })).toEqual(["3.12 shelf.py:1 type A = int"]);
    expect(told("import box", { "box.py": "import shelf\n", "shelf.py": shelf })).toEqual(["3.12 shelf.py:1 type A = int"]);
    expect(told("try:\n    import shelf\nexcept SyntaxError:\n    shelf = None", { "shelf.py": shelf })).toEqual([]);
    expect(told("def f():\n    import shelf", { "shelf.py": shelf })).toEqual([]);
  });

  it("is not told of a file that could not be parsed", () => {
    expect(told("type A = int\nclass B[T = int]: pass")).toEqual([]);
  });

  it("is read in code that is written into a template", () => {
    const request = {
      runtime: "python3.11",
      handler: "index.handler",
      inlineCode: `type A = int${handler}`,
      inlineAt: { path: "t.yaml", startLine: 7, endLine: 9 },
    };
    expect(factsOf({}, request).recentSyntax).toMatchObject([{ version: [3, 12], at: { path: "t.yaml", startLine: 7 } }]);
  });
});
