import { beforeAll, describe, expect, it } from "vitest";
import { bicepReader } from "../../../../src/stack/readers/bicep/bicep-reader.ts";
import { loadGrammars } from "../../../../src/syntax/tree-sitter.ts";
import { memorySnapshot } from "../../../support/memory-snapshot.ts";
import { shown } from "../../../support/shown-value.ts";

beforeAll(() => loadGrammars(["bicep"]));

function read(files: Readonly<Record<string, string>>) {
  const snapshot = memorySnapshot(files);
  return bicepReader.read(
    [...snapshot.entries.keys()].filter((path) => bicepReader.claims(path)),
    snapshot,
  );
}

function bodyOf(text: string, address = "x"): unknown {
  return shown(read({ "main.bicep": text }).resources.find((native) => native.address === address)?.properties);
}

function valueOf(expression: string, declarations = ""): unknown {
  const body = bodyOf(`${declarations}\nresource x 'A.B/cs@2024-01-01' = {\n  v: ${expression}\n}\n`);
  return typeof body === "object" && body !== null && "v" in body ? body.v : undefined;
}

describe("bicepReader", () => {
  it("resolves parameters with defaults or one allowed value, and variables", () => {
    const declared = `param env string\nparam size int = 2\n@allowed(['one'])\nparam only string\nparam maybe string?\nvar doubled = size * 2`;
    expect(valueOf("[env, size, only, maybe, doubled]", declared)).toEqual(["?parameter env has no default", 2, "one", null, 4]);
  });

  it("joins text with what is not known, and with references", () => {
    const declared = "param env string\nresource bus 'A.B/ns@1' existing = {\n  name: 'b'\n}";
    expect(valueOf("'${bus.name}.servicebus-${env}-${1 + 1}\\'s'", declared)).toBe("{→bus.name}.servicebus-{?parameter env has no default}-2's");
  });

  it.each([
    ["true && false", false],
    ["empty('') ? 'a' : 'b'", "a"],
    ["null ?? 'x'", "x"],
    ["contains(['a', 'b'], 'b')", true],
    ["union({ a: 1 }, { b: 2 })", { a: 1, b: 2 }],
    ["concat(['a'], ['b'])", ["a", "b"]],
    ["format('{0}-{1}', 'a', 2)", "a-2"],
    ["toLower('ABC')", "abc"],
    ["take('abcdef', 3)", "abc"],
    ["split('a,b', ',')", ["a", "b"]],
    ["[for i in range(0, 2): 'n${i}']", ["n0", "n1"]],
    ["[for (name, i) in ['a']: { name: name, at: i }]", [{ name: "a", at: 0 }]],
    ["map(['a'], n => toUpper(n))", ["A"]],
    ["filter([1, 2, 3], n => n > 1)", [2, 3]],
    ["[...['a'], 'b']", ["a", "b"]],
    ["{ ...{ a: 1 }, b: 2 }", { a: 1, b: 2 }],
    ["items({ a: 1 })", [{ key: "a", value: 1 }]],
    ["first(['a', 'b'])", "a"],
    ["length('abc')", 3],
    ["'''\nraw ${x}'''", "raw ${x}"],
  ])("evaluates %s", (expression, expected) => {
    expect(valueOf(expression)).toEqual(expected);
  });

  it("says why a function cannot be evaluated", () => {
    expect(valueOf("uniqueString(resourceGroup().id)")).toBe("?uniqueString(resourceGroup().id) is computed at deployment");
  });

  it("says listKeys where a key is asked for, in both notations", () => {
    const account = "resource st 'Microsoft.Storage/storageAccounts@2023-05-01' existing = {\n  name: 's'\n}";
    expect(valueOf("st.listKeys().keys[0].value", account)).toBe("?listKeys");
    expect(valueOf("listKeys(st.id, st.apiVersion).keys[0].value", account)).toBe("?listKeys");
  });

  it("keeps an object's known properties where a part of a union or spread is not known", () => {
    const declared = "param more object";
    expect(valueOf("union({ a: 1 }, more)", declared)).toEqual({ a: 1, "...": "?parameter more has no default" });
    expect(valueOf("{ ...more, a: 1 }", declared)).toEqual({ a: 1, "...": "?parameter more has no default" });
  });

  it("gives nested resources their whole type, their parent, and an address that others can use", () => {
    const text = `
resource bus 'Microsoft.ServiceBus/namespaces@2022-10-01-preview' = {
  name: 'b'

  resource orders 'queues' = {
    name: 'orders'
  }
}
resource x 'A.B/cs@1' = {
  name: bus::orders.name
}`;
    const nested = read({ "main.bicep": text }).resources.find((native) => native.address === "bus::orders");
    expect(nested).toMatchObject({ type: "Microsoft.ServiceBus/namespaces/queues", name: "orders", at: { startLine: 5, endLine: 7 } });
    expect(shown(nested?.properties)).toEqual({ name: "orders", parent: "→bus" });
    expect(bodyOf(text)).toEqual({ name: "→bus::orders.name" });
  });

  it("expands loops over known lists with indexed addresses, and keeps one conditional resource otherwise", () => {
    const text = `
param names array
resource known 'A.B/cs@1' = [for name in ['a', 'b']: {
  name: name
}]
resource open 'A.B/cs@1' = [for name in names: if (name != 'c') {
  name: name
}]
resource x 'A.B/ds@1' = {
  to: known[1].id
}`;
    const { resources } = read({ "main.bicep": text });
    expect(resources.map((native) => [native.address, native.conditional])).toEqual([
      ["known[0]", false],
      ["known[1]", false],
      ["open", true],
      ["x", false],
    ]);
    expect(bodyOf(text)).toEqual({ to: "→known[1].id" });
  });

  it("leaves out what a false condition excludes, and marks what an unknown one decides", () => {
    const text = "param on bool\nresource a 'A.B/cs@1' = if (false) {\n  name: 'a'\n}\nresource b 'A.B/cs@1' = if (on) {\n  name: 'b'\n}";
    expect(read({ "main.bicep": text }).resources.map((native) => [native.address, native.conditional])).toEqual([["b", true]]);
  });

  it("marks existing resources", () => {
    const [native] = read({ "main.bicep": "resource e 'A.B/cs@1' existing = {\n  name: 'e'\n}" }).resources;
    expect(native?.attributes.get("existing")).toBe("true");
  });

  it("reads a module in the scope of the file that deploys it, passes arguments and takes outputs", () => {
    const files = {
      "main.bicep": `
resource st 'A.B/st@1' = {
  name: 's'
}
module queue 'modules/queue.bicep' = {
  name: 'q'
  params: {
    name: 'orders'
    account: st.id
  }
}
resource x 'A.B/cs@1' = {
  id: queue.outputs.id
  label: queue.outputs.label
  none: queue.outputs.other
}`,
      "modules/queue.bicep":
        "param name string\nparam account string\nresource q 'A.B/qs@1' = {\n  name: name\n  account: account\n}\noutput id string = q.id\noutput label string = '${name}!'\n",
    };
    const { resources, files: filesRead } = read(files);
    expect(resources.map((native) => [native.scope, native.address])).toEqual([
      ["main.bicep", "st"],
      ["main.bicep", "x"],
      ["main.bicep#queue", "q"],
    ]);
    expect(shown(resources[2]?.properties)).toEqual({ name: "orders", account: "→main.bicep#st.id" });
    expect(shown(resources[1]?.properties)).toEqual({
      id: "→main.bicep#queue#q.id",
      label: "orders!",
      none: "?output other of module modules/queue.bicep is not known",
    });
    expect(filesRead).toEqual(["main.bicep", "modules/queue.bicep"]);
  });

  it("takes root values from a parameter file, of several from that of production", () => {
    const main = "param env string\nparam sku string\nresource x 'A.B/cs@1' = {\n  env: env\n  sku: sku\n}";
    const one = "using './main.bicep'\nparam env = 'prod'\nparam sku = 'Y1'\n";
    const two = "using './main.bicep'\nparam env = 'prod'\nparam sku = 'EP1'\n";
    const single = read({ "main.bicep": main, "main.bicepparam": one }).resources[0];
    const both = read({ "main.bicep": main, "dev.bicepparam": one, "prod.bicepparam": two }).resources[0];
    expect(shown(single?.properties)).toEqual({ env: "prod", sku: "Y1" });
    const neither = read({ "main.bicep": main, "dev.bicepparam": one, "qa.bicepparam": two }).resources[0];
    expect(shown(both?.properties)).toEqual({ env: "prod", sku: "EP1" });
    expect(shown(neither?.properties)).toEqual({ env: "prod", sku: "?parameter sku is Y1 in dev.bicepparam, EP1 in qa.bicepparam" });
  });

  it("does not let production alone decide what there is", () => {
    const main = `param size int
param all array
var isLarge = size > 1
resource x 'A.B/cs@1' = if (isLarge) {
  name: 'x\${size}'
  big: isLarge
}
resource y 'A.B/ds@1' = [for one in all: {
  name: one
}]
`;
    const passed = (size: number, all: string) => `using './main.bicep'\nparam size = ${size}\nparam all = ${all}\n`;
    const { resources } = read({ "main.bicep": main, "dev.bicepparam": passed(1, "['a']"), "prod.bicepparam": passed(2, "['a', 'b']") });
    expect(resources.map((native) => [native.address, native.conditional])).toEqual([
      ["x", true],
      ["y", true],
    ]);
    expect(shown(resources[0]?.properties)).toMatchObject({ big: true });
  });

  it("leaves a parameter's value at the place where it is written, also in the file that passes it", () => {
    const files = {
      "main.bicep": "module m 'm.bicep' = {\n  name: 'm'\n  params: {\n    tier: 'Y1'\n  }\n}\n",
      "m.bicep": "param tier string\nresource x 'A.B/cs@2024-01-01' = {\n  name: 'x'\n  kind: tier\n}\n",
    };
    const at = read(files)
      .resources.find((native) => native.address === "x")
      ?.properties.entries.get("kind")?.value.at;
    expect([at?.path, files["main.bicep"].slice(at?.start, at?.end)]).toEqual(["main.bicep", "'Y1'"]);
  });

  it("reads a static web app of the public registry, with its backend where it may have one", () => {
    const types = (backend: string) =>
      read({
        "main.bicep": `param isLinked bool\nmodule site 'br/public:avm/res/web/static-site:0.9.0' = {\n  params: {\n    name: 'stapp-shop'\n    ${backend}\n  }\n}\n`,
      }).resources.map((one) => one.type);
    expect(types("linkedBackend: isLinked ? { resourceId: 'app' } : null")).toEqual([
      "Microsoft.Web/staticSites",
      "Microsoft.Web/staticSites/linkedBackends",
    ]);
    expect(types("linkedBackend: null")).toEqual(["Microsoft.Web/staticSites"]);
  });

  it("reads a well-known module of the public registry by its inputs", () => {
    const text = `
module plan 'br/public:avm/res/web/serverfarm:0.4.0' = {
  params: {
    name: 'p'
    skuName: 'FC1'
    reserved: true
  }
}
module app 'br/public:avm/res/web/site:0.15.0' = {
  params: {
    name: 'f'
    kind: 'functionapp,linux'
    serverFarmResourceId: plan.outputs.resourceId
    managedIdentities: {
      systemAssigned: true
      userAssignedResourceIds: [plan.outputs.resourceId]
    }
    appSettingsKeyValuePairs: {
      A: '1'
    }
  }
}
module other 'br/public:avm/res/network/nat-gateway:1.0.0' = {
  params: {
    name: 'n'
  }
}`;
    const { resources } = read({ "main.bicep": text });
    expect(resources.map((native) => [native.type, native.nativeType])).toEqual([
      ["Microsoft.Web/serverfarms", "br/public:avm/res/web/serverfarm:0.4.0"],
      ["Microsoft.Web/sites", "br/public:avm/res/web/site:0.15.0"],
    ]);
    expect(shown(resources[1]?.properties)).toMatchObject({
      kind: "functionapp,linux",
      identity: { type: "SystemAssigned, UserAssigned", userAssignedIdentities: ["→plan.id"] },
      properties: { serverFarmId: "→plan.id", siteConfig: { appSettings: { A: "1" } } },
    });
  });

  it("reads the rest of a file with a syntax error and names its line", () => {
    const { resources, notes } = read({ "main.bicep": "resource a 'A.B/cs@1' = {\n  name: 'a'\n}\nresource = {\n" });
    expect(resources.map((native) => native.address)).toEqual(["a"]);
    expect(notes).toMatchObject([{ path: "main.bicep", line: 4 }]);
  });

  it("survives files that deploy each other, variables in a circle and deep nesting", () => {
    const files = {
      "main.bicep": "module b 'b.bicep' = {\n  name: 'b'\n}\nvar p = q\nvar q = p\nresource x 'A.B/cs@1' = {\n  v: p\n}",
      "b.bicep": "module a 'c.bicep' = {\n  name: 'a'\n}",
      "c.bicep": "module a 'b.bicep' = {\n  name: 'a'\n}",
      "deep.bicep": `var d = ${"[".repeat(3_000)}${"]".repeat(3_000)}\nresource y 'A.B/cs@1' = {\n  v: d\n}`,
    };
    expect(shown(read(files).resources.find((native) => native.address === "x")?.properties)).toEqual({ v: "?p: it refers to itself" });
  });

  it("gives up a value that a few lines make too large to walk", () => {
    const doubling = (make: (name: string) => string) =>
      Array.from({ length: 60 }, (_, index) => `var v${index + 1} = ${make(`v${index}`)}`).join("\n");
    expect(valueOf("v60", `param p string\nvar v0 = p\n${doubling((name) => `'\${${name}}x\${${name}}'`)}`)).toMatch(/too large/u);
    expect(JSON.stringify(valueOf("v60", `var v0 = 'a'\n${doubling((name) => `[${name}, ${name}]`)}`))).toMatch(/too large/u);
    expect(valueOf("v60", `var v0 = 'ab'\n${doubling((name) => `'\${${name}}\${${name}}'`)}`)).toMatch(/too large/u);
  });

  it("reads functions, imported variables and JSON files of the repository", () => {
    const files = {
      "main.bicep":
        "import { tier as level } from 'shared.bicep'\nfunc named(a string) string => '${a}-app'\nvar settings = loadJsonContent('settings.json')\nresource x 'A.B/cs@1' = {\n  name: named('orders')\n  tier: level\n  a: settings.a\n}",
      "shared.bicep": "@export()\nvar tier = 'gold'\n",
      "settings.json": `{"a": 1}`,
    };
    expect(shown(read(files).resources.find((native) => native.address === "x")?.properties)).toEqual({ name: "orders-app", tier: "gold", a: 1 });
  });
});
