import { describe, expect, it } from "vitest";
import { armReader } from "../../../../src/stack/readers/arm/arm-reader.ts";
import { memorySnapshot } from "../../../support/memory-snapshot.ts";
import { shown } from "../../../support/shown-value.ts";

const schema = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#";
const parameterSchema = "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#";

function template(body: object): string {
  return JSON.stringify({ $schema: schema, contentVersion: "1.0.0.0", ...body }, null, 2);
}

function read(files: Readonly<Record<string, string>>) {
  const snapshot = memorySnapshot(files);
  return armReader.read(
    [...snapshot.entries.keys()].filter((path) => armReader.claims(path)),
    snapshot,
  );
}

function propertiesIn(files: Readonly<Record<string, string>>): unknown[] {
  return read(files).resources.map((native) => shown(native.properties));
}

describe("armReader", () => {
  it("takes templates by their schema and leaves other JSON alone", () => {
    const files = {
      "azuredeploy.json": template({ resources: [{ type: "A/b", name: "x" }] }),
      "data.json": `{"resources":[{"type":"A/b","name":"y"}]}`,
    };
    expect(read(files).resources.map((native) => native.name)).toEqual(["x"]);
    expect(read(files).files).toEqual(["azuredeploy.json"]);
  });

  it("calls a resource whose name is empty in the repository by the parameter that holds it", () => {
    const body = { parameters: { appName: { type: "string", defaultValue: "" } }, resources: [{ type: "A/b", name: "[parameters('appName')]" }] };
    expect(read({ "azuredeploy.json": template(body) }).resources.map((native) => native.name)).toEqual(["appName"]);
  });

  it("leaves a parameter's value at the place where it is written", () => {
    const body = {
      parameters: { tier: { type: "string", defaultValue: "Y1" } },
      resources: [{ type: "A/b", name: "x", kind: "[parameters('tier')]" }],
    };
    const text = template(body);
    const [native] = read({ "azuredeploy.json": text }).resources;
    const at = native?.properties.entries.get("kind")?.value.at;
    expect(text.slice(at?.start, at?.end)).toBe('"Y1"');
  });

  it("resolves parameters, variables and functions, and leaves a parameter without default unknown", () => {
    const body = {
      parameters: { env: { type: "string" }, size: { type: "int", defaultValue: 2 }, only: { type: "string", allowedValues: ["one"] } },
      variables: { name: "[toLower(concat('Plan-', parameters('env')))]", sku: "[if(greater(parameters('size'), 1), 'EP1', 'Y1')]" },
      resources: [
        {
          type: "Microsoft.Web/serverfarms",
          name: "[variables('name')]",
          sku: { name: "[variables('sku')]" },
          kind: "[parameters('only')]",
          tags: { a: "[[literal]" },
        },
      ],
    };
    expect(propertiesIn({ "t.json": template(body) })).toEqual([
      { name: "plan-{?parameter env has no default}", sku: { name: "EP1" }, kind: "one", tags: { a: "[literal]" } },
    ]);
  });

  it("keeps the place of what it evaluates", () => {
    const [native] = read({ "t.json": template({ resources: [{ type: "A/b", name: "x", kind: "[concat('a', 'b')]" }] }) }).resources;
    const kind = native?.properties.entries.get("kind");
    expect(kind?.at).toMatchObject({ path: "t.json", startLine: 8 });
    expect(kind?.value.at.start).toBeTypeOf("number");
  });

  it("turns resourceId and reference of a declared resource into references", () => {
    const body = {
      variables: { site: "app" },
      resources: [
        { type: "Microsoft.Web/serverfarms", name: "plan" },
        {
          type: "Microsoft.Web/sites",
          name: "[variables('site')]",
          properties: {
            serverFarmId: "[resourceId('Microsoft.Web/serverfarms', 'plan')]",
            host: "[reference(resourceId('Microsoft.Web/serverfarms', 'plan')).status]",
            role: "[resourceId('A.B/cs', 'd')]",
          },
        },
      ],
    };
    expect(propertiesIn({ "t.json": template(body) })[1]).toEqual({
      name: "app",
      properties: {
        serverFarmId: "→Microsoft.Web/serverfarms/plan.id",
        host: "→Microsoft.Web/serverfarms/plan.properties.status",
        role: "{?the scope of the deployment is not known}/providers/A.B/cs/d",
      },
    });
  });

  it("says listKeys where a key is asked for", () => {
    const body = { resources: [{ type: "A/b", name: "x", value: "[concat('AccountKey=', listKeys('id', '2023').keys[0].value)]" }] };
    expect(propertiesIn({ "t.json": template(body) })).toEqual([{ name: "x", value: "AccountKey={?listKeys}" }]);
  });

  it("gives a child its own name and a reference to its parent, nested or by its whole name", () => {
    const body = {
      resources: [
        { type: "A.B/cs", name: "one", resources: [{ type: "ds", name: "two" }] },
        { type: "A.B/cs/es/fs", name: "one/default/three" },
      ],
    };
    const { resources } = read({ "t.json": template(body) });
    expect(resources.map((native) => [native.type, shown(native.properties)])).toEqual([
      ["A.B/cs", { name: "one" }],
      ["A.B/cs/ds", { name: "two", parent: "→A.B/cs/one" }],
      ["A.B/cs/es/fs", { name: "three", parent: "→A.B/cs/one" }],
    ]);
  });

  it("expands a copy with a known count, and keeps one conditional resource otherwise", () => {
    const body = {
      parameters: { count: { type: "int" } },
      resources: [
        { type: "A/b", name: "[concat('q', copyIndex(1))]", copy: { name: "loop", count: 2 } },
        { type: "A/c", name: "r", copy: { name: "loop", count: "[parameters('count')]" } },
      ],
    };
    expect(read({ "t.json": template(body) }).resources.map((native) => [native.name, native.conditional])).toEqual([
      ["q1", false],
      ["q2", false],
      ["r", true],
    ]);
  });

  it("leaves out what a false condition excludes, and marks what an unknown one decides", () => {
    const body = {
      parameters: { on: { type: "bool" } },
      resources: [
        { type: "A/b", name: "never", condition: false },
        { type: "A/b", name: "maybe", condition: "[parameters('on')]" },
      ],
    };
    expect(read({ "t.json": template(body) }).resources.map((native) => [native.name, native.conditional])).toEqual([["maybe", true]]);
  });

  it("reads nested templates with inner scope by their own parameters, and with outer scope by the parent's", () => {
    const inner = {
      $schema: schema,
      parameters: { n: { type: "string" } },
      resources: [{ type: "A/b", name: "[parameters('n')]" }],
      outputs: { made: { type: "string", value: "[concat(parameters('n'), '!')]" } },
    };
    const body = {
      parameters: { n: { type: "string", defaultValue: "outer" } },
      resources: [
        {
          type: "Microsoft.Resources/deployments",
          name: "in",
          properties: { expressionEvaluationOptions: { scope: "inner" }, parameters: { n: { value: "inner" } }, template: inner },
        },
        { type: "Microsoft.Resources/deployments", name: "out", properties: { template: inner } },
        { type: "A/c", name: "c", kind: "[reference(resourceId('Microsoft.Resources/deployments', 'in')).outputs.made.value]" },
      ],
    };
    expect(propertiesIn({ "t.json": template(body) })).toEqual([{ name: "inner" }, { name: "outer" }, { name: "c", kind: "inner!" }]);
  });

  it("reads a linked template as part of the one that deploys it", () => {
    const files = {
      "infra/main.json": template({
        resources: [
          {
            type: "Microsoft.Resources/deployments",
            name: "q",
            properties: { templateLink: { relativePath: "queue.json" }, parameters: { name: { value: "orders" } } },
          },
        ],
      }),
      "infra/queue.json": template({ parameters: { name: { type: "string" } }, resources: [{ type: "A/b", name: "[parameters('name')]" }] }),
    };
    expect(read(files).resources.map((native) => [native.name, native.scope, native.at.path])).toEqual([
      ["orders", "infra/main.json#q", "infra/queue.json"],
    ]);
  });

  it("takes what all parameter files pass, where they differ that of production", () => {
    const body = {
      parameters: { a: { type: "string" }, b: { type: "string", defaultValue: "x" } },
      resources: [{ type: "A/b", name: "[parameters('a')]", kind: "[parameters('b')]" }],
    };
    const passed = (a: string, b: string) => JSON.stringify({ $schema: parameterSchema, parameters: { a: { value: a }, b: { value: b } } });
    const files = (first: string, second: string) => ({
      "azuredeploy.json": template(body),
      [`azuredeploy.parameters.${first}.json`]: passed("same", "one"),
      [`azuredeploy.parameters.${second}.json`]: passed("same", "two"),
    });
    expect(propertiesIn(files("dev", "prod"))).toEqual([{ name: "same", kind: "two" }]);
    const reason = "parameter b is one in azuredeploy.parameters.dev.json, two in azuredeploy.parameters.qa.json";
    expect(propertiesIn(files("dev", "qa"))).toEqual([{ name: "same", kind: `?${reason}` }]);
  });

  it("does not let production alone decide what there is", () => {
    const body = {
      parameters: { large: { type: "bool" }, count: { type: "int" } },
      variables: { large: "[parameters('large')]" },
      resources: [
        { type: "A/b", name: "x", condition: "[variables('large')]", kind: "[variables('large')]" },
        { type: "A/c", name: "y", copy: { name: "c", count: "[parameters('count')]" } },
      ],
    };
    const passed = (large: boolean, count: number) =>
      JSON.stringify({ $schema: parameterSchema, parameters: { large: { value: large }, count: { value: count } } });
    const files = {
      "main.json": template(body),
      "main.parameters.dev.json": passed(false, 1),
      "main.parameters.prod.json": passed(true, 3),
    };
    expect(read(files).resources.map((native) => [native.conditional, shown(native.properties.entries.get("kind")?.value)])).toEqual([
      [true, true],
      [true, undefined],
    ]);
  });

  it("knows nothing of what the Azure Developer CLI puts into a parameter file", () => {
    const body = { parameters: { a: { type: "object" } }, resources: [{ type: "A/b", name: "x", kind: "[parameters('a').tier]" }] };
    const passed = JSON.stringify({ $schema: parameterSchema, parameters: { a: { value: { tier: "${TIER=Y1}" } } } });
    expect(propertiesIn({ "main.json": template(body), "main.parameters.json": passed })).toEqual([
      { name: "x", kind: "?parameter a comes from the environment of the deployment" },
    ]);
  });

  it("leaves out what was compiled from a Bicep file beside it", () => {
    expect(read({ "main.json": template({ resources: [{ type: "A/b", name: "x" }] }), "main.bicep": "" }).resources).toEqual([]);
  });

  it("survives circles, broken expressions and resources that are no objects", () => {
    const body = {
      variables: { a: "[variables('b')]", b: "[variables('a')]" },
      resources: [null, 3, { type: "A/b" }, { type: "A/b", name: "[variables('a')]", kind: "[concat(]" }, { name: "without type" }],
    };
    const { resources } = read({ "t.json": template(body) });
    expect(resources).toHaveLength(2);
    expect(shown(resources[1]?.properties.entries.get("kind")?.value)).toBe("?the template expression cannot be parsed");
  });

  it("finds properties case-insensitively and copies properties in loops", () => {
    const body = {
      variables: { map: { Prod: "EP1" } },
      resources: [
        {
          type: "A/b",
          name: "[variables('MAP').prod]",
          properties: { copy: [{ name: "items", count: 2, input: { index: "[copyIndex('items')]" } }] },
        },
      ],
    };
    expect(propertiesIn({ "t.json": template(body) })).toEqual([{ name: "EP1", properties: { items: [{ index: 0 }, { index: 1 }] } }]);
  });
});
