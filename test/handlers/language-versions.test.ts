import { beforeAll, describe, expect, it } from "vitest";
import { loadGrammars } from "../../src/syntax/tree-sitter.ts";
import { handlerOf } from "./read-facts.ts";

beforeAll(() => loadGrammars());

const javascript = { runtime: "nodejs20.x", handler: "app.handler", codePath: "src" };
const java = { runtime: "java17", handler: "shop.App::handle", codePath: "src" };
const python = { runtime: "python3.12", handler: "app.handler", codePath: "src" };
const dotnet = { runtime: "dotnet8", handler: "Shop::Shop.App::Handle", codePath: "src" };
const app = { "src/app.mjs": "export const handler = async () => 1;" };
const typed = { "src/app.ts": "export const handler = async () => 1;" };
const module = { "src/app.py": "def handler(event, context):\n    return 1\n" };
const sharp = { "src/App.cs": "namespace Shop;\npublic class App { public string Handle(string e) => e; }\n" };
const compiled = { "src/shop/App.java": "package shop;\npublic class App { public String handle(String e) { return e; } }\n" };

/** What is said of the version, and on which line. */
function versionsOf(files: Readonly<Record<string, string>>, request: Parameters<typeof handlerOf>[1]): readonly string[] {
  return (handlerOf(files, request).languageVersions ?? []).map(({ version, how, at }) => `${how} ${version.join(".")} ${at.path}:${at.startLine}`);
}

describe("the version of the language", () => {
  it.each([
    ["engines", { ...app, "src/package.json": '{\n  "engines": { "node": ">=22" }\n}' }, javascript, ["required 22.0 src/package.json:2"]],
    [
      "a bundler's script",
      { ...app, "package.json": '{ "scripts": {\n "b": "esbuild a.ts --target=node22.3" } }' },
      javascript,
      ["target 22.3 package.json:2"],
    ],
    [
      "a compiler's target",
      { ...typed, "tsconfig.json": '{ "compilerOptions": {\n  "target": "es2024", // new\n} }' },
      javascript,
      ["target 22.0 tsconfig.json:2"],
    ],
    [
      "requires-python",
      { ...module, "pyproject.toml": "[project] # the code\nrequires-python = '>=3.13'\n" },
      python,
      ["required 3.13 pyproject.toml:2"],
    ],
    ["Poetry", { ...module, "src/pyproject.toml": '[tool.poetry.dependencies]\npython = "^3.13"\n' }, python, ["required 3.13 src/pyproject.toml:2"]],
    [
      "Maven",
      { ...compiled, "src/pom.xml": "<project>\n<maven.compiler.target>1.8</maven.compiler.target>\n</project>" },
      java,
      ["compiled 8.0 src/pom.xml:2"],
    ],
    [
      "Gradle",
      { ...compiled, "src/build.gradle.kts": "java {\n toolchain { languageVersion = JavaLanguageVersion.of(21) }\n}" },
      java,
      ["compiled 21.0 src/build.gradle.kts:2"],
    ],
    [
      "a project of .NET",
      { ...sharp, "src/Shop.csproj": "<Project>\n<TargetFramework>net10.0</TargetFramework>\n</Project>" },
      dotnet,
      ["compiled 10.0 src/Shop.csproj:2"],
    ],
  ])("is read from %s", (_, files, request, expected) => {
    expect(versionsOf(files, request)).toEqual(expected);
  });

  it("is what Gradle releases for, and not what it runs on", () => {
    const text =
      "// JavaLanguageVersion.of(25)\njava { toolchain { languageVersion = JavaLanguageVersion.of(21) } }\ntasks.compileJava { options.release = 17 }\n";
    expect(versionsOf({ ...compiled, "src/build.gradle": text }, java)).toEqual(["compiled 17.0 src/build.gradle:3"]);
  });

  it.each([
    [
      "a manifest of the infrastructure",
      { ...app, "package.json": '{ "dependencies": { "aws-cdk-lib": "2" }, "engines": { "node": ">=24" } }' },
      javascript,
    ],
    [
      "scripts with several targets",
      { ...app, "package.json": '{ "scripts": { "a": "esbuild --target=node22", "b": "esbuild --target=node18" } }' },
      javascript,
    ],
    ["a target beside a library", { ...typed, "tsconfig.json": '{ "compilerOptions": { "target": "es2024", "lib": ["es2022"] } }' }, javascript],
    [
      "a project above other requirements",
      { ...module, "src/requirements.txt": "", "pyproject.toml": '[project]\nrequires-python = ">=3.14"\n' },
      python,
    ],
    ["another table", { ...module, "pyproject.toml": '[tool.ruff]\nrequires-python = ">=3.14"\n' }, python],
    ["several levels", { ...compiled, "src/pom.xml": "<p><release>17</release><release>21</release></p>" }, java],
    ["a property of a parent", { ...compiled, "src/pom.xml": "<p><maven.compiler.release>${java.level}</maven.compiler.release></p>" }, java],
    ["several frameworks", { ...sharp, "src/Shop.csproj": "<Project><TargetFrameworks>net8.0;net10.0</TargetFrameworks></Project>" }, dotnet],
    ["broken text", { ...app, "src/package.json": '{ "engines": { "node": ' }, javascript],
  ])("is not told by %s", (_, files, request) => {
    expect(versionsOf(files, request)).toEqual([]);
  });
});

describe("the program that a build makes", () => {
  const request = { runtime: "provided.al2023", handler: "bootstrap", codePath: "src" };
  const build = (line: string) => handlerOf({ "src/main.go": "package main", "src/Makefile": `build-App:\n\t${line}\n` }, request).buildOutput;

  it.each([
    ["go build -o $(ARTIFACTS_DIR)/main .", "main"],
    ["GOOS=linux go build -tags x -o bin/resize ./cmd", "resize"],
    ['cd x && go build -o "out/api" .', "api"],
  ])("is named by %s", (line, name) => {
    expect(build(line)).toMatchObject({ name, at: { path: "src/Makefile", startLine: 2 } });
  });

  it.each([
    "go build .",
    "go build -o $(ARTIFACTS_DIR)/$(NAME) .",
    "go build -o main . && mv main $(TARGET)",
    "go build -o a . && true\n\tgo build -o b .",
    "./build.sh",
    "# go build -o main .",
  ])("is not named by %s", (line) => {
    expect(build(line)).toBeUndefined();
  });
});
