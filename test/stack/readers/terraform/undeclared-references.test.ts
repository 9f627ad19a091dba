import { beforeAll, describe, expect, it } from "vitest";
import { terraformReader } from "../../../../src/stack/readers/terraform/terraform-reader.ts";
import type { Snapshot } from "../../../../src/change/snapshot.ts";
import { loadGrammars } from "../../../../src/syntax/tree-sitter.ts";
import { memorySnapshot } from "../../../support/memory-snapshot.ts";

beforeAll(() => loadGrammars(["hcl"]));

function undeclaredIn(snapshot: Snapshot): readonly string[] {
  const claimed = [...snapshot.entries.keys()].filter((path) => terraformReader.claims(path));
  return terraformReader
    .read(claimed, snapshot)
    .notes.flatMap((note) => (note.undeclared === undefined ? [] : [`${note.path}:${note.line} ${note.undeclared.name}`]));
}

const output = (value: string) => `output "it" {\n  value = ${value}\n}\n`;

describe("a name that a module uses and does not declare", () => {
  it.each([
    ["aws_sns_topic.alerts.arn", "aws_sns_topic.alerts"],
    ["aws_sns_topic.alerts[*].arn", "aws_sns_topic.alerts"],
    ['"x-${azurerm_resource_group.shop["eu"].name}"', "azurerm_resource_group.shop"],
    ["data.google_project.here.number", "data.google_project.here"],
    ["upper(var.stage)", "var.stage"],
    ["[for one in local.names : one]", "local.names"],
    ["{ (local.key) = true }", "local.key"],
    ["module.queues.arn", "module.queues"],
    ["[1, 2][local.index]", "local.index"],
    ["true ? 1 : local.other", "local.other"],
  ])("%s is told with its place", (value, name) => {
    expect(undeclaredIn(memorySnapshot({ "a/main.tf": output(value) }))).toEqual([`a/main.tf:2 ${name}`]);
  });

  it("is told in nested and dynamic blocks, and once for each module", () => {
    const text = `
resource "aws_s3_bucket" "b" {
  dynamic "rule" {
    for_each = local.rules
    content {
      id   = rule.value
      name = local.rules[0]
      more {
        arn = aws_kms_key.main.arn
      }
    }
  }
  lifecycle {
    replace_triggered_by = [terraform_data.version]
    ignore_changes       = [server_side.x]
  }
}
`;
    expect(undeclaredIn(memorySnapshot({ "main.tf": text }))).toEqual([
      "main.tf:4 local.rules",
      "main.tf:9 aws_kms_key.main",
      "main.tf:14 terraform_data.version",
    ]);
  });

  it.each([
    ["each.value", "{ for key, one in { a = { b_c = 1 } } : key => one.b_c }"],
    ["an escape", '"$${not_a.reference}"'],
    ["a key of an object", "{ not_a = 1 }"],
    ["a name without an underscore", "each.value"],
    ["a directive that binds", '"%{ for one_x in [1] }${one_x.y}%{ endfor }"'],
  ])("is not %s", (_what, value) => {
    expect(undeclaredIn(memorySnapshot({ "main.tf": output(value) }))).toEqual([]);
  });

  it("may be declared in any file of the folder, also in JSON", () => {
    const files = { "main.tf": output("[var.a, local.b]"), "more.tf": 'variable "a" {}\n', "locals.tf.json": '{ "locals": { "b": 1 } }' };
    expect(undeclaredIn(memorySnapshot(files))).toEqual([]);
    expect(undeclaredIn(memorySnapshot({ ...files, "other/main.tf": output("var.a") }))).toEqual(["other/main.tf:2 var.a"]);
  });

  it("is not told of expressions in JSON, and not of blocks that name what is gone or to come", () => {
    const json = '{ "output": { "it": { "value": "${var.stage}" } } }';
    const blocks = "moved {\n  from = aws_a.b\n  to = aws_a.c\n}\nremoved {\n  from = aws_a.d\n}\nimport {\n  to = aws_a.e\n  id = 1\n}\n";
    expect(undeclaredIn(memorySnapshot({ "main.tf.json": json, "main.tf": blocks }))).toEqual([]);
  });

  it.each([
    ["has a syntax error", { "broken.tf": "variable {{{" }],
    ["comes from a template", { "more.tf.j2": "" }],
    ["may be written by Terragrunt", { "live/terragrunt.hcl": "" }],
    ["may be written before the deployment", { ".gitignore": "# made by a script\ngenerated.tf\n" }],
  ])("is not told where a file of the folder %s", (_why, files) => {
    expect(undeclaredIn(memorySnapshot({ "main.tf": output("var.stage"), ...files }))).toEqual([]);
  });

  it("is told although git ignores overrides", () => {
    expect(undeclaredIn(memorySnapshot({ "main.tf": output("var.stage"), ".gitignore": "override.tf\n*_override.tf\n*.tfstate\n" }))).toEqual([
      "main.tf:2 var.stage",
    ]);
  });

  it("is not told while a file is not loaded, or where one is a link", () => {
    expect(undeclaredIn(memorySnapshot({ "main.tf": output("var.stage") }, ["more.tf"]))).toEqual([]);
    const snapshot = memorySnapshot({ "main.tf": output("var.stage"), "more.tf": "../shared/more.tf" });
    const linked = new Map([...snapshot.entries].map(([path, one]) => [path, path === "more.tf" ? { ...one, kind: "symlink" as const } : one]));
    expect(undeclaredIn({ ...snapshot, entries: linked })).toEqual([]);
  });

  it("is not told by the dozen: then it is no slip", () => {
    const many = Array.from({ length: 30 }, (_, index) => `var.v${index}`).join(", ");
    expect(undeclaredIn(memorySnapshot({ "main.tf": output(`[${many}]`) }))).toEqual([]);
  });
});
