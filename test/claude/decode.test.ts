import { describe, expect, test } from "vitest";
import { claimsToFindings } from "../../src/claude/claims-to-findings.ts";
import { decodeClaims } from "../../src/claude/decode.ts";
import { gatherFiles } from "../../src/claude/gather.ts";
import { planFiles } from "../../src/claude/plan-files.ts";
import { createRedactor } from "../../src/claude/redact.ts";
import type { Finding } from "../../src/findings/finding.ts";
import { loadPersona } from "../../src/persona/load-persona.ts";
import type { Brief } from "../../src/ports/reviewer.ts";
import { type Files, ordersBrief } from "./support/brief.ts";

const persona = await loadPersona();
const claim = {
  kind: "timeout-mismatch",
  title: "Queue redelivers too early",
  what: "`OrdersQueue` hides a message for 60 s.",
  why: "The order is charged twice.",
  fix: "Hide messages for 720 s.",
  path: "template.yaml",
  side: "head",
  quote: "      Timeout: 120",
  resource: null,
  severity: "high",
  category: "reliability",
  confidence: 0.8,
  topics: ["22.6"],
  replacement: null,
};

async function decode(claims: readonly unknown[], brief: Brief = ordersBrief()) {
  const { files } = await gatherFiles(planFiles(brief), brief.change, createRedactor());
  const decoded = decodeClaims(claims, { brief, persona, files });
  return { ...decoded, ...claimsToFindings(decoded.claims, brief.change) };
}

async function findingOf(changes: Partial<Record<keyof typeof claim, unknown>>, brief?: Brief): Promise<Finding | undefined> {
  return (await decode([{ ...claim, ...changes }], brief)).findings[0];
}

const withCode = (code: string, base: Files = {}) => ordersBrief({}, { base, head: { "src/app.js": code } });

describe("decodeClaims", () => {
  test.each([
    ["a file that was not given", { path: "other.yaml" }, "unknown file"],
    ["a quote that stands nowhere", { quote: "Timeout: 900" }, "quote not found"],
    ["a quote without words", { quote: "}" }, "quote not found"],
    ["an added line that is said to be at base", { side: "base" }, "quote not found"],
    ["a resource that stands nowhere", { resource: "aws:queue:PaymentsQueue" }, "unknown resource"],
    ["a severity that does not exist", { severity: "blocker" }, "not in the required form"],
    ["a kind that does not exist", { kind: "bad-vibes" }, "not in the required form"],
    ["a text that is only markup", { fix: "<img src=x onerror=alert(1)>" }, "empty text"],
    ["a promise", { fix: "Use 720 s: this guarantees exactly-once delivery." }, "wording that the practices forbid"],
    ["a clearance", { why: "The rest is safe to merge." }, "wording that the practices forbid"],
  ])("drops %s and counts it", async (_, changes, reason) => {
    const { findings, dropped } = await decode([{ ...claim, ...changes }]);
    expect(findings).toEqual([]);
    expect(dropped).toEqual({ [reason]: 1 });
  });

  test("drops what is no claim at all, and keeps the others", async () => {
    const { findings, dropped } = await decode([null, "claim", { claims: [] }, claim]);
    expect(findings).toHaveLength(1);
    expect(dropped).toEqual({ "not in the required form": 3 });
  });

  test("reads no more than 25 claims", async () => {
    const { dropped } = await decode(Array.from({ length: 30 }, () => claim));
    expect(dropped).toEqual({ "too many claims": 5 });
  });

  test.each([
    [5, 1],
    [-1, 0],
    ["0.4", 0.4],
    ["sure", 0],
  ])("clamps a confidence of %s to %s", async (confidence, expected) => {
    expect((await findingOf({ confidence }))?.confidence).toBe(expected);
  });

  test("keeps only topics that exist, each once", async () => {
    expect((await findingOf({ topics: ["22.6", "77.1", "22.6", "9.6"] }))?.topics).toEqual(["22.6", "9.6"]);
  });

  test.each([
    ["an id", "aws:queue:OrdersQueue", "aws:queue:OrdersQueue"],
    ["a name", "OrdersQueue", "aws:queue:OrdersQueue"],
    ["an id with a wrong platform", "azure:queue:OrdersQueue", "aws:queue:OrdersQueue"],
    ["a name that stands in the file but is no resource", "Orders", null],
    ["nothing", "", null],
  ])("finds the resource by %s", async (_, resource, expected) => {
    const finding = await findingOf({ resource });
    expect(finding).toBeDefined();
    expect(finding?.resource).toBe(expected);
  });

  test("drops a claim that a rule has made on the same line about the same subject", async () => {
    const own = await findingOf({ resource: "OrdersQueue" });
    const found: Finding[] = own === undefined ? [] : [{ ...own, id: "f-rule", rule: "sqs-visibility", source: "rule" }];
    const { findings, dropped } = await decode([{ ...claim, resource: "OrdersQueue" }], ordersBrief({ found }));
    expect(findings).toEqual([]);
    expect(dropped).toEqual({ "a rule has found it": 1 });
  });

  test("cuts texts that are too long for a comment", async () => {
    const finding = await findingOf({ title: "Word ".repeat(60), what: "A sentence that says something. ".repeat(60) });
    expect(finding?.title.length).toBeLessThanOrEqual(122);
    expect(finding?.what.length).toBeLessThanOrEqual(902);
    expect(finding?.what.endsWith(".")).toBe(true);
  });
});

describe("the place of a quote", () => {
  const lines = async (quote: string, code: string, base?: Files) => {
    const finding = await findingOf({ path: "src/app.js", quote }, withCode(code, base));
    const at = finding?.evidence[0]?.location;
    return at && [at.startLine, at.endLine];
  };

  test("is found when white space differs", async () => {
    expect(await lines("await   charge( order );", "a();\n\tawait charge( order );\n")).toEqual([2, 2]);
  });

  test("is found over several lines, the first and last of them in part", async () => {
    expect(await lines("send({\n  id: 1,\n})", "const a = 0;\nawait send({\n  id: 1,\n});\n")).toEqual([2, 4]);
  });

  test("is found when the model copied our marks and numbers", async () => {
    expect(await lines("+  2 | second();\n+  3 | third();", "first();\nsecond();\nthird();\n")).toEqual([2, 3]);
  });

  test("is the changed one where the line stands twice", async () => {
    const base = "retry(3);\n" + "x();\n".repeat(20);
    expect(await lines("retry(3);", `${base}retry(3);\n`, { "src/app.js": base })).toEqual([22, 22]);
  });

  test("is the first where all are changed", async () => {
    expect(await lines("retry(3);", "retry(3);\nx();\nretry(3);\n")).toEqual([1, 1]);
  });

  test("may be a removed line, at base", async () => {
    const finding = await findingOf({ side: "base", quote: "Timeout: 30" });
    expect(finding?.evidence).toMatchObject([{ side: "base", location: { path: "template.yaml", startLine: 6, endLine: 6 } }]);
  });

  test("carries the offsets of the file's own text", async () => {
    const code = "first();\r\nsecond();\r\n";
    const finding = await findingOf({ path: "src/app.js", quote: "second();" }, withCode(code));
    const { start, end } = finding?.evidence[0]?.location ?? {};
    expect(code.slice(start, end)).toBe("second();");
  });
});

describe("a replacement", () => {
  const edit = async (replacement: string, quote = "      Timeout: 120") => (await findingOf({ quote, replacement }))?.edit ?? null;

  test("becomes an edit of exactly the quoted lines", async () => {
    const brief = ordersBrief();
    const made = (await findingOf({ replacement: "      Timeout: 30" }, brief))?.edit;
    const content = brief.change.head.read("template.yaml");
    expect(content.state === "text" && made && content.text.slice(made.start, made.end)).toBe("      Timeout: 120");
    expect(made?.replacement).toBe("      Timeout: 30");
  });

  test("gets the file's indentation where the quote came without it", async () => {
    expect((await edit("Timeout: 30\n# why", "Timeout: 120"))?.replacement).toBe("      Timeout: 30\n      # why");
  });

  test("loses a code fence around it", async () => {
    expect((await edit("```yaml\n      Timeout: 30\n```"))?.replacement).toBe("      Timeout: 30");
  });

  test.each([
    ["changes nothing", "      Timeout: 120", undefined],
    ["replaces a part of a line", "Handler: src/other", "Handler: src/app"],
    ["brings invisible characters", "      Timeout: 3\u202E0", undefined],
    ["brings a marker of ours", "      Timeout: [redacted: secret]", undefined],
  ])("is left out where it %s", async (_, replacement, quote) => {
    expect(await edit(replacement, quote)).toBeNull();
  });

  test("keeps the line ends of the file", async () => {
    const brief = withCode("first();\r\nsecond();\r\n", {});
    const finding = await findingOf({ path: "src/app.js", quote: "first();\nsecond();", replacement: "third();\nfourth();" }, brief);
    expect(finding?.edit?.replacement).toBe("third();\r\nfourth();");
  });
});

describe("the identity of a finding", () => {
  test("survives other lines, other values and other words", async () => {
    const one = await findingOf({ resource: "OrdersQueue" });
    const moved = ordersBrief({}, { head: { "template.yaml": `# one more line\nTransform: x\nResources:\n  OrdersQueue:\n    Timeout: 240\n` } });
    const other = await findingOf({ resource: "OrdersQueue", quote: "    Timeout: 240", title: "Said in other words", why: "Otherwise." }, moved);
    expect(other?.id).toBe(one?.id);
  });

  test("differs by kind, resource and setting", async () => {
    const ids = await Promise.all([
      findingOf({ resource: "OrdersQueue" }),
      findingOf({ resource: "OrdersQueue", kind: "retry-behaviour" }),
      findingOf({ resource: "ProcessOrders" }),
      findingOf({ resource: "OrdersQueue", quote: "VisibilityTimeout: 60" }),
    ]);
    expect(new Set(ids.map((finding) => finding?.id)).size).toBe(4);
  });

  test("makes one finding of a problem that is said twice: the surer", async () => {
    const { findings, repeated } = await decode([claim, { ...claim, confidence: 0.95, title: "Surer" }]);
    expect(findings.map((finding) => finding.title)).toEqual(["Surer"]);
    expect(repeated).toBe(1);
  });
});
