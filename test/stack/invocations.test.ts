import { beforeAll, describe, expect, it } from "vitest";
import { snapshotOf } from "../../src/change/lazy-snapshot.ts";
import { understandSnapshot } from "../../src/review/understand.ts";
import type { StackTools } from "../../src/stack/build-stack.ts";
import { invocationsOf } from "../../src/stack/invocations.ts";
import { deliveryTable } from "../../src/stack/invocations/delivery-table.ts";
import type { Fact, FailurePath, Invocation } from "../../src/stack/invocations/invocation.ts";
import { createStackTools } from "../../src/stack/stack-tools.ts";

let tools: StackTools;

beforeAll(async () => {
  tools = await createStackTools();
});

async function read(files: Readonly<Record<string, string>>, name: string) {
  const stack = await understandSnapshot(snapshotOf(files), tools);
  const fn = stack.resourcesOf("function").find((one) => one.name === name);
  if (fn === undefined)
    throw new Error(
      `no function ${name}; there are ${stack
        .resourcesOf("function")
        .map((one) => one.name)
        .join(", ")}`,
    );
  return invocationsOf(stack, fn);
}

const word = <T>(fact: Fact<T>, say: (value: T) => unknown) => (fact.known ? [say(fact.value), fact.source] : ["unknown", fact.reason]);

function failureWord(path: FailurePath): string {
  if (path.kind === "destination") return `to ${path.to.resource?.name ?? "outside"}`;
  return path.kind === "built-in" ? `kept in ${path.name}` : path.kind;
}

/** One invocation in words that tests compare. */
function shown({ kind, service, retry, failure, delivery, time, concurrency }: Invocation) {
  const retries = (fact: Invocation["retry"]) => word(fact, (value) => `${value.retries ?? "until expiry"}/${value.maximumAgeSeconds ?? "-"}`);
  return {
    is: `${kind} ${service}`,
    retry: retries(retry),
    failure: word(failure, failureWord),
    ...(delivery && { delivery: [retries(delivery.retry), word(delivery.failure, failureWord)] }),
    time: word(time.smaller, (value) => value),
    waits: time.callerWaits === null ? "nobody" : word(time.callerWaits, (value) => value),
    maximum: word(concurrency.maximum, (value) => value ?? "no bound"),
  };
}

const sam = (body: string) => ({ "template.yaml": `Transform: AWS::Serverless-2016-10-31\nResources:\n${body}` });
const fn = (lines: readonly string[], more: readonly string[] = []) =>
  sam(
    [
      "  Work:",
      "    Type: AWS::Serverless::Function",
      "    Properties:",
      "      Runtime: nodejs22.x",
      "      Handler: a.b",
      "      CodeUri: src/",
      ...lines.map((line) => `      ${line}`),
      ...more.map((line) => `  ${line}`),
      "",
    ].join("\n"),
  );
const sqsEvent = (settings = "") => `Events: { E: { Type: SQS, Properties: { Queue: !GetAtt Jobs.Arn${settings} } } }`;

describe("on AWS", () => {
  it("a queue with dead letters is read again until the last receive, then the message goes there", async () => {
    const files = fn(
      ["Timeout: 20", "ReservedConcurrentExecutions: 9", sqsEvent(", ScalingConfig: { MaximumConcurrency: 4 }")],
      [
        "Jobs: { Type: AWS::SQS::Queue, Properties: { RedrivePolicy: { deadLetterTargetArn: !GetAtt Lost.Arn, maxReceiveCount: 5 } } }",
        "Lost: { Type: AWS::SQS::Queue }",
      ],
    );
    const found = await read(files, "Work");
    expect(found.map(shown)).toEqual([
      {
        is: "queue sqs",
        retry: ["4/-", "setting"],
        failure: ["to Lost", "setting"],
        time: [20, "setting"],
        waits: "nobody",
        maximum: [4, "setting"],
      },
    ]);
    expect(found[0]?.retry.at.startLine).toBe(12);
    expect(found[0]?.concurrency.reserved).toMatchObject({ known: true, value: 9 });
  });

  it("a queue without dead letters is read again until the message expires, and nothing keeps it", async () => {
    const found = await read(fn([sqsEvent()], ["Jobs: { Type: AWS::SQS::Queue }"]), "Work");
    expect(found.map(shown)).toEqual([
      {
        is: "queue sqs",
        retry: ["until expiry/345600", "platform default"],
        failure: ["none", "platform default"],
        time: [3, "platform default"],
        waits: "nobody",
        maximum: ["no bound", "platform default"],
      },
    ]);
  });

  it("a queue of elsewhere leaves retries and failure path unknown", async () => {
    const [found] = await read(fn(["Events: { E: { Type: SQS, Properties: { Queue: arn:aws:sqs:eu-west-1:1:far } } }"]), "Work");
    expect(found?.retry.known).toBe(false);
    expect(found?.failure.known).toBe(false);
  });

  it("a stream is retried until the record expires, unless the mapping says otherwise", async () => {
    const stream = ["Taps: { Type: AWS::Kinesis::Stream, Properties: { ShardCount: 3 } }", "Lost: { Type: AWS::SQS::Queue }"];
    const event = (more: string) => `Events: { E: { Type: Kinesis, Properties: { Stream: !GetAtt Taps.Arn, StartingPosition: LATEST${more} } } }`;
    const [plain] = await read(fn([event("")], stream), "Work");
    const settings = ", MaximumRetryAttempts: 2, ParallelizationFactor: 2, DestinationConfig: { OnFailure: { Destination: !GetAtt Lost.Arn } }";
    const [bounded] = await read(fn([event(settings)], stream), "Work");
    expect(plain && shown(plain)).toMatchObject({
      is: "stream kinesis",
      retry: ["until expiry/-", "platform default"],
      failure: ["none", "platform default"],
    });
    expect(plain && shown(plain).maximum).toEqual([3, "setting"]);
    expect(bounded && shown(bounded)).toMatchObject({ retry: ["2/-", "setting"], failure: ["to Lost", "setting"], maximum: [6, "setting"] });
  });

  it("a rule hands over 24 hours long, and the function's own retries follow", async () => {
    const lines = [
      "EventInvokeConfig: { MaximumRetryAttempts: 0 }",
      "Events: { E: { Type: EventBridgeRule, Properties: { Pattern: { source: [shop] } } } }",
    ];
    const [found] = await read(fn(lines), "Work");
    expect(found && shown(found)).toMatchObject({
      is: "asynchronous eventbridge",
      retry: ["0/21600", "setting"],
      failure: ["none", "platform default"],
      delivery: [
        ["185/86400", "platform default"],
        ["none", "platform default"],
      ],
    });
  });

  it("a rule with a rate and a schedule are schedules; the schedule's dead letters keep what it could not hand over", async () => {
    const events = [
      "Events:",
      "  Rate: { Type: Schedule, Properties: { Schedule: rate(1 hour) } }",
      "  Night:",
      "    Type: ScheduleV2",
      "    Properties: { ScheduleExpression: rate(1 day), RetryPolicy: { MaximumRetryAttempts: 3 }, DeadLetterConfig: { Arn: !GetAtt Lost.Arn } }",
    ];
    const found = (await read(fn(events, ["Lost: { Type: AWS::SQS::Queue }"]), "Work")).map(shown);
    expect(found.map((one) => one.is)).toEqual(["schedule eventbridge", "schedule scheduler"]);
    expect(found.map((one) => one.retry)).toEqual([
      ["2/21600", "platform default"],
      ["2/21600", "platform default"],
    ]);
    expect(found[1]?.delivery).toEqual([
      ["3/86400", "setting"],
      ["to Lost", "setting"],
    ]);
  });

  it("a caller of an API sees the error itself and waits at most as long as the API", async () => {
    const [found] = await read(fn(["Timeout: 60", "Events: { E: { Type: Api, Properties: { Path: /, Method: get } } }"]), "Work");
    expect(found && shown(found)).toMatchObject({
      is: "synchronous api-rest",
      retry: ["0/-", "platform default"],
      failure: ["caller", "platform default"],
      time: [29, "platform default"],
      waits: [29, "platform default"],
    });
  });

  it("a topic's message is retried twice and then goes to the function's destination", async () => {
    const lines = ["DeadLetterQueue: { Type: SQS, TargetArn: !GetAtt Lost.Arn }", "Events: { E: { Type: SNS, Properties: { Topic: !Ref News } } }"];
    const [found] = await read(fn(lines, ["News: { Type: AWS::SNS::Topic }", "Lost: { Type: AWS::SQS::Queue }"]), "Work");
    expect(found && shown(found)).toMatchObject({ is: "asynchronous sns", retry: ["2/21600", "platform default"], failure: ["to Lost", "setting"] });
  });

  it("a state retries as its Retry says, and its timeout is how long the workflow waits", async () => {
    const machine = [
      "Flow:",
      "  Type: AWS::Serverless::StateMachine",
      "  Properties:",
      "    Definition:",
      "      StartAt: Go",
      "      States:",
      "        Go:",
      "          Type: Task",
      "          Resource: !GetAtt Work.Arn",
      "          TimeoutSeconds: 2",
      "          Retry: [{ ErrorEquals: [Busy], MaxAttempts: 4 }, { ErrorEquals: [States.ALL] }]",
      "          Catch: [{ ErrorEquals: [States.ALL], Next: Undo }]",
      "          End: true",
      "        Undo: { Type: Fail }",
    ];
    const [found] = await read(fn([], machine), "Work");
    expect(found && shown(found)).toMatchObject({
      is: "workflow step-functions",
      retry: ["7/-", "setting"],
      failure: ["kept in state Undo", "setting"],
      time: [2, "setting"],
    });
  });

  it("a function URL is a way of its own", async () => {
    expect((await read(fn(["FunctionUrlConfig: { AuthType: AWS_IAM }"]), "Work")).map((one) => `${one.kind} ${one.service}`)).toEqual([
      "synchronous function-url",
    ]);
  });
});

const bicepQueue = (deliveries: string) => `
resource bus 'Microsoft.ServiceBus/namespaces@2022-10-01-preview' = { name: 'bus' }
resource jobs 'Microsoft.ServiceBus/namespaces/queues@2022-10-01-preview' = {
  parent: bus
  name: 'jobs'
  properties: { ${deliveries} }
}
`;
const functionJson = (binding: string, more = "") => ({
  "app/host.json": `{ "version": "2.0", "functionTimeout": "00:04:00"${more} }`,
  "app/Work/function.json": `{ "bindings": [{ "name": "x", "direction": "in", ${binding} }] }`,
  "app/Work/index.js": "module.exports = async () => undefined;\n",
});

describe("on Azure", () => {
  it("a Service Bus queue delivers as often as it says, then keeps the message itself", async () => {
    const code = functionJson(`"type": "serviceBusTrigger", "queueName": "jobs", "connection": "Bus"`);
    const [set] = await read({ ...code, "main.bicep": bicepQueue("maxDeliveryCount: 3") }, "Work");
    const [standard] = await read({ ...code, "main.bicep": bicepQueue("requiresSession: false") }, "Work");
    expect(set && shown(set)).toMatchObject({
      is: "queue service-bus",
      retry: ["2/-", "setting"],
      failure: ["kept in the dead-letter queue inside jobs", "platform default"],
      time: [240, "setting"],
    });
    expect(standard && shown(standard).retry).toEqual(["9/-", "platform default"]);
  });

  it("a storage queue's message goes to the poison queue after five runs, or as host.json says", async () => {
    const binding = `"type": "queueTrigger", "queueName": "seats", "connection": "AzureWebJobsStorage"`;
    const [plain] = await read(functionJson(binding), "Work");
    const [set] = await read(functionJson(binding, `, "extensions": { "queues": { "maxDequeueCount": 2 } }`), "Work");
    expect(plain && shown(plain)).toMatchObject({ retry: ["4/-", "platform default"], failure: ["kept in seats-poison", "platform default"] });
    expect(set && shown(set).retry).toEqual(["1/-", "setting"]);
  });

  it("a timer is not retried, an HTTP caller waits 230 seconds", async () => {
    const [timer] = await read(functionJson(`"type": "timerTrigger", "schedule": "0 0 * * * *"`), "Work");
    const [http] = await read(functionJson(`"type": "httpTrigger", "authLevel": "function"`), "Work");
    expect(timer && shown(timer)).toMatchObject({ is: "schedule timer", retry: ["0/-", "platform default"], failure: ["none", "platform default"] });
    expect(http && shown(http)).toMatchObject({ is: "synchronous http", time: [230, "platform default"] });
  });
});

describe("the time of a function on Azure", () => {
  const app = (sku: string): string =>
    `resource plan 'Microsoft.Web/serverfarms@2023-12-01' = {\n  name: 'p'\n  sku: { name: '${sku}' }\n}\nresource site 'Microsoft.Web/sites@2023-12-01' = {\n  name: 'a'\n  kind: 'functionapp'\n  properties: { serverFarmId: plan.id }\n}\n`;
  const timer = { ...functionJson(`"type": "timerTrigger", "schedule": "0 0 * * * *"`), "app/host.json": `{ "version": "2.0" }` };

  it("is the plan's where host.json sets none, and unknown without a plan", async () => {
    const [consumption] = await read({ ...timer, "main.bicep": app("Y1") }, "Work");
    const [premium] = await read({ ...timer, "main.bicep": app("EP1") }, "Work");
    const [alone] = await read(timer, "Work");
    expect([consumption, premium].map((one) => one && shown(one).time)).toEqual([
      [300, "platform default"],
      [1800, "platform default"],
    ]);
    expect(alone?.time.smaller.known).toBe(false);
  });

  it("is less than a plan's where an HTTP caller gives up earlier", async () => {
    const http = { ...functionJson(`"type": "httpTrigger"`), "app/host.json": `{ "version": "2.0" }` };
    const [found] = await read({ ...http, "main.bicep": app("EP1") }, "Work");
    expect(found && shown(found).time).toEqual([230, "platform default"]);
  });
});

const resize = (trigger: string) => `
resource "google_storage_bucket" "in" {
  name     = "in"
  location = "EU"
}
resource "google_pubsub_topic" "news" {
  name = "news"
}
resource "google_cloudfunctions2_function" "work" {
  name     = "work"
  location = "europe-west1"
  build_config {
    runtime     = "nodejs22"
    entry_point = "work"
  }
  service_config {
    timeout_seconds    = 120
    max_instance_count = 7
  }
  ${trigger}
}
`;
const bucketTrigger = (policy: string) =>
  `event_trigger {\n event_type = "google.cloud.storage.object.v1.finalized"\n ${policy}\n event_filters {\n attribute = "bucket"\n value = google_storage_bucket.in.name\n }\n }`;

describe("on Google Cloud", () => {
  it("an event is dropped after one run unless the trigger retries", async () => {
    const [plain] = await read({ "main.tf": resize(bucketTrigger("")) }, "work");
    const [again] = await read({ "main.tf": resize(bucketTrigger('retry_policy = "RETRY_POLICY_RETRY"')) }, "work");
    expect(plain && shown(plain)).toMatchObject({
      is: "asynchronous cloud-storage",
      retry: ["0/-", "platform default"],
      failure: ["none", "platform default"],
      time: [120, "setting"],
      maximum: [7, "setting"],
    });
    expect(again && shown(again).retry).toEqual(["until expiry/86400", "setting"]);
  });

  const push = (letters: string) =>
    `${resize("")}\nresource "google_pubsub_subscription" "push" {\n name = "push"\n topic = google_pubsub_topic.news.id\n push_config {\n push_endpoint = google_cloudfunctions2_function.work.service_config[0].uri\n }\n ${letters}\n}\n`;

  it("a push subscription counts deliveries with dead letters, and goes on until the message expires without", async () => {
    const letters = "dead_letter_policy {\n dead_letter_topic = google_pubsub_topic.news.id\n max_delivery_attempts = 6\n }";
    const [kept] = await read({ "main.tf": push(letters) }, "work");
    const [lost] = await read({ "main.tf": push("") }, "work");
    expect(kept && shown(kept)).toMatchObject({
      is: "queue pubsub",
      retry: ["5/-", "setting"],
      failure: ["to news", "setting"],
      time: [10, "platform default"],
    });
    expect(lost && shown(lost)).toMatchObject({ retry: ["until expiry/604800", "platform default"], failure: ["none", "platform default"] });
  });

  it("a scheduler job does not retry unless it says so, and waits its deadline", async () => {
    const job = `${resize("")}\nresource "google_cloud_scheduler_job" "night" {\n name = "night"\n schedule = "0 3 * * *"\n http_target {\n uri = google_cloudfunctions2_function.work.service_config[0].uri\n }\n}\n`;
    const [found] = await read({ "main.tf": job }, "work");
    expect(found && shown(found)).toMatchObject({
      is: "schedule cloud-scheduler",
      retry: ["0/-", "platform default"],
      time: [120, "setting"],
      waits: [180, "platform default"],
    });
  });

  it("a function without a trigger answers HTTP", async () => {
    expect((await read({ "main.tf": resize("") }, "work")).map((one) => [one.kind, one.link])).toEqual([["synchronous", null]]);
  });
});

describe("the table of deliveries", () => {
  it("has one row for each service of a platform, with a vendor's page", () => {
    const keys = deliveryTable.map((row) => `${row.platform}:${row.service}`);
    expect(new Set(keys).size).toBe(keys.length);
    expect(
      deliveryTable.filter((row) => !/^https:\/\/(docs\.aws\.amazon\.com|learn\.microsoft\.com|docs\.cloud\.google\.com)\//.test(row.source)),
    ).toEqual([]);
  });
});
