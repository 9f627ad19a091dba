import { describe, expect, test } from "vitest";
import { snapshotOf } from "../../../src/change/lazy-snapshot.ts";
import { goModuleAt } from "../../../src/handlers/manifests/go-module.ts";
import { javaReleaseAt } from "../../../src/handlers/manifests/java-build.ts";
import { projectFileAt } from "../../../src/handlers/manifests/project-file.ts";
import { pythonProjectAt } from "../../../src/handlers/manifests/python-project.ts";

describe("manifests of Python", () => {
  const project = (path: string, text: string) => pythonProjectAt(path, snapshotOf({ [path]: text }));

  test("pyproject.toml tells the version and packages of PEP 621, before those of Poetry", () => {
    const text =
      '[project]\nrequires-python = \'>=3.12\' # why\ndependencies = [\n  "boto3[crt]>=1.35,<2; python_version > \'3\'",\n]\n[tool.poetry.dependencies]\npython = "^3.13"\nAws_Lambda = { version = "3" }\n';
    expect(project("pyproject.toml", text)).toMatchObject({ python: { value: ">=3.12", text: 'requires-python = ">=3.12"', at: { startLine: 2 } } });
    expect([...(project("pyproject.toml", text)?.packages ?? [])]).toEqual([
      ["boto3", ">=1.35,<2"],
      ["python", "^3.13"],
      ["aws-lambda", ""],
    ]);
  });

  test.each([
    ["[tool.poetry.dependencies]\npython = '^3.13'\n", "^3.13"],
    ["tool.poetry.dependencies.python = '^3.13'\n", "^3.13"],
    ['project = { requires-python = """>=3.14""" }\n', ">=3.14"],
    ["[tool.ruff]\nrequires-python = '>=3.14'\n", undefined],
    ["[project]\nrequires-python = \n", undefined],
  ])("pyproject.toml is read as TOML: %j", (text, version) => {
    expect(project("pyproject.toml", text)?.python?.value).toBe(version);
  });

  test("pyproject.toml tells packages of groups", () => {
    const text =
      "[dependency-groups]\ninfra = ['aws-cdk-lib==2', { include-group = 'x' }]\n[tool.poetry.group.dev.dependencies]\npytest = '*'\n[project.optional-dependencies]\na = ['Jinja2']\n";
    expect([...(project("pyproject.toml", text)?.packages.keys() ?? [])].toSorted()).toEqual(["aws-cdk-lib", "jinja2", "pytest"]);
  });

  test("requirements.txt tells packages only", () => {
    const text = "# tools\n-r base.txt\nRequests == 2.32 # http\n./local\ngit+https://example.com/x.git\nurllib3\n";
    expect(project("requirements.txt", text)).toEqual({
      python: undefined,
      packages: new Map([
        ["requests", "== 2.32"],
        ["urllib3", ""],
      ]),
    });
  });
});

test.each([
  ["// Deprecated: x\nmodule example.com/x // why\n\ngo 1.24\n", "example.com/x"],
  ['module "example.com/y"\r\n', "example.com/y"],
  ["go 1.24\nrequire (\n\tgithub.com/a/b v1\n)\n", undefined],
])("go.mod tells the name of the module: %j", (text, name) => {
  expect(goModuleAt("go.mod", snapshotOf({ "go.mod": text }))).toBe(name);
});

describe("builds of Java", () => {
  const release = (path: string, text: string) => {
    const fact = javaReleaseAt(path, snapshotOf({ [path]: text }));
    return fact === undefined ? undefined : `${fact.value}:${fact.at.startLine} ${fact.text}`;
  };
  const properties = (text: string) => `<properties>${text}</properties>`;
  const plugin = (name: string, text: string) =>
    `<build><plugins><plugin><artifactId>${name}</artifactId><configuration>${text}</configuration></plugin></plugins></build>`;
  const pom = (...parts: readonly string[]) => release("pom.xml", `<project>\n${parts.join("\n")}\n</project>`);

  test.each([
    [pom(properties("<java.version>21</java.version><maven.compiler.release>${java.version}</maven.compiler.release>")), "21:2"],
    [pom(properties("<maven.compiler.release>17</maven.compiler.release>"), plugin("maven-compiler-plugin", "<release>21</release>")), "21:3"],
    [pom(plugin("maven-compiler-plugin", "<source>8</source><target>17</target>")), "17:2"],
    [pom("<parent><artifactId>spring-boot-starter-parent</artifactId></parent>", properties("<java.version>21</java.version>")), "21:3"],
  ])("pom.xml tells the release: %s", (found, expected) => {
    expect(found?.split(" ")[0]).toBe(expected);
  });

  test.each([
    ["a property of a parent", pom(properties("<maven.compiler.release>${jdk}</maven.compiler.release>"))],
    ["a name that only Spring's parent reads", pom(properties("<java.version>21</java.version>"))],
    ["another plugin", pom(plugin("jib-maven-plugin", "<release>21</release>"))],
    [
      "a profile",
      pom(
        properties("<maven.compiler.target>17</maven.compiler.target>"),
        `<profiles><profile>${properties("<maven.compiler.release>21</maven.compiler.release>")}</profile></profiles>`,
      ),
    ],
  ])("pom.xml says nothing of the release by %s", (_what, found) => {
    expect(found).toBeUndefined();
  });

  test.each([
    ["java { toolchain { languageVersion = JavaLanguageVersion.of(21) } }", "21:1 JavaLanguageVersion.of(21)"],
    ["kotlin { jvmToolchain(21) }", "21:1 jvmToolchain(21)"],
    ["// sourceCompatibility = 8\nsourceCompatibility = JavaVersion.VERSION_17", "17:2 sourceCompatibility = JavaVersion.VERSION_17"],
    ["targetCompatibility = '1.8'", "8:1 targetCompatibility = '1.8'"],
    ["sourceCompatibility = 21\ntasks.withType(JavaCompile) {\n  options.release = 17\n}", "17:3 options.release = 17"],
    ["compileJava {\n  options {\n    release = 17\n  }\n}\njvmToolchain(21)", "17:3 release = 17"],
    ["sourceCompatibility = javaVersion", undefined],
    ["options.release = wanted\njvmToolchain(21)", undefined],
    ["compileJava { options.release = 17 }\ncompileTestJava { options.release = 21 }", undefined],
  ])("build.gradle tells the release: %j", (text, expected) => {
    expect(release("build.gradle.kts", `${text}\n`)).toBe(expected);
  });
});

describe("a .csproj", () => {
  const text = `<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup Condition="'$(X)' == ''"><TargetFramework>net8.0</TargetFramework></PropertyGroup>
  <PropertyGroup>
    <AzureFunctionsVersion>v4</AzureFunctionsVersion>
  </PropertyGroup>
  <ItemGroup><PackageReference Include="Amazon.Lambda.Core" Version="2.2.0" /></ItemGroup>
</Project>
`;

  test("tells the framework, the Functions version and packages with their places", () => {
    const project = projectFileAt("A.csproj", snapshotOf({ "A.csproj": text }));
    expect(project?.properties).toMatchObject([
      { name: "TargetFramework", value: "net8.0", isConditional: true, at: { startLine: 2 } },
      { name: "AzureFunctionsVersion", value: "v4", isConditional: false, at: { startLine: 4 } },
    ]);
    expect(project?.packages).toMatchObject([{ name: "Amazon.Lambda.Core", version: "2.2.0", at: { startLine: 6 } }]);
  });
});

test("hostile manifests come to an end", () => {
  const files = {
    "pyproject.toml": "[".repeat(10_000),
    "pom.xml": "<a>".repeat(100_000),
    "build.gradle": "options.release".repeat(10_000),
    "go.mod": "require (\n".repeat(10_000),
    "A.csproj": `<TargetFramework ${'a="'.repeat(10_000)}`,
  };
  const snapshot = snapshotOf(files);
  expect(pythonProjectAt("pyproject.toml", snapshot)).toBeUndefined();
  expect(javaReleaseAt("pom.xml", snapshot)).toBeUndefined();
  expect(javaReleaseAt("build.gradle", snapshot)).toBeUndefined();
  expect(goModuleAt("go.mod", snapshot)).toBeUndefined();
  expect(projectFileAt("A.csproj", snapshot)?.properties).toEqual([]);
});
