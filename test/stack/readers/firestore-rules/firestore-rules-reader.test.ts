import { describe, expect, it } from "vitest";
import { googleModel } from "../../../../src/stack/platforms/google/google-model.ts";
import { accessRulesOf } from "../../../../src/stack/readers/firestore-rules/access-rules.ts";
import { alternativesOf } from "../../../../src/stack/readers/firestore-rules/alternatives.ts";
import type { Expression } from "../../../../src/stack/readers/firestore-rules/ast.ts";
import { asksOnlyForSignIn, documentsAsked, fixedDate } from "../../../../src/stack/readers/firestore-rules/expression-signs.ts";
import { firestoreRulesReader } from "../../../../src/stack/readers/firestore-rules/firestore-rules-reader.ts";
import { parseRules } from "../../../../src/stack/readers/firestore-rules/parse-rules.ts";
import { rulesFileOf } from "../../../../src/stack/readers/firestore-rules/rules-file-of.ts";
import { memorySnapshot } from "../../../support/memory-snapshot.ts";

const inDocuments = (body: string) => `rules_version = '2';
service cloud.firestore {
  match /databases/{database}/documents {
${body}
  }
}
`;

function conditionOf(text: string): Expression {
  const { file, notes } = parseRules("f.rules", inDocuments(`match /a/{id} { allow read: if ${text}; }`));
  expect(notes).toEqual([]);
  const condition = accessRulesOf(file)[0]?.condition;
  if (condition === undefined || condition === null) throw new Error("no condition");
  return condition;
}

/** Operators and operands in prefix form. */
function shape(one: Expression): string {
  switch (one.kind) {
    case "literal":
      return JSON.stringify(one.value);
    case "name":
      return one.name;
    case "member":
      return `${shape(one.of)}.${one.name}`;
    case "index":
      return `${shape(one.of)}[${shape(one.index)}]`;
    case "call":
      return `${shape(one.callee)}(${one.arguments.map(shape).join(" ")})`;
    case "unary":
      return `(${one.operator} ${shape(one.operand)})`;
    case "binary":
      return `(${one.operator} ${shape(one.left)} ${shape(one.right)})`;
    case "conditional":
      return `(? ${shape(one.test)} ${shape(one.consequence)} ${shape(one.otherwise)})`;
    case "list":
      return `[${one.items.map(shape).join(" ")}]`;
    case "map":
      return `{${one.entries.map(({ key, value }) => `${shape(key)}:${shape(value)}`).join(" ")}}`;
    case "path":
      return one.segments.map((segment) => `/${typeof segment === "string" ? segment : `$${shape(segment)}`}`).join("");
    default:
      return "error";
  }
}

describe("expressions", () => {
  it.each([
    ["a || b && c", "(|| a (&& b c))"],
    ["a == b && !c", "(&& (== a b) (! c))"],
    ["1 + 2 * 3 - 4 < 5", "(< (- (+ 1 (* 2 3)) 4) 5)"],
    ["a in ['x', 'y'] == true", '(== (in a ["x" "y"]) true)'],
    ["a is string", "(is a string)"],
    ["a ? b : c ? d : e", "(? a b (? c d e))"],
    ["request.auth.token['role']", 'request.auth.token["role"]'],
    [
      "get(/databases/$(database)/documents/users/$(request.auth.uid)).data.admin",
      "get(/databases/$database/documents/users/$request.auth.uid).data.admin",
    ],
    ["exists(/databases/(default)/documents/a/b-c)", "exists(/databases/(default)/documents/a/b-c)"],
    ["{'a': 1}.keys().hasOnly(['a'])", '{"a":1}.keys().hasOnly(["a"])'],
    ["(a || b) /* why */ && c // so", "(&& (|| a b) c)"],
    ["-1.5 >= a % 2", "(>= (- 1.5) (% a 2))"],
  ])("%s binds as the language says", (text, expected) => {
    // A line comment would take the semicolon with it.
    expect(shape(conditionOf(text.includes("//") ? `${text}\n` : text))).toBe(expected);
  });

  it("put in the functions of the file, with arguments and variables", () => {
    const { file } = parseRules(
      "f.rules",
      inDocuments(`
function owns(id) { let me = request.auth.uid; return signedIn() && me == id; }
function signedIn() { return request.auth != null; }
match /users/{userId} { allow update: if owns(userId); }`),
    );
    const condition = accessRulesOf(file)[0]?.condition;
    expect(condition && shape(condition)).toBe("(&& (!= request.auth null) (== request.auth.uid userId))");
  });

  it("stay bounded where functions double what they are given", () => {
    const doubling = Array.from({ length: 18 }, (_, index) => `function f${index}(a) { return f${index + 1}(a || a); }`).join("\n");
    const { file } = parseRules("f.rules", inDocuments(`${doubling}\nfunction f18(a) { return a; }\nmatch /a/{b} { allow read: if f0(x || y); }`));
    const condition = accessRulesOf(file)[0]?.condition;
    expect(condition && alternativesOf(condition)).toBeNull();
  });

  it("tell in which ways they hold", () => {
    expect(alternativesOf(conditionOf("a && (b || c)"))?.map((one) => one.map(shape))).toEqual([
      ["a", "b"],
      ["a", "c"],
    ]);
    expect(alternativesOf(conditionOf("true"))).toEqual([[]]);
    expect(alternativesOf(conditionOf("false && a"))).toEqual([]);
  });

  it("show sign-in, fixed dates and the documents that they read", () => {
    expect(asksOnlyForSignIn(conditionOf("request.auth.uid != null"))).toBe(true);
    expect(asksOnlyForSignIn(conditionOf("request.auth.uid == id"))).toBe(false);
    expect(fixedDate(conditionOf("request.time < timestamp.date(2026, 5, 1)"))).toEqual({ milliseconds: Date.UTC(2026, 4, 1), holds: "before" });
    expect(fixedDate(conditionOf("timestamp.date(2026, 5, 1) < request.time"))).toMatchObject({ holds: "after" });
    expect(documentsAsked(conditionOf("get(/databases/$(database)/documents/users/$(request.auth.uid)).data.admin"))).toEqual(["users"]);
  });
});

describe("files", () => {
  it("give every allow with its whole path and what its methods stand for", () => {
    const { file } = parseRules("f.rules", inDocuments("match /a/{id} {\n  allow read;\n  match /b/{rest=**} { allow create, delete: if true; }\n}"));
    expect(accessRulesOf(file).map((rule) => [rule.path, [...rule.methods], rule.allow.at.startLine])).toEqual([
      ["/a/{id}", ["get", "list"], 5],
      ["/a/{id}/b/{rest=**}", ["create", "delete"], 6],
    ]);
  });

  it("keep what stands around a broken statement, and say its line", () => {
    const { file, notes } = parseRules(
      "f.rules",
      inDocuments("match /a/{id} {\n  allow read: if ((a;\n  allow delete: if b;\n}\nmatch /c/{id} { allow get; }"),
    );
    expect(notes).toMatchObject([{ path: "f.rules", line: 5 }]);
    expect(accessRulesOf(file).map((rule) => rule.path)).toEqual(["/a/{id}", "/c/{id}"]);
  });

  it.each([
    ["an open block", "service cloud.firestore { match /a/{b} { allow read;"],
    ["deep parentheses", `service cloud.firestore { match /a { allow read: if ${"(".repeat(5000)}`],
    ["deep blocks", `service cloud.firestore { ${"match /a {".repeat(5000)}`],
    ["a long chain", `service cloud.firestore { match /a { allow read: if a${" && a".repeat(10_000)}; } }`],
    ["an open string", "service cloud.firestore { match /a { allow read: if 'x"],
    ["nothing of the kind", "}}}}{{{{"],
  ])("end with a note, not an exception, on %s", (_, text) => {
    expect(parseRules("f.rules", text).notes.length).toBeGreaterThan(0);
  });
});

describe("the reader", () => {
  it("makes a ruleset whose syntax tree can be asked, and leaves other rules files alone", () => {
    const files = {
      "firestore.rules": inDocuments("match /a/{b} { allow read: if x; }"),
      "storage.rules": "service firebase.storage { match /b/{bucket}/o { match /{all=**} { allow read; } } }",
      "lint.rules": "x",
    };
    const { resources, notes } = firestoreRulesReader.read(Object.keys(files), memorySnapshot(files));
    const built = googleModel.build(resources).resources;
    expect(notes).toEqual([]);
    expect(built.map((one) => [one.id, one.kind, one.string("service")])).toMatchObject([
      ["google:ruleset:firestore.rules", "ruleset", { value: "firestore" }],
      ["google:ruleset:storage.rules", "ruleset", { value: "storage" }],
    ]);
    expect(built.map((one) => rulesFileOf(one)?.services[0]?.matches.length)).toEqual([1, 1]);
  });
});
