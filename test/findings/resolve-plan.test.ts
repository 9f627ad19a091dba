import { describe, expect, it } from "vitest";
import { type EditValue, Reference } from "../../src/findings/edit-dialect.ts";
import type { EditPlan, Insertion } from "../../src/findings/edit-plan.ts";
import { resolvePlan } from "../../src/findings/resolve-plan.ts";
import { applyEdit } from "../../src/findings/suggestion.ts";

/** The place of a piece of text. */
function placeOf(path: string, text: string, piece: string) {
  const start = text.indexOf(piece);
  if (start < 0) throw new Error(`no ${piece}`);
  return { path, startLine: 1, endLine: 1, start, end: start + piece.length };
}

const apply = (plan: EditPlan, text: string) => {
  const edit = resolvePlan(plan, text);
  return edit === null ? null : applyEdit(text, edit);
};
const insert = (path: string, text: string, piece: string, what: Pick<Insertion, "name" | "value" | "also" | "unit">) =>
  apply({ kind: "insert", after: placeOf(path, text, piece), ...what }, text);
const remove = (path: string, text: string, piece: string) => apply({ kind: "remove", entry: placeOf(path, text, piece) }, text);
const replace = (path: string, text: string, piece: string, value: EditValue, constant?: string) =>
  apply({ kind: "replace", at: placeOf(path, text, piece), value, ...(constant !== undefined && { constant }) }, text);
const append = (path: string, text: string, piece: string, value: EditValue, written = piece) =>
  apply({ kind: "append", after: placeOf(path, text, piece), written, value }, text);
const retry = { name: "Retry", value: [{ ErrorEquals: ["A", "B"], MaxAttempts: 3 }] };
const timeout = { name: "Timeout", value: 30 };

describe("an insertion into YAML", () => {
  it("goes on a line of its own below the entry, behind its comment", () => {
    const text = "Properties:\n  BatchSize: 10 # all at once\n  Queue: q\n";
    expect(insert("a.yaml", text, "BatchSize: 10", timeout)).toBe("Properties:\n  BatchSize: 10 # all at once\n  Timeout: 30\n  Queue: q\n");
  });

  it("goes below all lines of an entry with structure", () => {
    const text = "Properties:\n  Tags:\n    - a\n    - b\nOther: 1\n";
    expect(insert("a.yaml", text, "Tags:\n    - a\n    - b", timeout)).toBe("Properties:\n  Tags:\n    - a\n    - b\n  Timeout: 30\nOther: 1\n");
  });

  it("stands under the key of a list's item, not under its dash", () => {
    expect(insert("a.yaml", "- arn: x\n", "arn: x", { name: "batchSize", value: 1 })).toBe("- arn: x\n  batchSize: 1\n");
  });

  it("keeps CRLF", () => {
    expect(insert("a.yaml", "a:\r\n  b: 1\r\n  c: 2\r\n", "b: 1", timeout)).toBe("a:\r\n  b: 1\r\n  Timeout: 30\r\n  c: 2\r\n");
  });

  it("needs no line break at the end of the file", () => {
    expect(insert("a.yaml", "a:\n  b: 1", "b: 1", timeout)).toBe("a:\n  b: 1\n  Timeout: 30");
  });

  it("opens maps for a path", () => {
    expect(insert("a.yaml", "a:\n  b: 1\n", "b: 1", { name: "ScalingConfig.MaximumConcurrency", value: 2 })).toBe(
      "a:\n  b: 1\n  ScalingConfig:\n    MaximumConcurrency: 2\n",
    );
  });

  it("stays on the line of a flow map", () => {
    expect(insert("a.yaml", "a: { b: 1, c: 2 }\n", "c: 2", { name: "S.M", value: ["x"] })).toBe("a: { b: 1, c: 2, S: { M: [x] } }\n");
    expect(insert("a.yaml", "a: { b: 1, c: 2 }\n", "b: 1", timeout)).toBe("a: { b: 1, Timeout: 30, c: 2 }\n");
  });

  it("takes a line in a flow map over several lines", () => {
    expect(insert("a.yaml", "a: {\n  b: 1, # one\n  c: 2\n}\n", "b: 1", timeout)).toBe("a: {\n  b: 1,\n  Timeout: 30, # one\n  c: 2\n}\n");
  });

  it("quotes what YAML would take for something else", () => {
    expect(insert("a.yaml", "b: 1\n", "b: 1", { name: "c", value: "yes" })).toBe('b: 1\nc: "yes"\n');
    expect(insert("a.yaml", "b: 1\n", "b: 1", { name: "c", value: "a: b" })).toBe('b: 1\nc: "a: b"\n');
    expect(insert("a.yaml", "b: 1\n", "b: 1", { name: "c", value: "ReportBatchItemFailures" })).toBe("b: 1\nc: ReportBatchItemFailures\n");
  });

  it("writes maps and lists of maps in block style, and several siblings below one another", () => {
    expect(insert("a.yaml", "- b: 1\n", "b: 1", retry)).toBe("- b: 1\n  Retry:\n    - ErrorEquals: [A, B]\n      MaxAttempts: 3\n");
    expect(insert("a.yaml", "b: 1\n", "b: 1", { name: "c", value: { d: { e: 1 }, f: [2] } })).toBe("b: 1\nc:\n  d:\n    e: 1\n  f: [2]\n");
    expect(insert("a.yaml", "b: 1\n", "b: 1", { ...timeout, also: [{ name: "c", value: true }] })).toBe("b: 1\nTimeout: 30\nc: true\n");
  });

  it("writes maps on one line of a flow map", () => {
    expect(insert("a.yaml", "a: { b: 1 }\n", "b: 1", retry)).toBe("a: { b: 1, Retry: [{ ErrorEquals: [A, B], MaxAttempts: 3 }] }\n");
  });

  it("refers to resources, with an attribute, without one, and to what lies below", () => {
    expect(insert("a.yaml", "b: 1\n", "b: 1", { name: "c", value: new Reference("Topic", undefined) })).toBe("b: 1\nc: !Ref Topic\n");
    expect(insert("a.yaml", "b: 1\n", "b: 1", { name: "c", value: [new Reference("Q", "Arn"), new Reference("T", "Arn", "/*")] })).toBe(
      'b: 1\nc: [!GetAtt Q.Arn, !Sub "${T.Arn}/*"]\n',
    );
  });

  it("is refused where the entry is an item of a list in brackets", () => {
    expect(insert("a.yaml", "a: [b: 1]\n", "b: 1", timeout)).toBeNull();
  });
});

describe("an insertion into JSON", () => {
  it("takes a line of its own and the comma that it needs", () => {
    expect(insert("a.json", '{\n  "b": 1,\n  "c": 2\n}\n', '"b": 1', timeout)).toBe('{\n  "b": 1,\n  "Timeout": 30,\n  "c": 2\n}\n');
    expect(insert("a.json", '{\n  "b": 1\n}\n', '"b": 1', { name: "c", value: ["x", "y"] })).toBe('{\n  "b": 1,\n  "c": ["x", "y"]\n}\n');
  });

  it("stays on one line where its neighbours do", () => {
    expect(insert("a.json", '{ "b": 1 }', '"b": 1', { name: "c.d", value: true })).toBe('{ "b": 1, "c": { "d": true } }');
  });

  it("writes maps, references and several siblings", () => {
    expect(insert("a.json", '{ "b": 1 }', '"b": 1', { ...retry, also: [{ name: "c", value: 2 }] })).toBe(
      '{ "b": 1, "Retry": [{ "ErrorEquals": ["A", "B"], "MaxAttempts": 3 }], "c": 2 }',
    );
    expect(insert("a.json", '{ "b": 1 }', '"b": 1', { name: "c", value: [new Reference("Q", "Arn"), new Reference("T", undefined)] })).toBe(
      '{ "b": 1, "c": [{ "Fn::GetAtt": ["Q", "Arn"] }, { "Ref": "T" }] }',
    );
    expect(insert("a.json", '{ "b": 1 }', '"b": 1', { name: "c", value: new Reference("T", "Arn", "/index/*") })).toBe(
      '{ "b": 1, "c": { "Fn::Sub": "${T.Arn}/index/*" } }',
    );
  });

  it("is written as JSON in a template of another ending", () => {
    expect(insert("a.template", '{"b": 1}', '"b": 1', timeout)).toBe('{"b": 1, "Timeout": 30}');
  });
});

describe("an insertion into HCL", () => {
  it("goes below the argument and its comment, in the column of its equals sign", () => {
    const text = 'resource "a" "b" {\n  event_source_arn = x # why\n}\n';
    expect(insert("a.tf", text, "event_source_arn = x", { name: "batch_size", value: 10 })).toBe(
      'resource "a" "b" {\n  event_source_arn = x # why\n  batch_size       = 10\n}\n',
    );
  });

  it("opens a block for a path", () => {
    expect(insert("a.tf", "a {\n  b = 1\n}\n", "b = 1", { name: "scaling_config.maximum_concurrency", value: 2 })).toBe(
      "a {\n  b = 1\n  scaling_config {\n    maximum_concurrency = 2\n  }\n}\n",
    );
  });

  it("goes below a block, and keeps tabs and CRLF", () => {
    expect(insert("a.tf", "a {\r\n\tb {\r\n\t\tc = 1\r\n\t}\r\n}\r\n", "b {\r\n\t\tc = 1\r\n\t}", { name: "d", value: "${e}" })).toBe(
      'a {\r\n\tb {\r\n\t\tc = 1\r\n\t}\r\n\td = "$${e}"\r\n}\r\n',
    );
  });

  it("takes the commas of an object that has them", () => {
    expect(insert("a.tf", "a = { b = 1, c = 2 }\n", "c = 2", { name: "d", value: "x" })).toBe('a = { b = 1, c = 2, d = "x" }\n');
    expect(insert("a.tf", "a = {\n  b = 1, // one\n  c = 2,\n}\n", "b = 1", { name: "d", value: 3 })).toBe(
      "a = {\n  b = 1,\n  d = 3, // one\n  c = 2,\n}\n",
    );
  });

  it("writes objects and references", () => {
    expect(insert("a.tf", "a = {\n  b = 1\n}\n", "b = 1", retry)).toBe(
      'a = {\n  b = 1\n  Retry = [{ ErrorEquals = ["A", "B"], MaxAttempts = 3 }]\n}\n',
    );
    expect(insert("a.tf", "a {\n  b = 1\n}\n", "b = 1", { name: "arn", value: new Reference("aws_sns_topic.t", undefined) })).toBe(
      "a {\n  b = 1\n  arn = aws_sns_topic.t.arn\n}\n",
    );
    expect(insert("a.tf", "a {\n  b = 1\n}\n", "b = 1", { name: "arn", value: new Reference("aws_dynamodb_table.t", "Arn", "/index/*") })).toBe(
      'a {\n  b = 1\n  arn = "${aws_dynamodb_table.t.arn}/index/*"\n}\n',
    );
  });

  it("is refused where a block would have to share a line", () => {
    expect(insert("a.tf", "a = { b = 1 }\n", "b = 1", { name: "c.d", value: 1 })).toBeNull();
  });
});

describe("an insertion into code and Bicep", () => {
  it("writes a property with the file's quotes", () => {
    const text = "new Queue(this, 'Q', {\n  fifo: true,\n});\n";
    expect(insert("a.ts", text, "fifo: true", { name: "queueName", value: "it's" })).toBe(
      "new Queue(this, 'Q', {\n  fifo: true,\n  queueName: 'it\\'s',\n});\n",
    );
    expect(insert("a.ts", "f({ a: 1 });", "a: 1", { name: "b.c", value: 2 })).toBe("f({ a: 1, b: { c: 2 } });");
  });

  it("writes a line of Bicep", () => {
    expect(insert("a.bicep", "resource a 'b' = {\n  name: 'x'\n}\n", "name: 'x'", { name: "properties.kind", value: "a'b" })).toBe(
      "resource a 'b' = {\n  name: 'x'\n  properties: {\n    kind: 'a\\'b'\n  }\n}\n",
    );
  });
});

describe("an insertion into a program", () => {
  const call = 'sqs.Queue(\n    self,\n    "Q",\n    fifo=True,  # in order\n)\n';

  it("gives a call of Python another argument", () => {
    expect(insert("a.py", call, "fifo=True", { name: "content_based_deduplication", value: true })).toBe(
      'sqs.Queue(\n    self,\n    "Q",\n    fifo=True,\n    content_based_deduplication=True,  # in order\n)\n',
    );
    expect(insert("a.py", "f(a=1)", "a=1", { name: "b", value: ["x"], also: [{ name: "c", value: false }] })).toBe('f(a=1, b=["x"], c=False)');
    expect(insert("a.py", 'f({"a": 1})', '"a": 1', { name: "b", value: { c: true } })).toBe('f({"a": 1, "b": {"c": True}})');
  });

  it("is refused for times, whose type may not be at hand, for references, and for a path in a call of Python", () => {
    expect(insert("a.ts", "f({ a: 1 });", "a: 1", { ...timeout, unit: "seconds" })).toBeNull();
    expect(insert("a.py", "f(a=1)", "a=1", { ...timeout, unit: "seconds" })).toBeNull();
    expect(insert("a.yaml", "a: 1\n", "a: 1", { ...timeout, unit: "seconds" })).toBe("a: 1\nTimeout: 30\n");
    expect(insert("a.ts", "f({ a: 1 });", "a: 1", { name: "b", value: [new Reference("Q", "Arn")] })).toBeNull();
    expect(insert("a.py", "f(a=1)", "a=1", { name: "b.c", value: 1 })).toBeNull();
  });
});

describe("an item added to a list", () => {
  it("stands beside the last one in brackets, on its line or on one of its own", () => {
    expect(append("a.yaml", "Action: [a:One]\n", "a:One", "a:Two")).toBe("Action: [a:One, a:Two]\n");
    expect(append("a.json", '{ "Action": ["a", "b"] }', '"b"', "c", "b")).toBe('{ "Action": ["a", "b", "c"] }');
    expect(append("a.tf", 'a = [\n  "x",\n  "y",\n]\n', '"y"', "z", "y")).toBe('a = [\n  "x",\n  "y",\n  "z",\n]\n');
    expect(append("a.ts", 'f({ actions: ["a"] });', '"a"', "b", "a")).toBe('f({ actions: ["a", "b"] });');
  });

  it("takes a line with a dash in a block list", () => {
    expect(append("a.yaml", "A:\n  - x # first\nB: 1\n", "x", "z")).toBe("A:\n  - x # first\n  - z\nB: 1\n");
    expect(append("a.yaml", "A:\r\n  - !GetAtt Q.Arn\r\nB: 1\r\n", "!GetAtt Q.Arn", new Reference("R", "Arn"), "Q")).toBe(
      "A:\r\n  - !GetAtt Q.Arn\r\n  - !GetAtt R.Arn\r\nB: 1\r\n",
    );
  });

  it("makes a list of a single value", () => {
    expect(append("a.yaml", "Action: one\n", "one", "two")).toBe("Action: [one, two]\n");
    expect(append("a.yaml", "a: { Action: one, Effect: Allow }\n", "one", "two")).toBe("a: { Action: [one, two], Effect: Allow }\n");
    expect(append("a.tf", "Resource = aws_x.y.arn\n", "aws_x.y.arn", new Reference("aws_x.z", "Arn"), "aws_x.y")).toBe(
      "Resource = [aws_x.y.arn, aws_x.z.arn]\n",
    );
  });

  it("is refused where something else stands, and in the middle of an expression", () => {
    expect(append("a.yaml", "Policies: [ReadPolicy]\n", "ReadPolicy", "two", "one")).toBeNull();
    expect(append("a.yaml", 'Policy: \'{"Action":"one"}\'\n', '\'{"Action":"one"}\'', "two", "one")).toBeNull();
    expect(append("a.ts", 'f("a");', '"a"', "b", "a")).toBeNull();
  });
});

describe("an entry in the place of another", () => {
  it.each([
    ["a.yaml", "a: 1 # one\nb: 2\n", "a: 1", "c: true # one\nb: 2\n"],
    ["a.json", '{ "a": 1, "b": 2 }', '"a": 1', '{ "c": true, "b": 2 }'],
    ["a.tf", "a = 1\n", "a = 1", "c = true\n"],
  ])("is written as %s wants it", (path, text, piece, expected) => {
    expect(apply({ kind: "rewrite", entry: placeOf(path, text, piece), name: "c", value: true }, text)).toBe(expected);
  });
});

describe("text around an expression", () => {
  it("is put before and behind it", () => {
    const text = "return { body: { a } };";
    expect(apply({ kind: "wrap", at: placeOf("a.mjs", text, "{ a }"), before: "JSON.stringify(", after: ")" }, text)).toBe(
      "return { body: JSON.stringify({ a }) };",
    );
  });
});

describe("a removal", () => {
  it("takes the lines of a block entry with their comment", () => {
    expect(remove("a.yaml", "a:\n  b: 1 # gone\n  c: 2\n", "b: 1")).toBe("a:\n  c: 2\n");
    expect(remove("a.tf", "a {\n  b {\n    c = 1\n  }\n  d = 2\n}\n", "b {\n    c = 1\n  }")).toBe("a {\n  d = 2\n}\n");
  });

  it("takes the comma along that is left over", () => {
    expect(remove("a.json", '{\n  "a": 1,\n  "b": 2\n}', '"a": 1')).toBe('{\n  "b": 2\n}');
    expect(remove("a.json", '{\n  "a": 1,\n  "b": 2\n}', '"b": 2')).toBe('{\n  "a": 1\n}');
    expect(remove("a.yaml", "a: { b: 1, c: 2 }\n", "b: 1")).toBe("a: { c: 2 }\n");
    expect(remove("a.yaml", "a: { b: 1, c: 2 }\n", "c: 2")).toBe("a: { b: 1 }\n");
  });

  it("takes the line break before it at the end of the file", () => {
    expect(remove("a.yaml", "a:\n  b: 1\n  c: 2\n", "c: 2")).toBe("a:\n  b: 1\n");
    expect(remove("a.yaml", "a:\r\n  b: 1\r\n  c: 2\r\n", "c: 2")).toBe("a:\r\n  b: 1\r\n");
    expect(remove("a.yaml", "a: 1\n", "a: 1")).toBe("");
  });

  it("takes an argument of Python with its comma", () => {
    expect(remove("a.py", "f(a=1, b=2)", "a=1")).toBe("f(b=2)");
    expect(remove("a.py", "f(\n    a=1,\n    b=2,\n)\n", "b=2")).toBe("f(\n    a=1,\n)\n");
    expect(remove("a.py", "f(a=1)", "a=1")).toBe("f()");
  });

  it("is refused for the key beside a list's dash", () => {
    expect(remove("a.yaml", "- a: 1\n  b: 2\n", "a: 1")).toBeNull();
  });
});

describe("a replacement", () => {
  it("is quoted as the dialect wants it", () => {
    expect(replace("a.tf", 'a = "b"\n', '"b"', "c")).toBe('a = "c"\n');
    expect(replace("a.yaml", "a: 1\n", "1", 2)).toBe("a: 2\n");
    expect(replace("a.json", '{"a": "b"}', '"b"', "c")).toBe('{"a": "c"}');
    expect(replace("a.yaml", "a: [b, c]\n", "[b, c]", ["d"])).toBe("a: [d]\n");
    expect(replace("a.yaml", "a: b\n", "b", "arn:aws:iam::aws:policy/X")).toBe("a: arn:aws:iam::aws:policy/X\n");
  });

  it("takes a constant's place in code with another constant, and a literal's with a literal of its kind", () => {
    expect(replace("a.ts", "runtime: lambda.Runtime.NODEJS_18_X,", "lambda.Runtime.NODEJS_18_X", "nodejs24.x", "NODEJS_24_X")).toBe(
      "runtime: lambda.Runtime.NODEJS_24_X,",
    );
    expect(replace("a.py", "timeout=Duration.seconds(60)", "60", 720)).toBe("timeout=Duration.seconds(720)");
    expect(replace("a.ts", "runtime: 'nodejs18.x',", "'nodejs18.x'", "nodejs24.x", "NODEJS_24_X")).toBe("runtime: 'nodejs24.x',");
    expect(replace("a.ts", "runtime: lambda.Runtime.NODEJS_18_X,", "lambda.Runtime.NODEJS_18_X", "nodejs24.x")).toBeNull();
    expect(replace("a.ts", "timeout: limit,", "limit", 30)).toBeNull();
  });

  it.each([
    ["a variable", "a.tf", "a = var.b\n", "var.b"],
    ["a template with a variable", "a.tf", 'a = "${var.b}"\n', '"${var.b}"'],
    ["a function of a template", "a.yaml", "a: !Ref B\n", "!Ref B"],
    ["JSON in a string", "a.yaml", "a: '{\"b\": 1}'\n", "'{\"b\": 1}'"],
    ["an entry with its key", "a.yaml", "url: true\n", "url: true"],
    ["an argument with its name", "a.tf", "a = 1\n", "a = 1"],
  ])("is refused for %s", (_, path, text, piece) => {
    expect(replace(path, text, piece, 7)).toBeNull();
  });
});

describe("a plan without an exact place", () => {
  it("is refused", () => {
    expect(resolvePlan({ kind: "insert", after: { path: "a.yaml", startLine: 1, endLine: 1 }, ...timeout }, "a: 1\n")).toBeNull();
    expect(resolvePlan({ kind: "remove", entry: { path: "a.yaml", startLine: 1, endLine: 1, start: 2, end: 99 } }, "a: 1\n")).toBeNull();
    expect(resolvePlan({ kind: "insert", after: { path: "a.md", startLine: 1, endLine: 1, start: 0, end: 4 }, ...timeout }, "a: 1\n")).toBeNull();
  });
});
