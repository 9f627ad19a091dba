import { beforeAll, describe, expect, it } from "vitest";
import { cdkNagCalls } from "../../../src/review/suppressions/cdk-nag-calls.ts";
import { RuleCatalogue } from "../../../src/review/suppressions/rule-catalogue.ts";
import { loadGrammars } from "../../../src/syntax/tree-sitter.ts";
import { rules } from "./suppress-example.ts";

beforeAll(() => loadGrammars(["typescript", "python"]));

const callsIn = (text: string) => cdkNagCalls("lib/stack.ts", text, new RuleCatalogue(rules));

describe("NagSuppressions.addResourceSuppressions", () => {
  it("covers the construct that its variable holds", () => {
    const text = `const orders = new lambda.Function(this, "Orders", {
  reservedConcurrentExecutions: 0,
});
NagSuppressions.addResourceSuppressions(orders, [
  { id: "AwsSolutions-SQS3", reason: "another" },
  { id: "AwsSolutions-L9", reason: "off for now" },
]);
`;
    expect(callsIn(text)).toEqual([
      {
        rules: ["reserved-concurrency-zero"],
        reason: "off for now",
        by: "NagSuppressions at lib/stack.ts:6",
        path: "lib/stack.ts",
        line: 6,
        scope: { kind: "declaration", startLine: 1, endLine: 3, strict: true },
      },
    ]);
  });

  it("covers members and several constructs", () => {
    const text = `this.one = new lambda.Function(this, "One", {});
const two = new lambda.Function(this, "Two", {});
NagSuppressions.addResourceSuppressions([this.one, two], [{ "id": 'AwsSolutions-L9', "reason": 'off' }], true);
`;
    expect(callsIn(text).map((one) => one.scope)).toMatchObject([{ startLine: 1 }, { startLine: 2 }]);
  });

  it("counts for nothing where the construct or the list is not written there", () => {
    expect(callsIn("NagSuppressions.addResourceSuppressions(make(), [{ id: 'AwsSolutions-L9', reason: 'off' }]);")).toEqual([]);
    expect(callsIn("const a = new A();\nNagSuppressions.addResourceSuppressions(a, list);")).toEqual([]);
    expect(callsIn("const a = new A();\nother.addResourceSuppressions(a, [{ id: 'AwsSolutions-L9', reason: 'off' }]);")).toEqual([]);
    expect(callsIn("NagSuppressions.addResourceSuppressions(")).toEqual([]);
  });

  it("is read in Python, with structs, dictionaries and arguments by name", () => {
    const text = `class OrdersStack(Stack):
    def __init__(self, scope, construct_id):
        orders = lambda_.Function(
            self, "Orders", reserved_concurrent_executions=0
        )
        self.other = lambda_.Function(self, "Other")
        NagSuppressions.add_resource_suppressions(orders, [
            # for now
            NagPackSuppression(id="AwsSolutions-L9", reason="off for now"),
            NagPackSuppression(id="AwsSolutions-SQS3", reason="another"),
        ])
        cdk_nag.NagSuppressions.add_resource_suppressions(construct=[self.other], suppressions=[{"id": 'AwsSolutions-L9', "reason": 'off'}])
        others.add_resource_suppressions(orders, [{"id": "AwsSolutions-L9", "reason": "off"}])
`;
    expect(cdkNagCalls("orders/stack.py", text, new RuleCatalogue(rules))).toEqual([
      {
        rules: ["reserved-concurrency-zero"],
        reason: "off for now",
        by: "NagSuppressions at orders/stack.py:9",
        path: "orders/stack.py",
        line: 9,
        scope: { kind: "declaration", startLine: 3, endLine: 5, strict: true },
      },
      {
        rules: ["reserved-concurrency-zero"],
        reason: "off",
        by: "NagSuppressions at orders/stack.py:12",
        path: "orders/stack.py",
        line: 12,
        scope: { kind: "declaration", startLine: 6, endLine: 6, strict: true },
      },
    ]);
  });
});
