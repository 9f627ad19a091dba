import { beforeAll, describe, expect, it } from "vitest";
import { entryOf } from "../../../../src/stack/value.ts";
import { loadGrammars } from "../../../../src/syntax/tree-sitter.ts";
import { cdkPythonApp } from "../../../../src/rules/examples/cdk-python-app.ts";
import { resourcesOf } from "./read-cdk.ts";

beforeAll(() => loadGrammars(["typescript", "python"]));

describe("the places of a keyword argument", () => {
  it("are its name's, its value's and the whole", () => {
    const files = cdkPythonApp('sqs.Queue(self, "Orders", visibility_timeout=Duration.seconds(60))');
    const text = files["infra/shop_stack.py"] ?? "";
    const hidden = entryOf(resourcesOf(files).get("Orders")?.properties, "VisibilityTimeout");
    const shown = [hidden?.key, hidden?.value.at, hidden?.at].map((at) => text.slice(at?.start, at?.end));
    expect(shown).toEqual(["visibility_timeout", "60", "visibility_timeout=Duration.seconds(60)"]);
  });
});
