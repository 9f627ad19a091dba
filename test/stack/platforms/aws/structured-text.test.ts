import { describe, expect, it } from "vitest";
import { structured } from "../../../../src/stack/platforms/aws/structured-text.ts";
import { valueAt } from "../../../../src/stack/value.ts";
import { open, ref, sub, valueOf } from "./natives.ts";

describe("structured", () => {
  it("opens JSON text", () => {
    const value = structured(valueOf('{"maxReceiveCount": 3, "tags": ["a", true, null]}'));
    expect(valueAt(value, "maxReceiveCount")).toMatchObject({ kind: "scalar", value: 3 });
    expect(valueAt(value, "tags", 1)).toMatchObject({ kind: "scalar", value: true });
  });

  it("keeps references inside strings of JSON text", () => {
    const value = structured(valueOf(sub('{"deadLetterTargetArn": "', ref("Dlq", "Arn"), '", "maxReceiveCount": 3}')));
    expect(valueAt(value, "deadLetterTargetArn")).toMatchObject({ kind: "reference", address: "Dlq", attribute: "Arn" });
  });

  it("joins a reference with the text around it", () => {
    const value = structured(valueOf(sub('{"Resource": "', ref("Bucket", "Arn"), '/*"}')));
    expect(valueAt(value, "Resource")).toMatchObject({ kind: "joined", parts: [{ kind: "reference" }, { kind: "scalar", value: "/*" }] });
  });

  it("keeps an open number outside of strings", () => {
    const value = structured(valueOf(sub('{"say": "a \\" quote", "maxReceiveCount": ', open("parameter Count has no default"), "}")));
    expect(valueAt(value, "maxReceiveCount")).toMatchObject({ kind: "unknown", reason: "parameter Count has no default" });
  });

  it("leaves text that is no JSON as it is", () => {
    expect(structured(valueOf("{not json"))).toMatchObject({ kind: "scalar", value: "{not json" });
    expect(structured(valueOf("plain"))).toMatchObject({ kind: "scalar", value: "plain" });
  });

  it("says unknown for text with holes that is no JSON", () => {
    expect(structured(valueOf(sub("{", open("x"), ",")))).toMatchObject({ kind: "unknown" });
  });

  it("stops at nesting that nobody writes", () => {
    expect(structured(valueOf(`${"[".repeat(5000)}${"]".repeat(5000)}`)).kind).toBe("list");
  });

  it("keeps a key named __proto__ apart from the object's own", () => {
    expect(valueAt(structured(valueOf('{"__proto__": {"x": 1}}')), "__proto__", "x")).toMatchObject({ value: 1 });
  });
});
