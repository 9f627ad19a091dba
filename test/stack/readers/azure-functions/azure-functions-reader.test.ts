import { beforeAll, describe, expect, it } from "vitest";
import { valueAt } from "../../../../src/stack/value.ts";
import { loadGrammars } from "../../../../src/syntax/tree-sitter.ts";
import { shown } from "../../../support/shown-value.ts";
import { functionsIn, readFunctions } from "./read-functions.ts";

beforeAll(() => loadGrammars(["typescript", "csharp", "python", "javascript"]));

const queueFunction = `{
  "scriptFile": "handler.js",
  "entryPoint": "run",
  "retry": { "strategy": "fixedDelay", "maxRetryCount": 3 },
  "bindings": [
    { "type": "queueTrigger", "direction": "in", "name": "item", "queueName": "orders", "connection": "Store" },
    { "type": "blob", "direction": "out", "name": "copy", "path": "copies/{id}" }
  ]
}`;

describe("azureFunctionsReader", () => {
  it("reads a folder with host.json as an app, and function.json in a folder as a function with its places", () => {
    const { resources, files } = readFunctions({
      "api/host.json": `{ "version": "2.0",\n "functionTimeout": "00:05:00" }`,
      "api/Orders/function.json": queueFunction,
      "api/Orders/handler.js": "",
    });
    expect(resources.map((native) => [native.type, native.name, native.scope])).toEqual([
      ["AzureFunctions/app", "api", "api"],
      ["AzureFunctions/function", "Orders", "api"],
    ]);
    const [, orders] = resources;
    expect(shown(orders?.properties)).toMatchObject({
      app: "→host.json",
      scriptFile: "api/Orders/handler.js",
      scriptFileExists: true,
      entryPoint: "run",
      retry: { maxRetryCount: 3 },
      bindings: [
        { type: "queueTrigger", queueName: "orders", connection: "Store" },
        { type: "blob", direction: "out", path: "copies/{id}" },
      ],
    });
    expect(valueAt(orders?.properties, "bindings", 0)?.at).toMatchObject({ path: "api/Orders/function.json", startLine: 6 });
    expect(files).toEqual(["api/host.json", "api/Orders/function.json"]);
  });

  it("takes no host.json in a function's folder for an app of its own", () => {
    const { resources } = readFunctions({
      "api/host.json": `{ "version": "2.0" }`,
      "api/Orders/function.json": queueFunction,
      "api/Orders/host.json": `{ "version": "2.0" }`,
      "api/tools/host.json": `{ "version": "2.0" }`,
    });
    expect(resources.map(({ type, scope }) => `${type} ${scope}`)).toEqual([
      "AzureFunctions/app api",
      "AzureFunctions/function api",
      "AzureFunctions/app api/tools",
    ]);
  });

  it("takes no host.json of something else", () => {
    expect(readFunctions({ "host.json": `{ "name": "server" }`, "Orders/function.json": queueFunction }).resources).toEqual([]);
  });

  it("gives each function to the nearest app above it", () => {
    const files = {
      "host.json": `{ "version": "2.0" }`,
      "a/host.json": `{ "version": "2.0" }`,
      "a/One/function.json": queueFunction,
      "b/Two/function.json": queueFunction,
    };
    expect(functionsIn(files).map((native) => [native.name, native.scope])).toEqual([
      ["One", "a"],
      ["Two", ""],
    ]);
  });

  it("leaves out dependencies, build output and tests", () => {
    const files = {
      "node_modules/x/function.json": queueFunction,
      "bin/Debug/One/function.json": queueFunction,
      "test/Two/function.json": queueFunction,
    };
    expect(functionsIn(files)).toEqual([]);
  });

  it("says which model the project of a .NET app uses, at the line of its package", () => {
    const project = `<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <TargetFramework>net8.0</TargetFramework>
  </PropertyGroup>
  <!-- <PackageReference Include="Microsoft.Azure.Functions.Worker" Version="1" /> -->
  <ItemGroup>
    <PackageReference Include="Microsoft.NET.Sdk.Functions" Version="4.4.0" />
  </ItemGroup>
</Project>`;
    const [app] = readFunctions({ "host.json": `{ "version": "2.0" }`, "App.csproj": project }).resources;
    expect(shown(app?.properties)).toMatchObject({
      programmingModels: ["dotnet-in-process"],
      dotnet: { TargetFramework: "net8.0", packages: [{ name: "Microsoft.NET.Sdk.Functions", version: "4.4.0" }] },
    });
    expect(valueAt(app?.properties, "programmingModels", 0)?.at).toMatchObject({ path: "App.csproj", startLine: 7 });
  });

  it("keeps the service name that azure.yaml gives to the app's folder", () => {
    const { resources } = readFunctions({
      "azure.yaml": "services:\n  orders:\n    project: ./src/api\n    host: function\n",
      "src/api/host.json": `{ "version": "2.0" }`,
    });
    expect(shown(resources[0]?.properties)).toMatchObject({ azdService: "orders" });
  });

  it("goes on without a file that is broken", () => {
    const { resources } = readFunctions({ "Bad/function.json": "{ bindings: [", "List/function.json": "[]", "Orders/function.json": queueFunction });
    expect(resources.map((native) => native.name)).toContain("Orders");
  });
});

describe("scriptFile", () => {
  const scriptOf = (files: Readonly<Record<string, string>>) =>
    functionsIn(files).map((native) => [shown(valueAt(native.properties, "scriptFile")), shown(valueAt(native.properties, "scriptFileExists"))]);
  const compiled = `{ "scriptFile": "../dist/Orders/index.js", "bindings": [{ "type": "timerTrigger" }] }`;

  it("is the usual script beside function.json where none is named", () => {
    expect(scriptOf({ "Orders/function.json": `{ "bindings": [] }`, "Orders/__init__.py": "" })).toEqual([["Orders/__init__.py", true]]);
  });

  it("is the TypeScript that a build turns into the named file", () => {
    expect(scriptOf({ "Orders/function.json": compiled, "Orders/index.ts": "" })).toEqual([["Orders/index.ts", true]]);
  });

  it("is not known where only a build makes it", () => {
    expect(scriptOf({ "Orders/function.json": compiled })).toEqual([["?the script is made by the build", undefined]]);
  });

  it("keeps a path that is not in the repository, and says so", () => {
    expect(scriptOf({ "Orders/function.json": `{ "scriptFile": "hander.js", "bindings": [] }`, "Orders/handler.js": "" })).toEqual([
      ["Orders/hander.js", false],
    ]);
  });
});

describe("local.settings.json", () => {
  const secretsOf = (values: Record<string, string>) => {
    const { resources } = readFunctions({ "local.settings.json": JSON.stringify({ IsEncrypted: false, Values: values }) });
    return shown(valueAt(resources.find((native) => native.type === "AzureFunctions/local-settings")?.properties, "secretNames"));
  };

  it("lists values that look like real secrets", () => {
    const values = {
      Store: "DefaultEndpointsProtocol=https;AccountName=a;AccountKey=c2VjcmV0c2VjcmV0==",
      PAYMENT_API_KEY: "sk0live0aVeryLongValue",
      FUNCTIONS_WORKER_RUNTIME: "node",
    };
    expect(secretsOf(values)).toEqual(["Store", "PAYMENT_API_KEY"]);
  });

  it("passes over emulators, placeholders, references and addresses", () => {
    const values = {
      A: "UseDevelopmentStorage=true",
      B: "Endpoint=sb://localhost;SharedAccessKey=SAS_KEY_VALUE;UseDevelopmentEmulator=true;",
      C_SECRET: "<your-secret-here>",
      D_KEY: "@Microsoft.KeyVault(SecretUri=https://v.vault.azure.net/secrets/d)",
      TOKEN_URL: "https://login.example/token",
      EMPTY_SECRET: "",
    };
    expect(secretsOf(values)).toEqual([]);
  });
});
