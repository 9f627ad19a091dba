import { beforeAll, describe, expect, it } from "vitest";
import { findCode } from "../../../../../src/stack/readers/terraform/google/find-code.ts";
import { loadGrammars } from "../../../../../src/syntax/tree-sitter.ts";
import { memorySnapshot } from "../../../../support/memory-snapshot.ts";
import { propertiesOf, readTerraform } from "../read-terraform.ts";

beforeAll(() => loadGrammars(["hcl"]));

const orders = { "services/orders/package.json": "{}", "services/orders/src/index.ts": 'functions.http("plan", () => {});\n' };

describe("findCode", () => {
  it.each([
    ["nodejs22", "plan", orders, "services/orders"],
    ["nodejs22", "plan", { "fn/package.json": "{}", "fn/index.js": "functions.cloudEvent(\n  'plan',\n  async () => {},\n);\n" }, "fn"],
    ["python312", "on_event", { "fn/main.py": "def on_event(event):\n  pass\n" }, "fn"],
    ["go123", "Poll", { "fn/go.mod": "", "fn/poll.go": "func Poll(w http.ResponseWriter) {}\n" }, "fn"],
  ])("finds the folder that defines the entry point of %s", (runtime, entryPoint, files, folder) => {
    expect(findCode(runtime, entryPoint, memorySnapshot(files))).toBe(folder);
  });

  it("does not choose between folders that define the same entry point", () => {
    const twice = { ...orders, "other/package.json": "{}", "other/index.js": "exports.plan = () => {};\n" };
    expect(findCode("nodejs22", "plan", memorySnapshot(twice))).toBeUndefined();
  });

  it("does not take a mention for a definition", () => {
    expect(findCode("nodejs22", "plan", memorySnapshot({ "a/package.json": "{}", "a/index.js": 'log("plan");\n' }))).toBeUndefined();
  });

  it("asks for files that are not loaded", () => {
    const snapshot = memorySnapshot({ "a/package.json": "{}" }, ["a/index.js"]);
    expect(findCode("nodejs22", "plan", snapshot)).toBeUndefined();
    expect([...snapshot.wanted]).toEqual(["a/index.js"]);
  });
});

describe("a function of which Terraform names no archive", () => {
  const declared = (source: string) => `
resource "google_cloudfunctions2_function" "plan" {
  name = "plan"
  build_config {
    runtime     = "python312"
    entry_point = "plan"
    ${source}
  }
}
`;
  const repository = 'source {\n      repo_source {\n        repo_name = "shop"\n      }\n    }';
  const code = { "fn/main.py": "import functions_framework\n\n@functions_framework.http\ndef plan(request):\n    return 'ok'\n" };

  it.each(["", repository])("has the code that registers its entry point", (source) => {
    expect(propertiesOf(readTerraform({ "infra/main.tf": declared(source), ...code }), "plan")).toMatchObject({ code_path: "fn" });
  });

  it("has no code where several or none register it", () => {
    const twice = { ...code, "other/main.py": code["fn/main.py"] };
    for (const files of [twice, {}])
      expect(propertiesOf(readTerraform({ "infra/main.tf": declared(""), ...files }), "plan")).not.toHaveProperty("code_path");
  });
});
