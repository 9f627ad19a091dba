import { beforeAll, describe, expect, test } from "vitest";
import { snapshotOf } from "../../../../src/change/lazy-snapshot.ts";
import { understandSnapshot } from "../../../../src/review/understand.ts";
import type { StackTools } from "../../../../src/stack/build-stack.ts";
import { createStackTools } from "../../../../src/stack/stack-tools.ts";

let tools: StackTools;

beforeAll(async () => {
  tools = await createStackTools();
});

const queue = `variable "timeout" {
  type    = number
  default = 30
}
resource "aws_sqs_queue" "q" {
  visibility_timeout_seconds = var.timeout
}
`;

/** The visibility timeout of the module's queue: the value with the place that passes it, else why it is not known. */
async function timeout(files: Readonly<Record<string, string>>): Promise<string> {
  const stack = await understandSnapshot(snapshotOf({ "modules/queue/main.tf": queue, ...files }), tools);
  const setting = stack.resourcesOf("queue")[0]?.number("visibilityTimeoutSeconds");
  if (setting?.known !== true) return setting?.state === "unknown" ? setting.reason : (setting?.state ?? "no queue");
  return `${setting.value}${setting.at.from === undefined ? "" : ` from ${setting.at.from.path}:${setting.at.from.startLine}`}`;
}

const source = 'terraform {\n  source = "../../..//modules/queue?ref=v1"\n}\n';
const root = 'include "root" {\n  path   = find_in_parent_folders("root.hcl")\n  expose = true\n}\n';
const inputs = (value: string) => `inputs = {\n  timeout = ${value}\n}\n`;

describe("what Terragrunt passes to a module", () => {
  test.each<[title: string, unit: string, others: Readonly<Record<string, string>>, expected: string]>([
    ["is what the unit says", inputs("60"), {}, "60 from live/dev/queue/terragrunt.hcl:5"],
    ["is the default where it says nothing", "", {}, "30"],
    ["may hang on its locals", `locals {\n  base = 20\n}\n${inputs("local.base * 3")}`, {}, "60 from live/dev/queue/terragrunt.hcl:8"],
    ["may come from what it includes", root, { "live/root.hcl": inputs("45") }, "45 from live/root.hcl:2"],
    ["holds against what it includes", `${root}${inputs("60")}`, { "live/root.hcl": inputs("45") }, "60 from live/dev/queue/terragrunt.hcl:9"],
    [
      "may use the locals of what it includes",
      `${root}${inputs("include.root.locals.t")}`,
      { "live/root.hcl": "locals {\n  t = 75\n}\n" },
      "75 from live/root.hcl:2",
    ],
    [
      "may use files that it reads",
      `locals {\n  env = read_terragrunt_config(find_in_parent_folders("env.hcl"))\n  t = local.env.locals.t\n}\n${inputs("local.t")}`,
      { "live/dev/env.hcl": "locals {\n  t = 90\n}\n" },
      "90 from live/dev/env.hcl:2",
    ],
    ["is not known where it is another unit's output", inputs("dependency.other.outputs.t"), {}, "dependency is known to Terragrunt alone"],
    ["is not known where only Terragrunt can say", inputs('get_env("T")'), {}, "get_env() is evaluated at deployment"],
    ["is not known where what it includes is not", root, {}, "what is included is not known"],
    [
      "is not known where the command gets more",
      'terraform {\n  source = "../../../modules/queue"\n  extra_arguments "x" {\n    commands = ["apply"]\n    required_var_files = ["x.tfvars"]\n  }\n}\n',
      {},
      "Terragrunt passes more arguments",
    ],
  ])("%s", async (_, unit, others, expected) => {
    const text = unit.startsWith("terraform") ? unit : `${source}${unit}`;
    expect(await timeout({ "live/dev/queue/terragrunt.hcl": text, ...others })).toBe(expected);
  });

  test("is that of production where units differ", async () => {
    const units = (...names: readonly string[]) =>
      Object.fromEntries(names.map((name, index) => [`live/${name}/queue/terragrunt.hcl`, `${source}${inputs(String(60 + index))}`]));
    expect(await timeout(units("dev", "prod"))).toBe("61 from live/prod/queue/terragrunt.hcl:5");
    expect(await timeout(units("dev", "qa"))).toBe("variable timeout is 60 in live/dev/queue, 61 in live/qa/queue");
  });

  test("belongs to the module beside the unit that names no other", async () => {
    expect(await timeout({ "modules/queue/terragrunt.hcl": inputs("60") })).toBe("60 from modules/queue/terragrunt.hcl:2");
  });

  test("is read from files that read one another, to an end", async () => {
    const ring = `locals {\n  a = read_terragrunt_config("terragrunt.hcl")\n  b = read_terragrunt_config("./other.hcl")\n}\n`;
    const files = { "live/dev/queue/terragrunt.hcl": `${source}${ring}${inputs("60")}`, "live/dev/queue/other.hcl": ring };
    expect(await timeout(files)).toBe("60 from live/dev/queue/terragrunt.hcl:9");
  });
});
