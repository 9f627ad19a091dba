import { beforeAll, describe, expect, it } from "vitest";
import type { HandlerFacts } from "../../src/handlers/facts.ts";
import { loadGrammars } from "../../src/syntax/tree-sitter.ts";
import { factsOf, javascriptFacts, pythonFacts, typescriptFacts } from "./read-facts.ts";

beforeAll(() => loadGrammars());

/** "NAME phase", with a question mark where the code does without the variable. */
const reads = (facts: HandlerFacts) =>
  facts.environmentReads.map(({ name, absence, phase }) => `${name}${absence === "handled" ? "?" : ""} ${phase}`);

describe("JavaScript", () => {
  it.each([
    ["a member", "const t = process.env.TABLE; export const handler = async () => t;", ["TABLE init"]],
    ["a string key", "export const handler = async () => process.env['TABLE'];", ["TABLE invocation"]],
    [
      "taking apart",
      "const { TABLE, BUCKET: bucket, REGION = 'eu' } = process.env; export const handler = async () => [TABLE, bucket, REGION];",
      ["TABLE init", "BUCKET init", "REGION? init"],
    ],
    ["node:process", "import { env } from 'node:process'; export const handler = async () => env.TABLE;", ["TABLE invocation"]],
    ["an alias", "const env = process.env; export const handler = async () => env.TABLE;", ["TABLE invocation"]],
    [
      "a default",
      "export const handler = async () => [process.env.A ?? 1, process.env.B || 2, Number(process.env.C) || 3];",
      ["A? invocation", "B? invocation", "C? invocation"],
    ],
    ["a comparison", "const on = process.env.FLAG === 'true'; export const handler = async () => on;", ["FLAG? init"]],
    [
      "a check",
      "export const handler = async () => { if (process.env.A) return 1; return process.env.B ? 2 : process.env.C?.trim(); };",
      ["A? invocation", "B? invocation", "C? invocation"],
    ],
    ["a check of its variable", "const a = process.env.A; export const handler = async () => { if (!a) return null; return a; };", ["A? init"]],
    ["a check that throws", "const a = process.env.A; if (!a) throw new Error('A'); export const handler = async () => a;", ["A init"]],
  ])("notes %s", (_, source, expected) => {
    expect(reads(javascriptFacts(source))).toEqual(expected);
  });

  it.each([
    ["does without a variable that nothing uses", "const a = process.env.A;", "handled"],
    ["does without one that is only written into the log", "console.log('a', process.env.A);", "handled"],
    ["does without one that it looks for", "const on = ['a', 'b'].includes(process.env.A);", "handled"],
    ["does without one that it gives a value itself", "process.env.A ??= 'a'; use(process.env.A);", "handled"],
    [
      "does without a field that it tests",
      "class Store { constructor() { this.a = process.env.A; } get() { return this.a ? 1 : 2; } }\nnew Store();",
      "handled",
    ],
    ["fails at a check that throws", "const a = process.env.A; if (a === undefined || a === '') throw new Error('A'); use(a);", "fails"],
    ["fails at a check of several", "const { A, B } = process.env; if (!A || !B) throw new Error('A'); use(A, B);", "fails"],
    [
      "hands on an option of a client",
      "import { S3Client } from '@aws-sdk/client-s3'; const s3 = new S3Client({ region: process.env.A });",
      "handed-on",
    ],
    ["hands on what a function gives back", "const a = () => process.env.A; function b() { return process.env.A; } use(a() ?? b());", "handed-on"],
    ["hands on an exported variable", "export const a = process.env.A;", "handed-on"],
    ["hands on what an object keeps", "export const settings = { a: process.env.A };", "handed-on"],
    ["goes on with text made of it", "const url = `https://${process.env.A}/`; use(url);", "unguarded"],
    ["goes on with an argument", "use(process.env.A);", "unguarded"],
    [
      "goes on with an argument of a command",
      "import { GetItemCommand } from '@aws-sdk/client-dynamodb'; const a = new GetItemCommand({ TableName: process.env.A });",
      "unguarded",
    ],
  ] as const)("%s", (_, source, expected) => {
    const { environmentReads } = javascriptFacts(`${source}\nexport const handler = async () => 1;`);
    expect(new Set(environmentReads.map(({ absence }) => absence))).toEqual(new Set([expected]));
  });

  it("follows a function that takes the name, also into another file", () => {
    const facts = javascriptFacts(
      `import { required } from "./env.mjs";\nconst table = required("TABLE");\nexport const handler = async () => [table, required("BUCKET")];`,
      {
        "env.mjs": "export function required(name) {\n  const value = process.env[name];\n  if (!value) throw new Error(name);\n  return value;\n}\n",
      },
    );
    expect(reads(facts)).toEqual(["TABLE init", "BUCKET invocation"]);
    expect(facts.environmentReads[0]?.at).toMatchObject({ path: "app.mjs", startLine: 2 });
    expect(facts.environmentComplete).toBe(true);
  });

  it.each(["schema.parse(process.env)", "Object.keys(process.env)", "{ ...process.env }", "load(process.env)"])(
    "cannot tell the rest where the environment is handed on: %s",
    (source) => {
      const facts = javascriptFacts(`const all = ${source}; export const handler = async () => all;`);
      expect(facts.environmentComplete).toBe(false);
      expect(facts.environmentReads).toEqual([]);
    },
  );

  it.each([
    "process.env.TABLE = 'x';",
    "delete process.env.TABLE;",
    "const process2 = { env: { TABLE: 1 } }; process2.env.TABLE;",
    "import.meta.env.TABLE;",
    "config.env.TABLE;",
    "function other() { return process.env.TABLE; }",
  ])("leaves out what is no read by the handler: %s", (statement) => {
    expect(javascriptFacts(`${statement}\nexport const handler = async () => 1;`).environmentReads).toEqual([]);
  });

  it("leaves out functions of an imported module that the handler does not use", () => {
    const others = {
      "lib.ts":
        "export const used = () => process.env.USED;\nexport const unused = () => process.env.UNUSED;\nexport class Never { run() { return process.env.NEVER; } }",
    };
    expect(reads(typescriptFacts(`import { used } from "./lib";\nexport const handler = async () => used();`, others))).toEqual(["USED invocation"]);
  });

  it("counts what a helper called at the top level reads as initialization", () => {
    expect(
      reads(javascriptFacts("function load() { return process.env.TABLE; }\nconst table = load();\nexport const handler = async () => table;")),
    ).toEqual(["TABLE init"]);
  });
});

describe("Python", () => {
  it.each([
    ["a subscript", "TABLE = os.environ['TABLE']", ["TABLE init"]],
    ["get and getenv", "A = os.environ.get('A')\nB = os.getenv('B')", ["A init", "B init"]],
    ["a default", "A = os.environ.get('A', 'x')\nB = os.getenv('B', default='y')\nC = os.getenv('C') or 'z'", ["A? init", "B? init", "C? init"]],
    ["setdefault", "os.environ.setdefault('A', 'x')", ["A? init"]],
    ["a comparison", "ON = os.environ.get('ON') == 'true'", ["ON? init"]],
    ["a membership test", "A = os.environ['A'] if 'A' in os.environ else None", ["A? init"]],
    ["a caught KeyError", "try:\n    A = os.environ['A']\nexcept KeyError:\n    A = 'x'", ["A? init"]],
    ["a raised KeyError", "try:\n    A = os.environ['A']\nexcept KeyError:\n    raise RuntimeError('A')", ["A init"]],
    ["a check that raises", "A = os.getenv('A')\nif not A:\n    raise RuntimeError('A')", ["A init"]],
  ])("notes %s", (_, source, expected) => {
    expect(reads(pythonFacts(`import os\n${source}\ndef handler(event, context):\n    return 1\n`))).toEqual(expected);
  });

  it.each([
    ["does without a local variable that nothing uses", "def local():\n    a = os.environ.get('A')\nlocal()", "handled"],
    ["does without one that is only written into the log", "print('a', os.getenv('A'))", "handled"],
    ["does without one that an assignment tests", "if (a := os.environ.get('A')):\n    use(a)", "handled"],
    ["does without one that it gives a value itself", "os.environ['A'] = 'a'\nuse(os.environ['A'])", "handled"],
    [
      "does without a field that it tests",
      "class Store:\n    def __init__(self):\n        self.a = os.getenv('A')\n        if self.a:\n            use(1)\nStore()",
      "handled",
    ],
    ["fails at a subscript, whatever is done with it", "on = os.environ['A'] == 'true'", "fails"],
    ["fails at an assertion", "a = os.getenv('A')\nassert a is not None\nuse(a)", "fails"],
    ["fails at a check of several that raises", "a = os.getenv('A')\nif not a or not b:\n    raise RuntimeError('a')\nuse(a)", "fails"],
    ["hands on an option of a client", "import boto3\ns3 = boto3.client('s3', endpoint_url=os.getenv('A'))", "handed-on"],
    ["hands on what a function gives back", "def a():\n    return os.environ.get('A')\nuse(a() or 'b')", "handed-on"],
    ["hands on what other modules may use", "A = os.getenv('A')", "handed-on"],
    ["goes on with an argument", "use(os.environ.get('A'))", "unguarded"],
    ["goes on with a named argument of anything else", "use(table=os.environ.get('A'))", "unguarded"],
  ] as const)("%s", (_, source, expected) => {
    const { environmentReads } = pythonFacts(`import os\n${source}\ndef handler(event, context):\n    return 1\n`);
    expect(new Set(environmentReads.map(({ absence }) => absence))).toEqual(new Set([expected]));
  });

  it("notes imports of names, aliases, and functions that take the name", () => {
    const source =
      "from os import environ, getenv\nimport os as system\ndef required(name):\n    return environ[name]\ndef handler(event, context):\n    return environ['A'], getenv('B'), system.environ['C'], required('D')\n";
    expect(reads(pythonFacts(source)).toSorted()).toEqual(["A invocation", "B invocation", "C invocation", "D invocation"]);
  });

  it.each(["settings = Settings(**os.environ)", "for key in os.environ:\n    print(key)", "env = dict(os.environ)"])(
    "cannot tell the rest where the environment is handed on: %s",
    (source) => {
      expect(pythonFacts(`import os\n${source}\ndef handler(event, context):\n    return 1\n`).environmentComplete).toBe(false);
    },
  );

  it.each([
    "os.environ['TABLE'] = 'x'",
    "config.environ['TABLE']",
    "def other():\n    return os.environ['TABLE']",
    "if __name__ == '__main__':\n    print(os.environ['TABLE'])",
  ])("leaves out what is no read by the handler: %s", (source) => {
    expect(pythonFacts(`import os\n${source}\ndef handler(event, context):\n    return 1\n`).environmentReads).toEqual([]);
  });
});

describe("Go, Java and C#", () => {
  it("notes os.Getenv and os.LookupEnv", () => {
    const source = `package main

import (
	"os"

	"github.com/aws/aws-lambda-go/lambda"
)

var table = os.Getenv("TABLE")

func handle() string {
	region, ok := os.LookupEnv("REGION")
	stage := os.Getenv("STAGE")
	if stage == "" {
		stage = "dev"
	}
	if !ok {
		return stage
	}
	return region + os.Getenv("SUFFIX")
}

func main() { lambda.Start(handle) }
`;
    const facts = factsOf({ "main.go": source }, { runtime: "provided.al2023", handler: "bootstrap" });
    expect(reads(facts)).toEqual(["TABLE init", "REGION? invocation", "STAGE? invocation", "SUFFIX invocation"]);
  });

  it("notes System.getenv", () => {
    const source = `public class App {
  private static final String TABLE = System.getenv("TABLE");
  private final String stage = System.getenv().getOrDefault("STAGE", "dev");
  public String handleRequest(String event) {
    return Optional.ofNullable(System.getenv("REGION")).orElse("eu") + System.getenv("BUCKET");
  }
}`;
    expect(reads(factsOf({ "App.java": source }, { runtime: "java21", handler: "App::handleRequest" }))).toEqual([
      "TABLE init",
      "STAGE? init",
      "REGION? invocation",
      "BUCKET invocation",
    ]);
  });

  it("notes Environment.GetEnvironmentVariable", () => {
    const source = `public class App
{
    private readonly string _table = Environment.GetEnvironmentVariable("TABLE")!;
    public string Handle(string input)
    {
        var stage = Environment.GetEnvironmentVariable("STAGE") ?? "dev";
        return stage + Environment.GetEnvironmentVariable("BUCKET") ?? throw new Exception();
    }
}`;
    expect(reads(factsOf({ "App.cs": source }, { runtime: "dotnet8", handler: "App::App::Handle" })).slice(0, 2)).toEqual([
      "TABLE init",
      "STAGE? invocation",
    ]);
  });
});
