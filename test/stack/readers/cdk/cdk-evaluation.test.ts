import { beforeAll, describe, expect, it } from "vitest";
import { loadGrammars } from "../../../../src/syntax/tree-sitter.ts";
import { entryOf } from "../../../../src/stack/value.ts";
import { shown } from "../../../support/shown-value.ts";
import { propertiesOf, readCdk, resourcesOf, stackOf } from "./read-cdk.ts";

beforeAll(() => loadGrammars(["typescript", "javascript", "python"]));

const queue = (id: string, properties: string) => `new sqs.Queue(this, "${id}", ${properties});`;

describe("values of a program", () => {
  it("are followed through constants, helpers, templates and spreads", () => {
    const files = stackOf(`
    const base = { visibilityTimeout: cdk.Duration.seconds(30), fifo: true };
    const name = (word: string) => \`orders-\${word}.fifo\`;
    const { fifo, ...rest } = base;
    ${queue("Mail", `{ ...rest, queueName: name("mail"), fifo, deliveryDelay: cdk.Duration.seconds(this.delay()) }`)}
  }
  private delay() { return 2 * 5; }
  unused() {`);
    expect(propertiesOf(files, "Mail")).toEqual({ VisibilityTimeout: 30, QueueName: "orders-mail.fifo", FifoQueue: true, DelaySeconds: 10 });
  });

  it("come from other files, re-exports, path aliases and JSON", () => {
    const files = {
      ...stackOf(
        queue("Mail", `{ visibilityTimeout: cdk.Duration.seconds(config.hide), maxMessageSizeBytes: sizes.small, queueName: name }`),
        `import { config } from "./config";\nimport sizes from "./sizes.json";\nimport { name } from "@settings/names";`,
      ),
      "lib/config/index.ts": `export * from "./values";`,
      "lib/config/values.ts": `export const config = { hide: 45 } as const;`,
      "lib/sizes.json": `{ "small": 1024 }`,
      "tsconfig.json": `{ "compilerOptions": { "paths": { "@settings/*": ["lib/settings/*"] } } }`,
      "lib/settings/names.ts": `export const name = "mail";`,
    };
    expect(propertiesOf(files, "Mail")).toEqual({ VisibilityTimeout: 45, MaximumMessageSize: 1024, QueueName: "mail" });
  });

  it("are unknown, with the reason, where the build or the deployment gives them", () => {
    const files = stackOf(`
    const parameter = new cdk.CfnParameter(this, "Hide");
    ${queue("A", "{ visibilityTimeout: cdk.Duration.seconds(Number(process.env.HIDE)) }")}
    ${queue("B", `{ queueName: this.node.tryGetContext("name") }`)}
    ${queue("C", "{ queueName: parameter.valueAsString }")}
    ${queue("D", "{ queueName: `mail-${this.region}` }")}`);
    expect(propertiesOf(files, "A")).toEqual({ VisibilityTimeout: expect.stringMatching(/^\?/) });
    expect(propertiesOf(files, "B")).toEqual({ QueueName: "?the context value name is given when the stack is synthesized" });
    expect(propertiesOf(files, "C")).toEqual({ QueueName: "?the parameter Hide is given at deployment" });
    expect(propertiesOf(files, "D")).toEqual({ QueueName: "mail-{?AWS::Region}" });
  });

  it("stand where they are used when they are defined elsewhere, and cannot be edited there", () => {
    const files = stackOf(`    const hide = cdk.Duration.seconds(30);\n    ${queue("Mail", "{ visibilityTimeout: hide }")}`);
    const hidden = entryOf(resourcesOf(files).get("Mail")?.properties, "VisibilityTimeout");
    expect(hidden?.value.at).toEqual({ path: "lib/orders-stack.ts", startLine: 20, endLine: 20 });
  });
});

describe("properties that nobody can read", () => {
  it("make every setting that they may hold unknown, and leave alone what is written behind them", () => {
    const files = stackOf(
      queue("Mail", "{ queueName: 'before', ...props, visibilityTimeout: cdk.Duration.seconds(9) }").replace("...props", "...defaults"),
      `import { defaults } from "@company/defaults";`,
    );
    const properties = propertiesOf(files, "Mail");
    expect(properties).toMatchObject({
      VisibilityTimeout: 9,
      QueueName: expect.stringMatching(/^\?/),
      MessageRetentionPeriod: expect.stringMatching(/^\?/),
      RedrivePolicy: expect.stringMatching(/^\?/),
    });
  });

  it("are unknown in a stack that no program makes", () => {
    const [mail] = readCdk({
      "lib/mail-stack.ts": `import { Stack, Duration } from "aws-cdk-lib";
import { Queue } from "aws-cdk-lib/aws-sqs";
export class MailStack extends Stack {
  constructor(scope: any, id: string, props: any) {
    super(scope, id);
    new Queue(this, "Mail", { visibilityTimeout: Duration.seconds(props.hide), retentionPeriod: Duration.days(1) });
  }
}`,
    }).resources;
    expect(mail?.scope).toBe("lib/mail-stack.ts#MailStack");
    expect(shown(mail?.properties)).toEqual({
      VisibilityTimeout: "?the properties of MailStack are given elsewhere",
      MessageRetentionPeriod: 86_400,
    });
  });
});

describe("conditions", () => {
  it("that are known choose a branch", () => {
    const files = stackOf(`
    const isProduction = true;
    if (isProduction) { ${queue("A", `{ fifo: isProduction ? undefined : true }`)} } else { ${queue("B", "{}")} }`);
    expect([...resourcesOf(files).keys()]).toEqual(["A"]);
    expect(propertiesOf(files, "A")).toEqual({});
  });

  it("that are unknown make what they lead to conditional, and what hangs on them unknown", () => {
    const resources = resourcesOf(
      stackOf(`
    const stage = process.env.STAGE;
    if (stage === "prod") { ${queue("Lost", "{}")} }
    ${queue("Mail", `{ visibilityTimeout: cdk.Duration.seconds(stage === "prod" ? 60 : 30), ...(stage && { fifo: true }), retentionPeriod: stage ? cdk.Duration.days(1) : cdk.Duration.days(1) }`)}`),
    );
    expect(resources.get("Lost")?.conditional).toBe(true);
    expect(resources.get("Mail")?.conditional).toBe(false);
    expect(shown(resources.get("Mail")?.properties)).toEqual({
      VisibilityTimeout: "?the environment variable STAGE is known when the stack is synthesized",
      FifoQueue: "?the environment variable STAGE is known when the stack is synthesized",
      MessageRetentionPeriod: 86_400,
    });
  });

  it("that end in a throw are read as guards", () => {
    const resources = resourcesOf(stackOf(`if (!process.env.STAGE) throw new Error("no stage");\n${queue("Mail", "{}")}`));
    expect(resources.get("Mail")?.conditional).toBe(false);
  });

  it("that may return make the rest conditional", () => {
    const resources = resourcesOf(stackOf(`if (!process.env.STAGE) return;\n${queue("Mail", "{}")}`));
    expect(resources.get("Mail")?.conditional).toBe(true);
  });

  it("look up a table of stages as one of its entries", () => {
    const files = stackOf(`
    const sizes = { dev: { hide: 30, keep: 1 }, prod: { hide: 60, keep: 1 } };
    const size = sizes[process.env.STAGE as keyof typeof sizes] ?? sizes.dev;
    ${queue("Mail", "{ visibilityTimeout: cdk.Duration.seconds(size.hide), retentionPeriod: cdk.Duration.days(size.keep) }")}`);
    expect(propertiesOf(files, "Mail")).toEqual({ VisibilityTimeout: expect.stringMatching(/^\?/), MessageRetentionPeriod: 86_400 });
  });
});

describe("loops", () => {
  it("over literal lists make one construct for each item", () => {
    const files = stackOf(`
    for (const name of ["a", "b"]) new sqs.Queue(this, name);
    ["c"].forEach((name) => new sqs.Queue(this, \`\${name}-queue\`));
    Object.entries({ d: 5, e: 6 }).map(([name, seconds]) => new sqs.Queue(this, name, { visibilityTimeout: cdk.Duration.seconds(seconds) }));`);
    expect([...resourcesOf(files).keys()]).toEqual(["a", "b", "c-queue", "d", "e"]);
    expect(propertiesOf(files, "e")).toEqual({ VisibilityTimeout: 6 });
  });

  it("over what nobody knows make one possible construct", () => {
    const resources = resourcesOf(
      stackOf(`for (const name of names()) new sqs.Queue(this, \`\${name}-queue\`);`, `import { names } from "@company/names";`),
    );
    expect([...resources.values()].map(({ name, conditional }) => [name, conditional])).toEqual([["{}-queue", true]]);
  });
});

describe("constructs of the repository", () => {
  const parts = {
    "lib/worker.ts": `import { Construct } from "constructs";
import { Duration } from "aws-cdk-lib";
import { Queue, IQueue } from "aws-cdk-lib/aws-sqs";
interface WorkerProps { hide: number; lost?: IQueue }
export class Worker extends Construct {
  readonly queue: Queue;
  constructor(scope: Construct, id: string, private readonly props: WorkerProps) {
    super(scope, id);
    this.queue = new Queue(this, "Queue", { visibilityTimeout: Duration.seconds(props.hide), deadLetterQueue: this.redrive() });
  }
  private redrive() { return this.props.lost && { queue: this.props.lost, maxReceiveCount: 3 }; }
}
export class StrictQueue extends Queue {
  constructor(scope: Construct, id: string) { super(scope, id, { retentionPeriod: Duration.days(14) }); }
}`,
  };

  it("are read once for each instance, with its properties and below its path", () => {
    const files = {
      ...stackOf(
        `const lost = new StrictQueue(this, "Lost");\nconst mail = new Worker(this, "Mail", { hide: 30, lost });\nnew Worker(this, "News", { hide: 60 });\nmail.queue.grantSendMessages(new iam.Role(this, "Sender", { assumedBy: new iam.AccountRootPrincipal() }));`,
        `import { StrictQueue, Worker } from "./worker";`,
      ),
      ...parts,
    };
    expect(propertiesOf(files, "Mail/Queue")).toEqual({
      VisibilityTimeout: 30,
      RedrivePolicy: { deadLetterTargetArn: "→Lost.Arn", maxReceiveCount: 3 },
    });
    expect(propertiesOf(files, "News/Queue")).toEqual({ VisibilityTimeout: 60 });
    const resources = resourcesOf(files);
    expect(resources.get("Mail/Queue")).toMatchObject({ name: "Mail/Queue", at: { path: "lib/worker.ts", startLine: 9 } });
    expect(resources.get("Lost")).toMatchObject({ type: "AWS::SQS::Queue", at: { path: "lib/orders-stack.ts" } });
  });

  it("that a helper makes stand where the helper is called with the id", () => {
    const resources = resourcesOf(
      stackOf(`this.queue("Mail", { visibilityTimeout: cdk.Duration.seconds(5) });
  }
  private queue(id: string, props: sqs.QueueProps) {
    return new sqs.Queue(this, id, { retentionPeriod: cdk.Duration.days(14), ...props });`),
    );
    expect(resources.get("Mail")).toMatchObject({ at: { startLine: 19 } });
    expect(entryOf(resources.get("Mail")?.properties, "VisibilityTimeout")?.at).toMatchObject({ startLine: 19 });
    expect(entryOf(resources.get("Mail")?.properties, "MessageRetentionPeriod")?.at).toMatchObject({ startLine: 22 });
  });

  it("refer to other stacks by scope, and to imported things by what is given", () => {
    const files = {
      "cdk.json": `{ "app": "node bin/app.js" }`,
      "bin/app.ts": `import { App, Stack } from "aws-cdk-lib";
import { Queue } from "aws-cdk-lib/aws-sqs";
import { Topic } from "aws-cdk-lib/aws-sns";
import { SqsSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
class Data extends Stack { readonly queue = new Queue(this, "Mail"); }
class Work extends Stack {
  constructor(scope: App, id: string, props: { queue: Queue }) {
    super(scope, id);
    Topic.fromTopicArn(this, "News", "arn:aws:sns:eu-west-1:123456789012:news").addSubscription(new SqsSubscription(props.queue));
  }
}
const app = new App();
const data = new Data(app, "Data");
new Work(app, "Work", { queue: data.queue });`,
    };
    expect(propertiesOf(files, "News/SqsSubscription:Mail")).toEqual({
      TopicArn: "arn:aws:sns:eu-west-1:123456789012:news",
      Protocol: "sqs",
      Endpoint: "→bin/app.ts#Data#Mail.Arn",
    });
  });

  it("are kept once where stages make the same stack, and twice where a number differs", () => {
    const program = (hide: string) => ({
      "bin/app.ts": `import { App, Duration, Stack } from "aws-cdk-lib";
import { Queue } from "aws-cdk-lib/aws-sqs";
class Mail extends Stack {
  constructor(scope: App, id: string, stage: string, hide: number) {
    super(scope, id);
    new Queue(this, "Mail", { queueName: \`mail-\${stage}\`, visibilityTimeout: Duration.seconds(hide) });
  }
}
const app = new App();
new Mail(app, "MailDev", "dev", 30);
new Mail(app, "MailProd", "prod", ${hide});`,
    });
    expect(readCdk(program("30")).resources.map(({ scope }) => scope)).toEqual(["bin/app.ts#Mail"]);
    expect(readCdk(program("60")).resources.map(({ scope }) => scope)).toEqual(["bin/app.ts#Mail", "bin/app.ts#Mail (2)"]);
  });
});

describe("other modules of a program", () => {
  const app = `import { App } from "aws-cdk-lib";
import { MailStack } from "@shop/mail";
new MailStack(new App(), "Mail");`;
  const stack = `import { Stack } from "aws-cdk-lib";
import { Queue } from "aws-cdk-lib/aws-sqs";
export class MailStack extends Stack {
  constructor(scope, id) {
    super(scope, id);
    new Queue(this, "Mail");
  }
}`;

  it.each([
    [
      "a package of the repository, by its package.json",
      {
        "packages/mail/package.json": `{ "name": "@shop/mail", "main": "dist/index.js" }`,
        "packages/mail/src/index.ts": `export * from "./mail-stack";`,
        "packages/mail/src/mail-stack.ts": stack,
      },
    ],
    [
      "a path of a tsconfig.json that another one extends",
      {
        "infra/tsconfig.json": `{ "extends": "../tsconfig.base.json" }`,
        "tsconfig.base.json": `{ "compilerOptions": { "paths": { "@shop/*": ["libs/*/src"] } } }`,
        "libs/mail/src/index.ts": stack,
      },
    ],
  ])("are found: %s", (_, files) => {
    expect([...resourcesOf({ "infra/cdk.json": `{ "app": "npx ts-node bin/app.ts" }`, "infra/bin/app.ts": app, ...files }).keys()]).toEqual(["Mail"]);
  });

  it("are not taken from a package of another name", () => {
    const files = {
      "infra/bin/app.ts": app,
      "packages/mail/package.json": `{ "name": "@other/mail" }`,
      "packages/mail/src/index.ts": stack,
    };
    expect(resourcesOf(files).size).toBe(0);
  });

  it.each([
    ["an object", "module.exports = { MailStack };", `const { MailStack } = require("../lib/mail-stack");`],
    ["members", "exports.MailStack = MailStack;", `const MailStack = require("../lib/mail-stack").MailStack;`],
    ["one value", "module.exports = MailStack;", `const MailStack = require("../lib/mail-stack");`],
  ])("may export %s in CommonJS", (_, exported, imported) => {
    const files = {
      "cdk.json": `{ "app": "node bin/app.js" }`,
      "bin/app.js": `const { App } = require("aws-cdk-lib");\n${imported}\nnew MailStack(new App(), "Mail");`,
      "lib/mail-stack.js": `const { Stack } = require("aws-cdk-lib");
const { Queue: Box } = require("aws-cdk-lib/aws-sqs");
class MailStack extends Stack {
  constructor(scope, id) {
    super(scope, id);
    new Box(this, "Mail");
  }
}
${exported}`,
    };
    const { resources } = readCdk(files);
    expect(resources.map(({ address, type }) => [address, type])).toEqual([["Mail", "AWS::SQS::Queue"]]);
    expect(resources[0]?.conditional).toBe(false);
  });
});

describe("a loop that counts", () => {
  it("makes what it makes in each turn", () => {
    const files = stackOf(`for (let i = 1; i <= 3; i++) new sqs.Queue(this, \`Q\${i}\`, { visibilityTimeout: cdk.Duration.seconds(i * 10) });
for (let i = 0; i < Number(process.env.COUNT); i++) new sqs.Queue(this, "Maybe");`);
    expect(["Q1", "Q2", "Q3"].map((address) => propertiesOf(files, address))).toEqual(
      [10, 20, 30].map((VisibilityTimeout) => ({ VisibilityTimeout })),
    );
    expect(resourcesOf(files).get("Q1")?.conditional).toBe(false);
    expect(resourcesOf(files).get("Maybe")?.conditional).toBe(true);
  });
});

describe("a pipeline of stages", () => {
  it("holds the stacks of its stages, and no stage of an API", () => {
    const files = {
      "cdk.json": `{ "app": "npx ts-node bin/app.ts" }`,
      "bin/app.ts": `import { App, Stack, Stage } from "aws-cdk-lib";
import { Queue } from "aws-cdk-lib/aws-sqs";
import { CodePipeline, ShellStep } from "aws-cdk-lib/pipelines";
class MailStack extends Stack {
  constructor(scope, id) {
    super(scope, id);
    new Queue(this, "Mail");
  }
}
class Deployment extends Stage {
  constructor(scope, id) {
    super(scope, id);
    new MailStack(this, "Mail");
  }
}
class PipelineStack extends Stack {
  constructor(scope, id) {
    super(scope, id);
    const pipeline = new CodePipeline(this, "Pipeline", { synth: new ShellStep("Synth", { commands: ["npx cdk synth"] }) });
    pipeline.addStage(new Deployment(this, "Prod"));
  }
}
new PipelineStack(new App(), "Pipeline");`,
    };
    expect(readCdk(files).resources.map(({ address, type }) => [address, type])).toEqual([["Mail", "AWS::SQS::Queue"]]);
  });
});
