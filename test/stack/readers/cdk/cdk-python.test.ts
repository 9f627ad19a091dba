import { beforeAll, describe, expect, it } from "vitest";
import { loadGrammars } from "../../../../src/syntax/tree-sitter.ts";
import { entryOf } from "../../../../src/stack/value.ts";
import { allowedBy, propertiesOf, resourcesOf } from "./read-cdk.ts";

beforeAll(() => loadGrammars(["typescript", "python"]));

const stack = `from os import path
from aws_cdk import Duration, RemovalPolicy, Stack, aws_dynamodb as dynamodb, aws_lambda as _lambda, aws_sqs as sqs
from aws_cdk.aws_lambda_event_sources import SqsEventSource
import aws_cdk.aws_sns as sns
from constructs import Construct
from .worker import Worker

TIMEOUT = 20

class OrdersStack(Stack):
    def __init__(self, scope: Construct, construct_id: str, *, stage: str = "dev", **kwargs) -> None:
        super().__init__(scope, construct_id, **kwargs)
        lost = sqs.Queue(self, "Lost", retention_period=Duration.days(14))
        self.mail = sqs.Queue(
            self, "Mail",
            queue_name=f"mail-{stage}",
            visibility_timeout=Duration.seconds(120),
            dead_letter_queue=sqs.DeadLetterQueue(queue=lost, max_receive_count=3),
        )
        table = dynamodb.Table(
            self, "Orders",
            partition_key=dynamodb.Attribute(name="id", type=dynamodb.AttributeType.STRING),
            removal_policy=RemovalPolicy.DESTROY,
        )
        fn = self.make_function("Book", environment={"TABLE": table.table_name, **self.shared()})
        fn.add_event_source(SqsEventSource(self.mail, batch_size=5, report_batch_item_failures=True))
        table.grant_read_write_data(fn)
        for name in ["a", "b"]:
            sns.Topic(self, f"{name}-topic")
        [Worker(self, worker_id, hide=hide) for worker_id, hide in {"W1": 5, "W2": 6}.items()]
        if stage != "dev":
            sqs.Queue(self, "Never")

    def make_function(self, function_id, environment=None):
        return _lambda.Function(
            self, function_id,
            runtime=_lambda.Runtime.PYTHON_3_13,
            handler="book.handler",
            code=_lambda.Code.from_asset(path.join(path.dirname(__file__), "..", "src")),
            timeout=Duration.seconds(TIMEOUT),
            environment=environment or {},
        )

    @staticmethod
    def shared():
        return {"LOG_LEVEL": "info"}
`;
const files = {
  "cdk.json": `{ "app": "python3 app.py" }`,
  "app.py": `#!/usr/bin/env python3
import aws_cdk as cdk
from infra.orders_stack import OrdersStack

if __name__ == "__main__":
    app = cdk.App()
    OrdersStack(app, "Orders", stage=app.node.try_get_context("stage") and "dev" or "dev")
    app.synth()
`,
  "infra/orders_stack.py": stack,
  "infra/worker.py": `from aws_cdk import Duration
from aws_cdk import aws_sqs as sqs
from constructs import Construct

class Worker(Construct):
    def __init__(self, scope, id, hide, **kwargs):
        super().__init__(scope, id)
        self.queue = sqs.Queue(self, "Queue", visibility_timeout=Duration.seconds(hide))
`,
};

describe("a program of Python", () => {
  it("gives the same resources as one of TypeScript", () => {
    expect(propertiesOf(files, "Mail")).toEqual({
      QueueName: "mail-dev",
      VisibilityTimeout: 120,
      RedrivePolicy: { deadLetterTargetArn: "→Lost.Arn", maxReceiveCount: 3 },
    });
    expect(propertiesOf(files, "Book")).toEqual({
      Runtime: "python3.13",
      Timeout: 20,
      Handler: "book.handler",
      CodeUri: "src",
      Environment: { Variables: { TABLE: "→Orders", LOG_LEVEL: "info" } },
      Role: "→Book/ServiceRole.Arn",
    });
    expect(propertiesOf(files, "Book/SqsEventSource:Mail")).toMatchObject({
      BatchSize: 5,
      FunctionResponseTypes: ["ReportBatchItemFailures"],
      EventSourceArn: "→Mail.Arn",
    });
    expect(allowedBy(resourcesOf(files).get("Book/ServiceRole"))).toEqual(
      expect.arrayContaining(["dynamodb:PutItem on →Orders.Arn", "sqs:DeleteMessage on →Mail.Arn"]),
    );
  });

  it("follows loops, comprehensions and constructs of other files", () => {
    expect([...resourcesOf(files).keys()]).toEqual(expect.arrayContaining(["a-topic", "b-topic", "W1/Queue", "W2/Queue"]));
    expect(propertiesOf(files, "W2/Queue")).toEqual({ VisibilityTimeout: 6 });
    expect(resourcesOf(files).has("Never")).toBe(false);
  });

  it("names settings as Python does, at their lines", () => {
    const mail = resourcesOf(files).get("Mail");
    expect(mail).toMatchObject({ at: { path: "infra/orders_stack.py", startLine: 14, endLine: 19 }, scope: "infra/orders_stack.py#OrdersStack" });
    expect(mail?.nativeNames?.("VisibilityTimeout")).toBe("visibility_timeout");
    const hidden = entryOf(mail?.properties, "VisibilityTimeout");
    expect(hidden?.at).toMatchObject({ startLine: 17 });
    expect(stack.slice(hidden?.value.at.start, hidden?.value.at.end)).toBe("120");
    expect(resourcesOf(files).get("Book")?.at).toMatchObject({ startLine: 25 });
  });

  it("keeps what keyword arguments of elsewhere may hold unknown", () => {
    const unknown = {
      "queue_stack.py": `from aws_cdk import Stack, Duration
from aws_cdk.aws_sqs import Queue

class QueueStack(Stack):
    def __init__(self, scope, id, props, **kwargs):
        super().__init__(scope, id, **kwargs)
        Queue(self, "Mail", visibility_timeout=Duration.seconds(5), **props)
`,
    };
    expect(propertiesOf(unknown, "Mail")).toMatchObject({
      VisibilityTimeout: expect.anything(),
      MessageRetentionPeriod: "?the properties of QueueStack are given elsewhere",
    });
  });

  it("reads by name what TypeScript gives by place", () => {
    const files = {
      "cdk.json": `{ "app": "python3 app.py" }`,
      "app.py": `from aws_cdk import App, Stack, aws_apigatewayv2 as apigw, aws_apigatewayv2_integrations as integrations, aws_dynamodb as dynamodb
from aws_cdk import aws_events as events, aws_events_targets as targets, aws_lambda as lambda_, aws_sns as sns, aws_sns_subscriptions as subs, aws_iot as iot

class OrdersStack(Stack):
    def __init__(self, scope, construct_id):
        super().__init__(scope=scope, id=construct_id)
        fn = lambda_.Function(scope=self, id="Book", runtime=lambda_.Runtime.PYTHON_3_13, handler="book.handler", code=lambda_.Code.from_asset(path="src"))
        api = apigw.HttpApi(self, "Api")
        api.add_routes(path="/book", methods=[apigw.HttpMethod.POST], integration=integrations.HttpLambdaIntegration("Book", handler=fn))
        rule = events.Rule(self, "Tick", schedule=events.Schedule.expression("rate(1 hour)"))
        rule.add_target(target=targets.LambdaFunction(handler=fn, retry_attempts=1))
        sns.Topic(self, "News").add_subscription(subs.LambdaSubscription(fn=fn, raw_message_delivery=True))
        table = dynamodb.Table(self, "Orders", partition_key=dynamodb.Attribute(name="id", type=dynamodb.AttributeType.STRING))
        table.grant_read_data(grantee=fn)
        fn.add_environment(key="TABLE", value=table.table_name)
        fn.node.default_child.add_property_override(property_path="MemorySize", value=512)
        iot.CfnTopicRule(self, "Sensor", topic_rule_payload=iot.CfnTopicRule.TopicRulePayloadProperty(
            sql="SELECT * FROM 'a'", actions=[iot.CfnTopicRule.ActionProperty(lambda_=iot.CfnTopicRule.LambdaActionProperty(function_arn=fn.function_arn))]))

OrdersStack(App(), "Orders")
`,
    };
    expect(propertiesOf(files, "Book")).toMatchObject({ CodeUri: "src", Environment: { Variables: { TABLE: "→Orders" } }, MemorySize: 512 });
    expect(propertiesOf(files, "Api/POST /book")).toMatchObject({ Function: "→Book.Arn" });
    expect(propertiesOf(files, "Tick")).toMatchObject({ Targets: [{ Arn: "→Book.Arn", RetryPolicy: { MaximumRetryAttempts: 1 } }] });
    expect(propertiesOf(files, "News/LambdaSubscription:NewsBook")).toMatchObject({ Endpoint: "→Book.Arn" });
    expect(propertiesOf(files, "Sensor")).toMatchObject({ TopicRulePayload: { Actions: [{ Lambda: { FunctionArn: "→Book.Arn" } }] } });
    expect(allowedBy(resourcesOf(files).get("Book/ServiceRole"))).toContain("dynamodb:GetItem on →Orders.Arn");
  });

  it("takes `constructs` from the installed package, also in a folder of that name", () => {
    const files = {
      "cdk.json": `{ "app": "python3 app.py" }`,
      "app.py": `from aws_cdk import App, Stack
from shop.constructs.mail import Mail

app = App()
Mail(Stack(app, "Orders"), "Mail")
`,
      "shop/__init__.py": "",
      "shop/constructs/__init__.py": "",
      "shop/constructs/mail.py": `from aws_cdk import aws_sqs as sqs
from constructs import Construct

class Mail(Construct):
    def __init__(self, scope, construct_id):
        super().__init__(scope, construct_id)
        sqs.Queue(self, "Queue")
`,
    };
    expect([...resourcesOf(files).keys()]).toEqual(["Mail/Queue"]);
  });
});
