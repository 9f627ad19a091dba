import { beforeAll, describe, expect, it } from "vitest";
import { loadGrammars } from "../../../../src/syntax/tree-sitter.ts";
import { valueAt } from "../../../../src/stack/value.ts";
import { evaluated, propertiesOf, readTerraform, resourceNamed } from "./read-terraform.ts";

beforeAll(() => loadGrammars(["hcl"]));

describe("expressions", () => {
  it.each([
    ["6 * local.seconds + 1", "locals {\n  seconds = 30\n}", 181],
    ["-(2 + 3) % 3", "", -2],
    ['"a-${local.x}-b"', 'locals {\n  x = "y"\n}', "a-y-b"],
    ['var.name == "a" ? 1 : 2', 'variable "name" {\n  default = "b"\n}', 2],
    ["true || var.open", 'variable "open" {}', true],
    ['[for k, v in { a = 1, b = 2 } : "${k}${v}" if v > 1]', "", ["b2"]],
    ["{ for v in [1, 1, 2] : tostring(v) => v... }", "", { "1": [1, 1], "2": [2] }],
    ["[{ n = 1 }, { n = 2 }][*].n", "", [1, 2]],
    ['"%{ for v in ["a", "b"] }<${v}>%{ endfor }%{ if false }no%{ else }yes%{ endif }"', "", "<a><b>yes"],
    ["local.list[1].deep[0]", "locals {\n  list = [0, { deep = [7] }]\n}", 7],
    ['{ "a.b" = 1, (local.k) = 2 }["c"]', 'locals {\n  k = "c"\n}', 2],
  ])("evaluates %s", (expression, more, expected) => {
    expect(evaluated(expression, more)).toEqual(expected);
  });

  it("says why a value is not known", () => {
    expect(evaluated("var.stage", 'variable "stage" {}')).toBe("?variable stage has no default");
    expect(evaluated('"x-${var.stage}"', 'variable "stage" {}')).toBe("x-{?variable stage has no default}");
    expect(evaluated("terraform.workspace")).toBe("?the workspace is chosen at deployment");
    expect(evaluated("timestamp()")).toBe("?timestamp() is evaluated at deployment");
  });

  it("takes assignments of terraform.tfvars over defaults, and ignores files that Terraform does not read by itself", () => {
    const files = { "terraform.tfvars": "size = 2\n", "prod.tfvars": "size = 3\n" };
    expect(evaluated("var.size", 'variable "size" {\n  default = 1\n}', files)).toBe(2);
  });

  it("fills what a variable's type declares as optional", () => {
    const variable = 'variable "q" {\n  type = map(object({ hide = optional(number, 30), name = string }))\n  default = { a = { name = "n" } }\n}';
    expect(evaluated("var.q.a", variable)).toEqual({ name: "n", hide: 30 });
  });

  it("points at other resources instead of guessing their text", () => {
    const queue = 'resource "aws_sqs_queue" "q" {\n  name = "orders"\n  delay_seconds = 5\n}';
    expect(evaluated("aws_sqs_queue.q.arn", queue)).toBe("→.#aws_sqs_queue.q.Arn");
    expect(evaluated('"${aws_sqs_queue.q.arn}/*"', queue)).toBe("{→.#aws_sqs_queue.q.Arn}/*");
    expect(evaluated("aws_sqs_queue.q.delay_seconds", queue)).toBe(5);
    expect(evaluated("aws_rds_cluster.c.master_user_secret[0].secret_arn", 'resource "aws_rds_cluster" "c" {}')).toBe(
      "→.#aws_rds_cluster.c.MasterUserSecret.SecretArn",
    );
  });

  it("keeps the place where a value is written, and the argument's place on the entry", () => {
    const reading = readTerraform({
      "main.tf": 'resource "aws_sqs_queue" "q" {\n  delay_seconds = local.delay\n}\n',
      "locals.tf": "locals {\n  delay = 5\n}\n",
    });
    const entry = resourceNamed(reading, "q").properties.entries.get("DelaySeconds");
    expect(entry?.at).toMatchObject({ path: "main.tf", startLine: 2 });
    expect(entry?.value.at).toMatchObject({ path: "locals.tf", startLine: 2 });
  });
});

describe("functions", () => {
  it.each([
    ["merge({ a = 1 }, { b = 2 }, null)", { a: 1, b: 2 }],
    ['lookup({ a = 1 }, "b", 9)', 9],
    ['format("%s-%03d", "a", 1)', "?format() with %0 is not evaluated"],
    ['format("%s-%d%%", "a", 1)', "a-1%"],
    ['join("-", ["a", "b"])', "a-b"],
    ['split(",", "a,b")', ["a", "b"]],
    ['replace("a.b", ".", "-")', "a-b"],
    ['replace("aaa", "/(a+)+$/", "")', "?replace() with a pattern is not evaluated"],
    ["flatten([[1], [2, [3]]])", [1, 2, 3]],
    ["keys({ b = 1, a = 2 })", ["a", "b"]],
    ['zipmap(["a"], [1])', { a: 1 }],
    ['try(local.nothing, {}.a, "fallback")', "fallback"],
    ["can({}.a)", false],
    ['coalesce(null, "", "x")', "x"],
    ["element([1, 2, 3], 4)", 2],
    ["contains([1, 2], 2)", true],
    ["length(toset([1, 1, 2]))", 2],
    ["max(1, 5, 3)", 5],
    ['jsondecode("{\\"a\\": [1, true]}").a[0]', 1],
    ['trimsuffix("x.fifo", ".fifo")', "x"],
    ["range(3)", [0, 1, 2]],
    ["one([])", null],
  ])("evaluates %s", (expression, expected) => {
    expect(evaluated(`[${expression}]`)).toEqual([expected]);
  });

  it("reads files and templates of the repository with places in them", () => {
    const reading = readTerraform({
      "infra/main.tf":
        'resource "aws_sfn_state_machine" "m" {\n  definition = templatefile("${path.module}/flow.json", { fn = aws_lambda_function.f.arn })\n}\nresource "aws_lambda_function" "f" {}\n',
      "infra/flow.json": '{\n  "StartAt": "A",\n  "States": { "A": { "Resource": "${fn}" } }\n}\n',
    });
    const definition = valueAt(resourceNamed(reading, "m").properties, "Definition");
    expect(valueAt(definition, "StartAt")?.at).toMatchObject({ path: "infra/flow.json", startLine: 2 });
    expect(valueAt(definition, "States", "A", "Resource")).toMatchObject({ kind: "reference", address: "aws_lambda_function.f", attribute: "Arn" });
    expect(reading.files).toContain("infra/flow.json");
  });

  it("does not read files outside of the repository", () => {
    expect(evaluated('file("../../etc/passwd")')).toBe("?file ../../etc/passwd is not in the repository");
    expect(evaluated('file("/etc/passwd")')).toBe("?file /etc/passwd is not in the repository");
  });
});

describe("count, for_each and dynamic", () => {
  it("makes one resource of each known key", () => {
    const reading = readTerraform({
      "main.tf": `
locals {
  queues = { eu = { delay = 1 }, us = { delay = 2 } }
}
resource "aws_sqs_queue" "q" {
  for_each      = local.queues
  name          = "q-\${each.key}"
  delay_seconds = each.value.delay
}
resource "aws_sqs_queue_policy" "p" {
  for_each  = toset(["eu"])
  queue_url = aws_sqs_queue.q[each.key].url
}
`,
    });
    expect(reading.resources.map((resource) => resource.address)).toEqual([
      'aws_sqs_queue.q["eu"]',
      'aws_sqs_queue.q["us"]',
      'aws_sqs_queue_policy.p["eu"]',
    ]);
    expect(propertiesOf(reading, 'q["us"]')).toEqual({ QueueName: "q-us", DelaySeconds: 2 });
    expect(propertiesOf(reading, 'p["eu"]')).toEqual({ Queues: ['→.#aws_sqs_queue.q["eu"].QueueUrl'] });
  });

  it("keeps the address of the first instance when a count appears", () => {
    const { resources } = readTerraform({ "main.tf": 'resource "aws_sqs_queue" "q" {\n  count = 2\n  name = "q${count.index}"\n}\n' });
    expect(resources.map((resource) => resource.address)).toEqual(["aws_sqs_queue.q", "aws_sqs_queue.q[1]"]);
  });

  it("makes no resource of a count of zero, and one conditional resource where the number is not known", () => {
    const text = (count: string) => `variable "on" {}\nresource "aws_sqs_queue" "q" {\n  count = ${count}\n}\n`;
    expect(readTerraform({ "main.tf": text("0") }).resources).toEqual([]);
    expect(readTerraform({ "main.tf": text("var.on ? 1 : 0") }).resources).toMatchObject([{ name: "q", conditional: true }]);
  });

  it("resolves references into instances whose number is not known to the resource that stands for them", () => {
    expect(evaluated("aws_sqs_queue.q[0].arn", 'variable "n" {}\nresource "aws_sqs_queue" "q" {\n  count = var.n\n}')).toBe("→.#aws_sqs_queue.q.Arn");
  });

  it("writes out dynamic blocks, and marks those that are not known", () => {
    const table = (collection: string) => `
variable "names" {}
resource "aws_dynamodb_table" "t" {
  dynamic "attribute" {
    for_each = ${collection}
    content {
      name = attribute.value
      type = "S"
    }
  }
}`;
    expect(propertiesOf(readTerraform({ "main.tf": table('["a", "b"]') }), "t")).toEqual({
      AttributeDefinitions: [
        { AttributeName: "a", AttributeType: "S" },
        { AttributeName: "b", AttributeType: "S" },
      ],
    });
    expect(propertiesOf(readTerraform({ "main.tf": table("var.names") }), "t")).toEqual({ AttributeDefinitions: ["?variable names has no default"] });
  });
});
