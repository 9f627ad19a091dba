import { describe, expect, test } from "vitest";
import { snapshotOf } from "../../../src/change/lazy-snapshot.ts";
import { declaredIn, packageJsonAt } from "../../../src/handlers/manifests/package-json.ts";
import { packageModules } from "../../../src/handlers/manifests/repository-packages.ts";

const told = (text: string) => packageJsonAt("package.json", snapshotOf({ "package.json": text }));

describe("package.json", () => {
  test("tells names, engines, scripts and packages with their places", () => {
    const manifest = told(
      '{\n  "name": "@shop/api",\n  "main": "dist/index.js",\n  "engines": { "node": ">=22" },\n  "scripts": { "build": "tsc" },\n  "dependencies": { "zod": "^4" },\n  "devDependencies": {\n    "vitest": "5"\n  }\n}',
    );
    expect(manifest).toMatchObject({ name: "@shop/api", main: "dist/index.js", types: undefined });
    expect(manifest?.node).toMatchObject({ value: ">=22", at: { startLine: 4 } });
    expect(manifest?.scripts.get("build")?.value).toBe("tsc");
    expect(manifest?.packages.devDependencies.get("vitest")).toMatchObject({ value: "5", at: { startLine: 8 } });
    expect(manifest === undefined ? [] : declaredIn(manifest)).toEqual(["zod", "vitest"]);
  });

  test("is parsed once for base and head that share it", () => {
    const snapshot = snapshotOf({ "package.json": '{ "name": "x" }' });
    expect(packageJsonAt("package.json", snapshot)).toBe(packageJsonAt("package.json", snapshot));
  });

  test.each(["", "{}", "[]", "{ broken", '{ "engines": { "node": ', "{".repeat(10_000)])(
    "says nothing where it is empty or broken: %.20s",
    (text) => {
      expect(told(text)).toBeUndefined();
    },
  );

  test("with members of other types says nothing of them", () => {
    expect(told('{ "name": ["x"], "engines": "22", "scripts": [1], "dependencies": { "zod": {} } }')).toMatchObject({
      name: undefined,
      node: undefined,
      scripts: new Map(),
    });
  });
});

describe("a package of the repository", () => {
  const files = {
    "libs/orders/package.json": '{ "name": "@shop/orders", "main": "./dist/main.js", "types": "dist/main.d.ts" }',
    "other/orders/package.json": '{ "name": "orders" }',
    "node_modules/keys/package.json": '{ "name": "keys" }',
  };
  const snapshot = snapshotOf(files);

  test("is found by the name that it gives itself, and its sources before what is built of them", () => {
    expect(packageModules("@shop/orders", snapshot)?.slice(0, 2)).toEqual(["libs/orders/src/main.js", "libs/orders/src/main.ts"]);
    expect(packageModules("orders", snapshot)?.[0]).toBe("other/orders/src/index");
    expect(packageModules("@shop/orders/dist/keys", snapshot)?.[0]).toBe("libs/orders/src/keys");
  });

  test("is none where the name is another, or where it is installed", () => {
    expect(packageModules("@other/orders", snapshot)).toBeUndefined();
    expect(packageModules("keys", snapshot)).toBeUndefined();
  });
});
