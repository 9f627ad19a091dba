import { beforeAll, describe, expect, it } from "vitest";
import { entryOf } from "../../../../src/stack/value.ts";
import { loadGrammars } from "../../../../src/syntax/tree-sitter.ts";
import { cdkApp } from "../../../../src/rules/examples/cdk-app.ts";
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

describe("the properties of what a call adds to a construct", () => {
  it("stand where the call stands", () => {
    const files = cdkApp(`
const book = new lambda.Function(this, "Book", {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: "book.handler",
  code: lambda.Code.fromAsset("src"),
});
const orders = new sns.Topic(this, "Orders");
orders.addSubscription(new subscriptions.LambdaSubscription(book));
`);
    const text = files["lib/shop-stack.ts"] ?? "";
    const subscription = [...resourcesOf(files).values()].find(({ type }) => type === "AWS::SNS::Subscription");
    const { start, end } = subscription?.properties.at ?? {};
    expect(text.slice(start, end)).toBe("orders.addSubscription(new subscriptions.LambdaSubscription(book))");
  });
});
