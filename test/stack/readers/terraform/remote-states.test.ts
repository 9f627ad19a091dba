import { describe, expect, it } from "vitest";
import { linksIn, stackOf } from "../../../support/stack-of.ts";

const queue =
  'resource "aws_sqs_queue" "orders" {}\noutput "queue_arn" {\n  value = aws_sqs_queue.orders.arn\n}\noutput "queue" {\n  value = aws_sqs_queue.orders\n}\n';

/** A function that the queue of another state triggers. */
function worker(state: string, arn = "data.terraform_remote_state.queues.outputs.queue_arn"): string {
  return `
data "terraform_remote_state" "queues" {
  ${state}
}
resource "aws_lambda_function" "work" {
  function_name = "work"
}
resource "aws_lambda_event_source_mapping" "worker" {
  event_source_arn = ${arn}
  function_name    = aws_lambda_function.work.arn
}
`;
}

function backend(text: string): string {
  return `terraform {\n  ${text}\n}\n${queue}`;
}

const inBucket = 'backend "s3" {\n    bucket = "states"\n    key    = "queues.tfstate"\n    region = "eu-west-1"\n  }';
const fromBucket = 'backend = "s3"\n  config = {\n    bucket = "states"\n    key    = "queues.tfstate"\n    region = "eu-west-1"\n  }';

async function triggersOf(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  return linksIn(await stackOf(files), "triggers");
}

describe("an output of another root module", () => {
  it.each([
    ["S3", inBucket, fromBucket],
    [
      "Cloud Storage",
      'backend "gcs" {\n    bucket = "states"\n    prefix = "queues"\n  }',
      'backend = "gcs"\n  config = {\n    bucket = "states"\n    prefix = "queues"\n  }',
    ],
    [
      "Azure storage",
      'backend "azurerm" {\n    resource_group_name = "states"\n    storage_account_name = "states"\n    container_name = "tf"\n    key = "queues"\n  }',
      'backend = "azurerm"\n  config = {\n    storage_account_name = "states"\n    container_name = "tf"\n    key = "queues"\n  }',
    ],
    [
      "HCP Terraform",
      'cloud {\n    organization = "shop"\n    workspaces {\n      name = "queues"\n    }\n  }',
      'backend = "remote"\n  config = {\n    organization = "shop"\n    workspaces = { name = "queues" }\n  }',
    ],
    [
      "a local file",
      'backend "local" {\n    path = "states/queues.tfstate"\n  }',
      'backend = "local"\n  config = { path = "../queues/states/queues.tfstate" }',
    ],
    ["the file that is the default", "", 'backend = "local"\n  config = { path = "${path.module}/../queues/terraform.tfstate" }'],
  ])("is known where its state is kept in %s", async (_where, own, read) => {
    expect(await triggersOf({ "queues/main.tf": backend(own), "work/main.tf": worker(read) })).toEqual(["orders > work"]);
  });

  it("is known where it is a whole resource, asked for by index, and in a module that is called", async () => {
    const queues = backend(inBucket);
    const whole = worker(fromBucket, "data.terraform_remote_state.queues.outputs.queue.arn");
    const indexed = worker(fromBucket, 'data.terraform_remote_state.queues.outputs["queue_arn"]');
    expect(await triggersOf({ "queues/main.tf": queues, "work/main.tf": whole })).toEqual(["orders > work"]);
    expect(await triggersOf({ "queues/main.tf": queues, "work/main.tf": indexed })).toEqual(["orders > work"]);
    const called = { "work/inner/main.tf": worker(fromBucket), "work/main.tf": 'module "inner" {\n  source = "./inner"\n}\n' };
    expect(await triggersOf({ "queues/main.tf": queues, ...called })).toEqual(["orders > inner.work"]);
  });

  it.each([
    ["another state", { "queues/main.tf": backend(inBucket), "work/main.tf": worker(fromBucket.replace("queues.tfstate", "topics.tfstate")) }],
    ["another workspace", { "queues/main.tf": backend(inBucket), "work/main.tf": worker(`workspace = "prod"\n  ${fromBucket}`) }],
    [
      "a key that is not known",
      { "queues/main.tf": backend(inBucket), "work/main.tf": `variable "key" {}\n${worker(fromBucket.replace('"queues.tfstate"', "var.key"))}` },
    ],
    ["two modules of one state", { "a/main.tf": backend(inBucket), "b/main.tf": backend(inBucket), "work/main.tf": worker(fromBucket) }],
    [
      "an output that is not declared",
      { "queues/main.tf": backend(inBucket), "work/main.tf": worker(fromBucket, "data.terraform_remote_state.queues.outputs.other") },
    ],
  ])("stays unknown for %s", async (_why, files) => {
    expect(await triggersOf(files)).toEqual(["? > work"]);
  });

  it("is unknown where states lead back to one another", async () => {
    const state = (key: string) => `terraform {\n  backend "s3" {\n    bucket = "b"\n    key = "${key}"\n  }\n}\n`;
    const read = (key: string) =>
      `data "terraform_remote_state" "it" {\n  backend = "s3"\n  config = {\n    bucket = "b"\n    key = "${key}"\n  }\n}\noutput "arn" {\n  value = data.terraform_remote_state.it.outputs.arn\n}\n`;
    const queues = `${state("b")}${read("a")}resource "aws_sqs_queue" "orders" {\n  name = data.terraform_remote_state.it.outputs.arn\n}\n`;
    const stack = await stackOf({ "a/main.tf": `${state("a")}${read("b")}`, "b/main.tf": queues });
    expect(stack.resourcesOf("queue")[0]?.string("name").state).toBe("unknown");
  });
});
