import type { Location } from "../../change/location.ts";
import type { LanguageVersion } from "../../handlers/facts.ts";
import { type Version, compareVersions, lowestVersion } from "../../handlers/locate/lowest-version.ts";
import { targetVersion } from "../../handlers/locate/versions/node.ts";
import type { Severity } from "../../findings/finding.ts";
import type { Resource } from "../../stack/resource.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";
import { functionCode } from "./found-code.ts";
import { samBuildOf } from "./sam-build.ts";

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
  ],
  *check({ stack }): Iterable<Draft> {
    for (const { lambda, handler } of functionCode(stack)) {
      const runtime = lambda.string("runtime");
      const runs = runtime.known ? versionOfRuntime(runtime.value) : null;
      if (!runtime.known || runs === null) continue;
      const versions = [...(handler.languageVersions ?? []), ...targetOfSam(lambda, runtime.at)];
      for (const { version, how, text, at } of versions.filter((one) => compareVersions(one.version, runs) > 0)) {
        yield {
          subject: lambda,
          claim: `version:${how}`,
          evidence: [
            { at, note: wordsOf[how].note },
            { at: runtime.at, note: "the runtime" },
          ],
          what: `${named(lambda)} runs on ${named(runtime.value)}, and ${named(text)} ${wordsOf[how].what(shown(runtime.value, version))}.`,
          why: wordsOf[how].why,
          fix: `Move \`${runtime.nativeName}\` to a runtime that has it, or lower ${named(text)} to what the runtime has.`,
          severity: wordsOf[how].severity,
        };
      }
    }
  },
};

interface Words {
  readonly note: string;
  readonly what: (version: string) => string;
  readonly why: string;
  readonly severity: Severity;
}

const wordsOf: Readonly<Record<LanguageVersion["how"], Words>> = {
  compiled: {
    note: "the result is of this version",
    what: (version) => `makes it need ${version}`,
    why: `An older runtime cannot load what is built for a newer one: every invocation fails while the code is loaded (\`UnsupportedClassVersionError\` in Java, a missing framework in .NET).`,
    severity: "high",
  },
  required: {
    note: "asks for more",
    what: (version) => `says that the code needs ${version}`,
    why: `What the newer version brought (syntax, a function of the library) is missing at run time: where code or a package uses it, the function fails while it is loaded or at that line, and not in tests that run on the newer version.`,
    severity: "medium",
  },
  target: {
    note: "keeps what is newer",
    what: (version) => `aims at ${version}`,
    why: `The build then leaves syntax as it is, or type-checks calls, that this runtime does not know yet: it is found in production, where the code uses one of them. Code that uses none is not affected.`,
    severity: "low",
  },
};

/** `nodejs22.x` is 22.∞: a version of Node.js moves on within its major. */
function versionOfRuntime(runtime: string): Version | null {
  const match = /^(nodejs|python|java|dotnet)([\d.]+)/.exec(runtime);
  const version = match === null ? null : lowestVersion((match[2] ?? "").replace(/\.$/, ""));
  return version === null ? null : match?.[1] === "nodejs" || match?.[1] === "java" ? [version[0], 999] : version;
}

function shown(runtime: string, [major, minor]: Version): string {
  if (runtime.startsWith("nodejs")) return `Node.js ${minor === 0 ? major : `${major}.${minor}`}`;
  if (runtime.startsWith("python")) return `Python ${major}.${minor}`;
  return runtime.startsWith("java") ? `Java ${major}` : `.NET ${major}`;
}

/** `Target` of SAM's esbuild. */
function targetOfSam(lambda: Resource, at: Location): readonly LanguageVersion[] {
  const { target } = samBuildOf(lambda);
  const version = target === null ? null : targetVersion(target);
  return target === null || version === null ? [] : [{ version, how: "target", text: `Target: ${target}`, at }];
}
