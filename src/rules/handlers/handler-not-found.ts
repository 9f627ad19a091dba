import { cdkApp } from "../examples/cdk-app.ts";
import { serverlessService } from "../examples/serverless-service.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const template = `
Transform: AWS::Serverless-2016-10-31
Resources:
  ProcessOrders:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: orders.process_order
      Runtime: python3.13
`;

export const handlerNotFound: Rule = {
  id: "handler-not-found",
  title: "Handler names code that does not exist",
  topics: ["1.5", "29.1"],
  category: "deployment",
  severity: "high",
  platforms: ["aws", "azure", "google"],
  source: "https://docs.aws.amazon.com/lambda/latest/dg/foundation-progmodel.html",
  bad: [
    { head: { "template.yaml": template, "src/orders.py": "def handler(event, context):\n    return {}\n" } },
    { head: { "template.yaml": template, "src/order.py": "def process_order(event, context):\n    return {}\n" } },
    {
      head: {
        "serverless.yml": serverlessService({ runtime: "python3.13", functions: "process:\n  handler: src/orders.process_order" }),
        "src/orders.py": "def handler(event, context):\n    return {}\n",
      },
    },
    {
      head: {
        ...cdkApp(`
new lambda.Function(this, "ProcessOrders", {
  runtime: lambda.Runtime.PYTHON_3_13,
  handler: "orders.process_order",
  code: lambda.Code.fromAsset("src"),
});
`),
        "src/orders.py": "def handler(event, context):\n    return {}\n",
      },
    },
  ],
  good: [
    // The plugin serverless-wsgi writes this module.
    {
      head: {
        "serverless.yml": serverlessService({ runtime: "python3.13", functions: "shop:\n  handler: wsgi_handler.handler" }),
        "app.py": "app = None\n",
      },
    },
    { head: { "template.yaml": template, "src/orders.py": "def process_order(event, context):\n    return {}\n" } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const target of stack.resourcesOf("function")) {
      const handler = stack.handlerOf(target);
      if (handler?.state !== "missing") continue;
      const setting = target.string("handler");
      const [first = ""] = handler.looked;
      yield {
        subject: target,
        claim: "handler",
        evidence: [{ at: setting.at, note: "named here" }, { at: target.at }],
        what:
          handler.what === "file"
            ? `${named(target)} is started from ${named(handler.name)}, but there is no such file${first === "" ? "" : ` (looked for ${handler.looked.slice(0, 3).map(named).join(", ")})`}.`
            : `${named(target)} calls ${named(handler.name)}, but ${first === "" ? "its file" : named(first)} exports nothing of that name.`,
        why: `The deployment succeeds, and every invocation fails before a line of the function runs.`,
        fix: `Correct \`${setting.nativeName}\`, or restore the ${handler.what === "file" ? "file" : "export"} that it names.`,
      };
    }
  },
};
