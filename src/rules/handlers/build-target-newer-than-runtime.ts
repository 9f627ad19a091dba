import type { Handler, LanguageVersion } from "../../handlers/facts.ts";
import { compareVersions } from "../../handlers/locate/lowest-version.ts";
import { targetVersion } from "../../handlers/locate/versions/node.ts";
import type { Resource } from "../../stack/resource.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";
import { createPlaceFilter } from "./found-code.ts";
import { shownVersion, versionOfRuntime } from "./runtime-version.ts";
import { versionWords } from "./version-words.ts";

const template = (runtime: string, handler: string, metadata = "") => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Book:
    Type: AWS::Serverless::Function
${metadata}    Properties:
      CodeUri: src/
      Handler: ${handler}
      Runtime: ${runtime}
`;
const terraform = (runtime: string) => `
data "archive_file" "book" {
  type        = "zip"
  source_dir  = "src"
  output_path = "book.zip"
}

resource "aws_lambda_function" "book" {
  function_name = "book"
  role          = "arn:aws:iam::123456789012:role/book"
  handler       = "book.handler"
  runtime       = "${runtime}"
  filename      = data.archive_file.book.output_path
}
`;
const esbuild = (target: string) =>
  `    Metadata:\n      BuildMethod: esbuild\n      BuildProperties: { Target: ${target}, EntryPoints: [book.ts] }\n`;
const serverless = (runtime: string, settings: string) => `
service: books
plugins: [serverless-esbuild]
provider: { name: aws, runtime: ${runtime} }
${settings}
functions:
  book: { handler: src/book.handler }
`;
const cdk = (target: string) => `import { Stack } from "aws-cdk-lib";
import { Runtime } from "aws-cdk-lib/aws-lambda";
import { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
import { Construct } from "constructs";
export class BookStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new NodejsFunction(this, "Book", {
      entry: "src/book.ts",
      runtime: Runtime.NODEJS_20_X,
      bundling: { target: "${target}" },
    });
  }
}
`;
const matching = (body: string) => `def handler(event, context):\n${body}`;
const python = "def handler(event, context):\n    return 1\n";
const typescript = "export const handler = async (): Promise<number> => 1;\n";
const pyproject = (table: string, line: string) => `[build-system]\nrequires = ["hatchling"]\n\n[${table}]\n${line}\n`;
const pom = (level: string) =>
  `<project>\n  <properties>\n    <java.version>${level}</java.version>\n    <maven.compiler.release>\${java.version}</maven.compiler.release>\n  </properties>\n</project>\n`;
const java = "package shop;\n\npublic class Book {\n  public String handleRequest(String event) {\n    return event;\n  }\n}\n";
const maven = (runtime: string, level: string) => ({
  "template.yaml": template(runtime, "shop.Book::handleRequest"),
  "src/pom.xml": pom(level),
  "src/src/main/java/shop/Book.java": java,
});
const manifest = (node: string, more = "") => `{ "name": "book"${more}, "engines": { "node": "${node}" } }\n`;

export const buildTargetNewerThanRuntime: Rule = {
  id: "build-target-newer-than-runtime",
  title: "Built for a newer version than the runtime has",
  topics: ["1.5", "5.4"],
  category: "deployment",
  severity: "medium",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html",
  bad: [
    { head: maven("java17", "21") },
    {
      head: {
        "template.yaml": template("python3.12", "book.handler"),
        "src/book.py": python,
        "src/pyproject.toml": pyproject("project", 'requires-python = ">=3.13"'),
      },
    },
    {
      head: {
        "main.tf": terraform("python3.11"),
        "src/book.py": python,
        "src/pyproject.toml": pyproject("tool.poetry.dependencies", 'python = "^3.12"'),
      },
    },
    {
      head: {
        "template.yaml": template("nodejs20.x", "book.handler"),
        "src/book.mjs": "export const handler = async () => 1;\n",
        "src/package.json": manifest(">=22.1"),
      },
    },
    { head: { "template.yaml": template("nodejs20.x", "book.handler", esbuild("node22")), "src/book.ts": typescript } },
    {
      head: {
        "template.yaml": template("nodejs20.x", "book.handler"),
        "src/book.ts": typescript,
        "src/tsconfig.json": '{\n  // new\n  "compilerOptions": { "target": "ES2024" }\n}\n',
      },
    },
    { head: { "serverless.yml": serverless("nodejs20.x", "build: { esbuild: { target: node22 } }"), "src/book.ts": typescript } },
    { head: { "serverless.yml": serverless("nodejs20.x", "custom: { esbuild: { target: [es2022, node22] } }"), "src/book.ts": typescript } },
    { head: { "lib/book-stack.ts": cdk("node22"), "src/book.ts": typescript } },
    {
      head: {
        "template.yaml": template("python3.11", "book.handler"),
        "src/book.py": matching('    return f"Book {event["id"]}"\n'),
      },
    },
    {
      head: {
        "main.tf": terraform("python3.9"),
        "src/book.py": "from shelf import kind\n\n\ndef handler(event, context):\n    return kind(event)\n",
        "src/shelf.py": 'def kind(event):\n    match event:\n        case {"isbn": _}:\n            return "book"\n',
      },
    },
  ],
  good: [
    { head: maven("java21", "21") },
    { head: maven("java21", "17") },
    {
      head: {
        "template.yaml": template("python3.13", "book.handler"),
        "src/book.py": python,
        "src/pyproject.toml": pyproject("project", 'requires-python = ">=3.12,<4"'),
      },
    },
    // The project above is of the tools; the function has requirements of its own.
    {
      head: {
        "template.yaml": template("python3.12", "book.handler"),
        "src/book.py": python,
        "src/requirements.txt": "requests\n",
        "pyproject.toml": pyproject("project", 'requires-python = ">=3.13"'),
      },
    },
    {
      head: {
        "template.yaml": template("nodejs20.x", "book.handler"),
        "src/book.mjs": "export const handler = async () => 1;\n",
        "src/package.json": manifest("18 || >=22"),
      },
    },
    {
      head: {
        "template.yaml": template("nodejs20.x", "book.handler"),
        "src/book.mjs": "export const handler = async () => 1;\n",
        "package.json": manifest(">=22", ', "devDependencies": { "aws-cdk-lib": "2" }'),
      },
    },
    { head: { "template.yaml": template("nodejs22.x", "book.handler", esbuild("node22")), "src/book.ts": typescript } },
    {
      head: {
        "template.yaml": template("nodejs20.x", "book.handler"),
        "src/book.ts": typescript,
        "src/tsconfig.json": '{ "compilerOptions": { "target": "ESNext" } }\n',
      },
    },
    {
      head: {
        "template.yaml": template("nodejs20.x", "book.handler"),
        "src/book.ts": typescript,
        "src/tsconfig.json": '{ "compilerOptions": { "target": "ES2024", "lib": ["ES2023"] } }\n',
      },
    },
    // The library may stand in what is extended.
    {
      head: {
        "template.yaml": template("nodejs20.x", "book.handler"),
        "src/book.ts": typescript,
        "src/tsconfig.json": '{ "extends": "@tsconfig/node20/tsconfig.json", "compilerOptions": { "target": "ES2024" } }\n',
      },
    },
    { head: { "serverless.yml": serverless("nodejs20.x", "custom: { esbuild: { config: build.js, target: node22 } }"), "src/book.ts": typescript } },
    { head: { "lib/book-stack.ts": cdk("es2022"), "src/book.ts": typescript } },
    {
      head: {
        "template.yaml": template("python3.11", "book.handler"),
        "src/book.py": matching("    return f'Book {event[\"id\"]}'\n"),
      },
    },
    // Only a newer version loads the newer file.
    {
      head: {
        "template.yaml": template("python3.9", "book.handler"),
        "src/book.py":
          "import sys\n\nif sys.version_info >= (3, 10):\n    from new import kind\nelse:\n    from old import kind\n\n\ndef handler(event, context):\n    return kind(event)\n",
        "src/new.py": "def kind(event):\n    match event:\n        case _:\n            return 1\n",
        "src/old.py": "def kind(event):\n    return 1\n",
      },
    },
  ],
  *check({ stack }): Iterable<Draft> {
    const isNew = createPlaceFilter();
    for (const lambda of stack.resourcesOf("function", "aws")) {
      const runtime = lambda.string("runtime");
      const runs = runtime.known ? versionOfRuntime(runtime.value) : null;
      if (!runtime.known || runs === null) continue;
      const newer = versionsOf(lambda, stack.handlerOf(lambda)).filter((one) => compareVersions(one.version, runs) > 0);
      for (const { version, how, text, at } of withNewestSyntax(newer)) {
        if (how === "syntax" && !isNew(at)) continue;
        yield {
          subject: lambda,
          claim: `version:${how}`,
          evidence: [
            { at, note: versionWords[how].note },
            { at: runtime.at, note: "the runtime" },
          ],
          what: `${named(lambda)} runs on ${named(runtime.value)}, and ${named(text)} ${versionWords[how].what(shownVersion(runtime.value, version))}.`,
          why: versionWords[how].why,
          fix: `Move \`${runtime.nativeName}\` to a runtime that has it, or ${versionWords[how].instead(named(text))}.`,
          severity: versionWords[how].severity,
        };
      }
    }
  },
};

/** What the code, its project files and its bundler say. */
function versionsOf(lambda: Resource, handler: Handler | undefined): readonly LanguageVersion[] {
  const target = lambda.string("bundlerTarget");
  const version = target.known ? targetVersion(target.value) : null;
  return [
    ...(handler?.languageVersions ?? []),
    ...(handler?.state === "found" ? handler.facts.recentSyntax : []),
    ...(target.known && version !== null ? [{ version, how: "target", text: `${target.nativeName}: ${target.value}`, at: target.at } as const] : []),
  ];
}

/** Of syntax, the newest decides which runtime will do. */
function withNewestSyntax(versions: readonly LanguageVersion[]): readonly LanguageVersion[] {
  const syntax = versions.filter(({ how }) => how === "syntax").toSorted((one, other) => compareVersions(other.version, one.version));
  return [...versions.filter(({ how }) => how !== "syntax"), ...syntax.slice(0, 1)];
}
