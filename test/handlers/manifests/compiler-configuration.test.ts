import { describe, expect, test } from "vitest";
import { snapshotOf } from "../../../src/change/lazy-snapshot.ts";
import { nearestCompilerConfiguration } from "../../../src/handlers/manifests/compiler-configuration.ts";
import { mappedModule } from "../../../src/handlers/manifests/mapped-module.ts";

const told = (files: Readonly<Record<string, string>>, folder = "") => nearestCompilerConfiguration(folder, snapshotOf(files));
const options = (text: string) => `{ "compilerOptions": { ${text} } }`;

describe("tsconfig.json", () => {
  test("takes what it does not say itself from what it extends, with the folders of those who say it", () => {
    const found = told(
      {
        "api/tsconfig.json": '{\n  // comment\n  "extends": "../base",\n  "compilerOptions": { "outDir": "dist" },\n}',
        "base.json": '{ "compilerOptions": {\n  "target": "ES2023", "outDir": "out", "rootDir": "./sources"\n} }',
      },
      "api/src",
    );
    expect(found?.target).toMatchObject({ value: "ES2023", at: { path: "base.json", startLine: 2 } });
    expect(found).toMatchObject({ outDir: "api/dist", rootDir: "sources", isExtending: true, isWhole: true });
  });

  test("takes the last of several configurations that say the same", () => {
    const files = {
      "tsconfig.json": '{ "extends": ["./a.json", "./b.json"] }',
      "a.json": options('"target": "ES2022", "lib": ["ES2022"]'),
      "b.json": options('"target": "ES2023"'),
    };
    expect(told(files)).toMatchObject({ target: { value: "ES2023" }, namesLibrary: true });
  });

  test.each([
    ["of a package", { "tsconfig.json": '{ "extends": "@tsconfig/node22" }' }],
    ["that is absent", { "tsconfig.json": '{ "extends": "./base.json" }' }],
    ["that extends it", { "tsconfig.json": '{ "extends": "./b.json" }', "b.json": '{ "extends": "./tsconfig.json" }' }],
  ])("is not whole with a configuration %s", (_what, files) => {
    expect(told(files)).toMatchObject({ isWhole: false, target: undefined });
  });

  test("counts folders from the extending one where the extended one says so", () => {
    const files = { "api/tsconfig.json": '{ "extends": "../base.json" }', "base.json": options('"outDir": "${configDir}/dist", "rootDir": "../.."') };
    expect(told(files, "api")).toMatchObject({ outDir: "api/dist", rootDir: null });
  });
});

describe("a module's name", () => {
  const mapped = (text: string, name: string) => {
    const configuration = told({ "web/tsconfig.json": options(text) }, "web");
    return configuration === undefined ? undefined : mappedModule(name, configuration);
  };

  test("leads where the pattern with the longest beginning says, then below the base", () => {
    const text = '"baseUrl": ".", "paths": { "*": ["vendor/*"], "@app/*": ["src/*"], "@app/keys/*": ["keys/*", "more/*"], "@app/one": ["one.ts"] }';
    expect(mapped(text, "@app/orders")).toEqual({ candidates: ["web/src/orders", "web/@app/orders"], isOwn: true });
    expect(mapped(text, "@app/keys/x")?.candidates.slice(0, 2)).toEqual(["web/keys/x", "web/more/x"]);
    expect(mapped(text, "@app/one")?.candidates[0]).toBe("web/one.ts");
    expect(mapped(text, "zod")).toEqual({ candidates: ["web/vendor/zod", "web/zod"], isOwn: false });
  });

  test("that no pattern fits leads nowhere without a base", () => {
    expect(mapped('"paths": { "@app/*": ["src/*"] }', "@application")).toEqual({ candidates: [], isOwn: false });
    expect(mapped('"paths": { "@app/*": ["../../src/*"] }', "@app/x")).toEqual({ candidates: [], isOwn: true });
  });
});
