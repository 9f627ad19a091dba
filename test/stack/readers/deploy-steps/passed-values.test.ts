import { beforeAll, describe, expect, test } from "vitest";
import { snapshotOf } from "../../../../src/change/lazy-snapshot.ts";
import { understandSnapshot } from "../../../../src/review/understand.ts";
import type { StackTools } from "../../../../src/stack/build-stack.ts";
import type { Resource } from "../../../../src/stack/resource.ts";
import { createStackTools } from "../../../../src/stack/stack-tools.ts";

let tools: StackTools;

beforeAll(async () => {
  tools = await createStackTools();
});

async function understood(files: Readonly<Record<string, string>>) {
  return understandSnapshot(snapshotOf(files), tools);
}

/** The visibility timeout of the only queue: the value with the place that passes it, else why it is not known. */
async function visibility(files: Readonly<Record<string, string>>): Promise<string> {
  const [queue] = (await understood(files)).resourcesOf("queue");
  const setting = queue?.number("visibilityTimeoutSeconds");
  if (setting?.known !== true) return setting?.state === "unknown" ? setting.reason : (setting?.state ?? "no queue");
  return `${setting.value}${setting.at.from === undefined ? "" : ` from ${setting.at.from.path}:${setting.at.from.startLine}`}`;
}

const template = (value: string, more = "") => `Parameters:
  Visible: { Type: Number, Default: 30 }
  Stage: { Type: String, Default: dev }
Conditions: { IsProd: !Equals [!Ref Stage, prod] }
Resources:
  Queue: { Type: AWS::SQS::Queue, Properties: { VisibilityTimeout: ${value} } }
${more}`;

const pipeline = (...commands: readonly string[]) =>
  `on: push\njobs:\n${commands.map((command, index) => `  job${index}:\n    steps:\n      - run: ${command}\n`).join("")}`;

const deploy = (parameters: string) => `aws cloudformation deploy --template-file t.yaml --parameter-overrides ${parameters}`;

describe("a parameter of a template", () => {
  const ofTemplate = (value: string, ...commands: readonly string[]) =>
    visibility({ "t.yaml": template(value), ".github/workflows/a.yml": pipeline(...commands) });

  test.each<[title: string, commands: readonly string[], expected: string]>([
    ["has its default where nothing is passed", [deploy("Stage=dev")], "30"],
    ["is what the only deployment passes, with the step that does", [deploy("Visible=60")], "60 from .github/workflows/a.yml:5"],
    ["is what all deployments pass", [deploy("Visible=60"), deploy("Visible=60 Stage=prod")], "60 from .github/workflows/a.yml:5"],
    [
      "is what production passes where they differ",
      [deploy("Visible=60 Stage=dev"), deploy("Visible=90 Stage=prod")],
      "90 from .github/workflows/a.yml:8",
    ],
    [
      "is unknown where they differ and none is production",
      [deploy("Visible=60 Stage=dev"), deploy("Visible=90 Stage=qa")],
      "parameter Visible is 60 in dev, 90 in qa",
    ],
    ["is its default where one passes nothing", [deploy("Visible=60 Stage=dev"), deploy("Stage=qa")], "parameter Visible is 60 in dev, 30 in qa"],
    ["agrees with its default", [deploy("Visible=30"), deploy("Stage=prod")], "30 from .github/workflows/a.yml:5"],
    ["is unknown where it is set at deployment", [deploy("Visible=$V")], "$V is set when the pipeline runs"],
    ["is unknown where more may be passed", [deploy("Stage=dev $MORE")], "$MORE is set when the pipeline runs"],
  ])("%s", async (_, commands, expected) => {
    expect(await ofTemplate("!Ref Visible", ...commands)).toBe(expected);
  });

  test("decides what hangs on it, in each deployment", async () => {
    const both = [deploy("Stage=dev"), deploy("Stage=prod")];
    expect(await ofTemplate("!If [IsProd, 90, 60]", deploy("Stage=prod"))).toBe("90");
    expect(await ofTemplate("!If [IsProd, 90, 60]", ...both)).toBe("90");
    expect(await ofTemplate("!If [IsProd, 90, 60]", deploy("Stage=dev"), deploy("Stage=qa"))).toBe("60");
    expect(await ofTemplate("!If [IsProd, !Ref Visible, 30]", ...both)).toBe("30");
  });

  test("of a nested template is its parent's business", async () => {
    const parent =
      "Resources:\n  Child:\n    Type: AWS::CloudFormation::Stack\n    Properties: { TemplateURL: ./t.yaml, Parameters: { Visible: 45 } }\n";
    const files = { "t.yaml": template("!Ref Visible"), "parent.yaml": parent, ".github/workflows/a.yml": pipeline(deploy("Visible=60")) };
    expect(await visibility(files)).toBe("45");
  });

  test("leaves resources in place that only some deployments have", async () => {
    const more = "  Extra: { Type: AWS::SNS::Topic, Condition: IsProd }\n";
    const files = { "t.yaml": template("1", more), ".github/workflows/a.yml": pipeline(deploy("Stage=dev"), deploy("Stage=prod")) };
    const extra = (await understood(files)).find("aws:topic:Extra");
    expect(extra?.conditional).toBe(true);
  });
});

test("a stage of the Serverless Framework that the command passes chooses what hangs on it", async () => {
  const service =
    "service: x\nprovider: { name: aws, stage: dev }\ncustom: { v: { dev: 60, prod: 90 } }\nresources: { Resources: { Q: { Type: AWS::SQS::Queue, Properties: { VisibilityTimeout: '${self:custom.v.${sls:stage}}' } } } }\n";
  const deployedBy = (...commands: readonly string[]) => visibility({ "serverless.yml": service, ".github/workflows/a.yml": pipeline(...commands) });
  expect(await visibility({ "serverless.yml": service.replace(", prod: 90", "") })).toBe("60");
  expect(await deployedBy("sls deploy --stage dev")).toBe("60");
  expect(await deployedBy("sls deploy --stage dev", "sls deploy --stage prod")).toBe("90");
});

test.each([
  ["nobody deploys", []],
  ["one command deploys", ["sls deploy --stage prod"]],
  ["several commands deploy", ["sls deploy --stage dev", "sls deploy --stage prod"]],
])("a missing key of a service that %s is noted once", async (_, commands) => {
  const service = "service: x\nprovider: { name: aws }\nfunctions:\n  f: { handler: a.b, timeout: '${self:custom.gone}' }\n";
  const files = { "serverless.yml": service, ...(commands.length === 0 ? {} : { ".github/workflows/a.yml": pipeline(...commands) }) };
  const notes = (await understood(files)).notes.filter(({ message }) => message.includes("custom.gone"));
  expect(notes.map(({ path, line }) => `${path}:${line}`)).toEqual(["serverless.yml:4"]);
});

test("a variable of Terraform takes the file that the command names before terraform.tfvars", async () => {
  const files = {
    "main.tf": 'variable "v" {\n  type = number\n}\nresource "aws_sqs_queue" "q" {\n  visibility_timeout_seconds = var.v\n}\n',
    "terraform.tfvars": "v = 60\n",
    "prod.tfvars": "v = 90\n",
  };
  expect(await visibility(files)).toBe("60");
  expect(await visibility({ ...files, ".github/workflows/a.yml": pipeline("terraform apply -var-file prod.tfvars") })).toBe("90 from prod.tfvars:1");
  expect(await visibility({ ...files, ".github/workflows/a.yml": pipeline("terraform apply -var-file prod.tfvars", "terraform apply") })).toBe(
    "90 from prod.tfvars:1",
  );
  const others = { "qa.tfvars": "v = 75\n", ".github/workflows/a.yml": pipeline("terraform apply -var-file qa.tfvars", "terraform apply") };
  expect(await visibility({ ...files, ...others })).toBe("variable v is 75 in qa, 60 in job1");
  expect(await visibility({ ...files, ".github/workflows/a.yml": pipeline("terraform apply -var-file gone.tfvars") })).toBe(
    "gone.tfvars is not in the repository",
  );
});

test("how many resources Terraform makes is not decided by production alone", async () => {
  const files = {
    "main.tf":
      'variable "n" {\n  type = number\n}\nlocals {\n  n = var.n\n}\nresource "aws_sqs_queue" "q" {\n  count = local.n\n  visibility_timeout_seconds = local.n\n}\n',
    "prod.tfvars": "n = 1\n",
    "dev.tfvars": "n = 0\n",
  };
  const [queue, ...others] = (
    await understood({ ...files, ".github/workflows/a.yml": pipeline("tofu apply -var-file prod.tfvars", "tofu apply -var-file dev.tfvars") })
  ).resourcesOf("queue");
  expect([queue?.conditional, others.length]).toEqual([true, 0]);
  expect(queue?.number("visibilityTimeoutSeconds")).toMatchObject({ known: true, value: 1 });
});

test("a context value of the CDK is what cdk.json says, unless a deployment passes another", async () => {
  const app =
    'import { App, Stack, Duration } from "aws-cdk-lib";\nimport { Queue } from "aws-cdk-lib/aws-sqs";\nconst app = new App();\nconst stack = new Stack(app, "S");\nnew Queue(stack, "Q", { visibilityTimeout: Duration.seconds(Number(app.node.tryGetContext("v"))) });\n';
  const files = { "app.ts": app, "cdk.json": '{ "app": "npx ts-node app.ts", "context": { "v": 60 } }' };
  expect(await visibility(files)).toBe("60");
  expect(await visibility({ ...files, ".github/workflows/a.yml": pipeline("cdk deploy -c v=90") })).toBe("90");
  expect(await visibility({ ...files, "cdk.context.json": '{ "v": 70 }' })).toBe("60");
  expect(await visibility({ ...files, "cdk.json": '{ "app": "npx ts-node app.ts" }', "cdk.context.json": '{ "v": 70 }' })).toBe("70");
});

test("a parameter of Bicep is converted to its type", async () => {
  const main =
    "param count int\nresource q 'Microsoft.ServiceBus/namespaces/queues@2022-10-01-preview' = {\n  name: 'a/b'\n  properties: { maxDeliveryCount: count == 5 ? 7 : 1 }\n}\n";
  const files = { "main.bicep": main, ".github/workflows/a.yml": pipeline("az deployment group create -f main.bicep -p count=5") };
  const [queue]: readonly Resource[] = (await understood(files)).resourcesOf("queue");
  expect(queue?.number("maximumReceiveCount")).toMatchObject({ known: true, value: 7 });
});
