import { describe, expect, test } from "vitest";
import { snapshotOf } from "../../../src/change/lazy-snapshot.ts";
import type { Language } from "../../../src/handlers/facts.ts";
import { manifestOf } from "../../../src/handlers/manifests/manifest-of.ts";

/** What the nearest manifest says: "value:line". */
function told(files: Readonly<Record<string, string>>, language: Language, folder = "") {
  const found = manifestOf(folder, language, snapshotOf(files));
  const shown = (fact: { readonly value: string; readonly at: { readonly startLine: number } } | undefined) =>
    fact === undefined ? undefined : `${fact.value}:${fact.at.startLine}`;
  if (found === undefined) return undefined;
  const dependencies = Object.fromEntries([...found.dependencies].map(([name, fact]) => [name, shown(fact)]));
  return { path: found.path, runtime: shown(found.runtime), target: shown(found.target), dependencies };
}

describe("package.json", () => {
  test("tells engines, dependencies, and the target of the tsconfig.json beside it", () => {
    const files = {
      "package.json": '{\n  "engines": { "node": ">=22" },\n  "dependencies": { "zod": "^4" },\n  "devDependencies": { "vitest": "5" }\n}',
      "tsconfig.json": '{\n  // comment\n  "extends": "./base",\n}',
      "base.json": '{ "compilerOptions": {\n  "target": "ES2023"\n} }',
    };
    expect(told(files, "typescript", "src/handlers")).toEqual({
      path: "package.json",
      runtime: ">=22:2",
      target: "ES2023:2",
      dependencies: { zod: "^4:3" },
    });
  });

  test("is the nearest one", () => {
    const files = { "package.json": '{ "engines": { "node": "20" } }', "api/package.json": '{ "engines": { "node": "24" } }' };
    expect(told(files, "javascript", "api/src")?.runtime).toBe("24:1");
    expect(told(files, "javascript", "web")?.runtime).toBe("20:1");
    expect(told(files, "python", "api")).toBeUndefined();
  });

  test("with configurations that extend one another in a circle has no target", () => {
    const files = { "package.json": "{}", "tsconfig.json": '{ "extends": "./other.json" }', "other.json": '{ "extends": "./tsconfig.json" }' };
    expect(told(files, "typescript")?.target).toBeUndefined();
  });
});

describe("manifests of Python", () => {
  test("pyproject.toml tells what PEP 621 and Poetry say, before requirements.txt", () => {
    const files = {
      "pyproject.toml": '[project]\nrequires-python = ">=3.12"\ndependencies = [\n  "boto3[crt]>=1.35,<2; python_version > \'3\'",\n]\n',
      "requirements.txt": "x\n",
    };
    expect(told(files, "python")).toMatchObject({ runtime: ">=3.12:2", dependencies: { boto3: ">=1.35,<2:4" } });
    const poetry = '[tool.poetry.dependencies]\npython = "^3.13"\nAws_Lambda = { version = "3", extras = ["a"] }\n';
    expect(told({ "pyproject.toml": poetry }, "python")).toMatchObject({ runtime: "^3.13:2", dependencies: { "aws-lambda": "3:3" } });
  });

  test("requirements.txt tells packages only", () => {
    const text = "# tools\n-r base.txt\nRequests == 2.32 # http\n./local\ngit+https://example.com/x.git\nurllib3\n";
    expect(told({ "requirements.txt": text }, "python")).toMatchObject({
      runtime: undefined,
      dependencies: { requests: "== 2.32:3", urllib3: ":6" },
    });
  });
});

test("go.mod tells the version of Go and direct dependencies", () => {
  const text =
    "module example.com/x\n\ngo 1.24 // language\n\nrequire (\n\tgithub.com/a/b v1.2.3\n\tgithub.com/c/d v0.1.0 // indirect\n)\nrequire github.com/e/f v2.0.0\n";
  expect(told({ "go.mod": text }, "go")).toMatchObject({
    runtime: "1.24:3",
    dependencies: { "github.com/a/b": "v1.2.3:6", "github.com/e/f": "v2.0.0:9" },
  });
});

describe("manifests of Java", () => {
  test("pom.xml tells the release, with its own properties in place, and dependencies", () => {
    const text = `<project>
  <properties>
    <java.version>21</java.version>
    <maven.compiler.release>\${java.version}</maven.compiler.release>
    <sdk>2.29</sdk>
  </properties>
  <dependencies>
    <!-- <dependency><groupId>no</groupId><artifactId>no</artifactId></dependency> -->
    <dependency>
      <groupId>com.amazonaws</groupId>
      <artifactId>aws-lambda-java-core</artifactId>
      <version>\${sdk}</version>
    </dependency>
    <dependency><groupId>a</groupId><artifactId>b</artifactId></dependency>
  </dependencies>
</project>
`;
    expect(told({ "pom.xml": text }, "java", "src/main/java")).toMatchObject({
      runtime: "21:4",
      dependencies: { "com.amazonaws:aws-lambda-java-core": "2.29:9", "a:b": ":14" },
    });
  });

  test("pom.xml says nothing of properties that come from elsewhere", () => {
    const text = "<project><properties><maven.compiler.release>${jdk}</maven.compiler.release></properties></project>";
    expect(told({ "pom.xml": text }, "java")?.runtime).toBeUndefined();
  });

  test.each([
    ["java { toolchain { languageVersion = JavaLanguageVersion.of(21) } }", "21:1"],
    ["// sourceCompatibility = 8\nsourceCompatibility = JavaVersion.VERSION_17", "17:2"],
    ["targetCompatibility = '1.8'", "8:1"],
    ["sourceCompatibility = 21\ntasks.withType(JavaCompile) {\n  options.release = 17\n}", "17:3"],
    ["sourceCompatibility = javaVersion", undefined],
  ])("build.gradle tells the release: %s", (text, runtime) => {
    expect(told({ "build.gradle": `${text}\n` }, "java")?.runtime).toBe(runtime);
  });

  test("build.gradle.kts tells dependencies", () => {
    expect(told({ "build.gradle.kts": 'dependencies {\n  implementation("a.b:c-d:1.2")\n}\n' }, "java")?.dependencies).toEqual({
      "a.b:c-d": "1.2:2",
    });
  });
});

describe("a .csproj", () => {
  const project = (framework: string) => `<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    ${framework}
  </PropertyGroup>
  <ItemGroup><PackageReference Include="Amazon.Lambda.Core" Version="2.2.0" /></ItemGroup>
</Project>
`;

  test("tells the framework and packages", () => {
    expect(told({ "src/A.csproj": project("<TargetFramework>net8.0</TargetFramework>") }, "csharp", "src/handlers")).toMatchObject({
      runtime: "net8.0:3",
      dependencies: { "Amazon.Lambda.Core": "2.2.0:5" },
    });
  });

  test("says nothing of frameworks that are several or computed", () => {
    expect(told({ "A.csproj": project("<TargetFrameworks>net8.0;net10.0</TargetFrameworks>") }, "csharp")?.runtime).toBeUndefined();
    expect(told({ "A.csproj": project("<TargetFramework>$(Framework)</TargetFramework>") }, "csharp")?.runtime).toBeUndefined();
  });

  test("beside another one is nobody's", () => {
    expect(told({ "A.csproj": project(""), "B.csproj": project("") }, "csharp")).toBeUndefined();
  });
});

test.each<[string, string, Language]>([
  ["package.json", "{".repeat(10_000), "javascript"],
  ["pyproject.toml", "[".repeat(10_000), "python"],
  ["pom.xml", "<a>".repeat(100_000), "java"],
  ["go.mod", "require (\n".repeat(10_000), "go"],
  ["A.csproj", `<TargetFramework ${'a="'.repeat(10_000)}`, "csharp"],
])("a hostile %s comes to an end", (path, text, language) => {
  expect(told({ [path]: text }, language)?.runtime).toBeUndefined();
});
