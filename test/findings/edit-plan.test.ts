import { describe, expect, it } from "vitest";
import type { EditPlan, Insertion } from "../../src/findings/edit-plan.ts";
import { resolvePlan } from "../../src/findings/edit-plan.ts";
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
const insert = (path: string, text: string, piece: string, what: Pick<Insertion, "name" | "value">) =>
  apply({ kind: "insert", after: placeOf(path, text, piece), ...what }, text);
const remove = (path: string, text: string, piece: string) => apply({ kind: "remove", entry: placeOf(path, text, piece) }, text);
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

  it("is refused for the key beside a list's dash", () => {
    expect(remove("a.yaml", "- a: 1\n  b: 2\n", "a: 1")).toBeNull();
  });
});

describe("a replacement", () => {
  it("is quoted as the dialect wants it", () => {
    const replace = (path: string, text: string, piece: string, value: string | number) =>
      apply({ kind: "replace", at: placeOf(path, text, piece), value }, text);
    expect(replace("a.tf", 'a = "b"\n', '"b"', "c")).toBe('a = "c"\n');
    expect(replace("a.yaml", "a: 1\n", "1", 2)).toBe("a: 2\n");
    expect(replace("a.json", '{"a": "b"}', '"b"', "c")).toBe('{"a": "c"}');
  });
});

describe("a plan without an exact place", () => {
  it("is refused", () => {
    expect(resolvePlan({ kind: "insert", after: { path: "a.yaml", startLine: 1, endLine: 1 }, ...timeout }, "a: 1\n")).toBeNull();
    expect(resolvePlan({ kind: "remove", entry: { path: "a.yaml", startLine: 1, endLine: 1, start: 2, end: 99 } }, "a: 1\n")).toBeNull();
    expect(resolvePlan({ kind: "insert", after: { path: "a.md", startLine: 1, endLine: 1, start: 0, end: 4 }, ...timeout }, "a: 1\n")).toBeNull();
  });
});
