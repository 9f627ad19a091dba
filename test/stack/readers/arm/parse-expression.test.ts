import { describe, expect, it } from "vitest";
import { isExpression, parseExpression } from "../../../../src/stack/readers/arm/parse-expression.ts";

const at = { path: "azuredeploy.json", startLine: 1, endLine: 1 };
const parse = (text: string) => parseExpression(text, at);

describe("isExpression", () => {
  it("takes text in brackets, and leaves text whose bracket is doubled", () => {
    expect(isExpression("[parameters('a')]")).toBe(true);
    expect(isExpression("[[not one]")).toBe(false);
    expect(isExpression("plain [text]")).toBe(false);
  });
});

describe("parseExpression", () => {
  it("reads calls inside calls with texts, numbers and words", () => {
    expect(parse("[concat('it''s ', string(-2), true)]")).toMatchObject({
      kind: "call",
      name: "concat",
      arguments: [
        { kind: "value", value: { value: "it's " } },
        { kind: "call", name: "string", arguments: [{ value: { value: -2 } }], text: "string(-2)" },
        { kind: "value", value: { value: true } },
      ],
    });
  });

  it("reads members and indexes behind a call", () => {
    expect(parse("[listKeys('id', '1').keys[0].value]")).toMatchObject({
      kind: "member",
      name: "value",
      of: { kind: "index", index: { value: { value: 0 } }, of: { kind: "member", name: "keys", of: { kind: "call", name: "listKeys" } } },
    });
  });

  it("takes the function's name without the namespace of the template", () => {
    expect(parse("[contoso.uniqueName('a')]")).toMatchObject({ kind: "call", name: "uniqueName" });
  });

  it.each(["[concat('a']", "[concat('a)]", "[concat(,)]", "[a b]", "[]", "[#]"])("gives a broken expression for %s", (text) => {
    expect(parse(text).kind).toBe("broken");
  });

  it("stops at nesting that nobody writes", () => {
    const nested = `[${"a(".repeat(5_000)}${")".repeat(5_000)}]`;
    expect(JSON.stringify(parse(nested))).toContain("broken");
  });
});
