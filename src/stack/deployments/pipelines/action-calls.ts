import type { Location } from "../../../change/location.ts";
import { type Value, entryOf } from "../../value.ts";
import { joined, scalar } from "../../value-builders.ts";
import { expanded, plainArgument, splitText } from "../expand-text.ts";
import type { Argument, Variables } from "../script.ts";

/** How an input becomes a part of the command that the action runs. */
type Passing = (value: Value) => readonly Value[];

const option =
  (name: string): Passing =>
  (value) => [scalar(name, value.at), value];
/** An input that lists assignments. */
const assignments =
  (name: string, separators: string): Passing =>
  (value) => [scalar(name, value.at), ...splitText(value, separators)];
/** A list that the command takes in one word, with commas. */
const commaSeparated =
  (name: string): Passing =>
  (value) => [
    scalar(name, value.at),
    joined(
      splitText(value, "\n,").flatMap((part, index) => (index === 0 ? [part] : [scalar(",", value.at), part])),
      value.at,
    ),
  ];
/** Flags as they would stand in the command. */
const words: Passing = (value) => splitText(value, " \n\t");
const alone: Passing = (value) => [value];

interface ActionCommand {
  readonly command: string;
  readonly inputs: Readonly<Record<string, Passing>>;
}

const functionInputs: Readonly<Record<string, Passing>> = {
  name: alone,
  runtime: option("--runtime"),
  source_dir: option("--source"),
  entry_point: option("--entry-point"),
  memory: option("--memory"),
  cpu: option("--cpu"),
  service_timeout: option("--timeout"),
  environment_variables: commaSeparated("--set-env-vars"),
  secrets: commaSeparated("--set-secrets"),
  service_account: option("--service-account"),
  ingress_settings: option("--ingress-settings"),
  min_instance_count: option("--min-instances"),
  max_instance_count: option("--max-instances"),
  max_instance_request_concurrency: option("--concurrency"),
  vpc_connector: option("--vpc-connector"),
  event_trigger_pubsub_topic: option("--trigger-topic"),
};

/** Actions that deploy, as the command that does the same. */
const commands: Readonly<Record<string, ActionCommand>> = {
  "aws-actions/aws-cloudformation-github-deploy": {
    command: "aws cloudformation deploy",
    inputs: { template: option("--template-file"), "parameter-overrides": assignments("--parameter-overrides", ",\n") },
  },
  "serverless/github-action": { command: "serverless", inputs: { args: words } },
  "azure/arm-deploy": {
    command: "az deployment group create",
    inputs: { template: option("--template-file"), parameters: assignments("--parameters", " \n") },
  },
  "azure/bicep-deploy": {
    command: "az deployment group create",
    inputs: { "template-file": option("--template-file"), "parameters-file": option("--parameters") },
  },
  "google-github-actions/deploy-cloud-functions": { command: "gcloud functions deploy --gen2", inputs: functionInputs },
  "google-github-actions/deploy-cloudrun": {
    command: "gcloud run deploy",
    inputs: {
      service: alone,
      image: option("--image"),
      source: option("--source"),
      timeout: option("--timeout"),
      env_vars: commaSeparated("--set-env-vars"),
      secrets: commaSeparated("--set-secrets"),
      flags: words,
    },
  },
};

/** The command that a step with an action stands for; undefined for actions that deploy nothing that we know. */
export function callOfAction(
  action: string,
  inputs: Value | undefined,
  { variables, at }: { readonly variables: Variables; readonly at: Location },
): { readonly words: readonly Argument[] } | undefined {
  const known = Object.hasOwn(commands, name(action)) ? commands[name(action)] : undefined;
  if (known === undefined) return undefined;
  const program = known.command.split(" ").map((word) => scalar(word, at));
  const given = Object.entries(known.inputs).flatMap(([input, pass]) => {
    const written = entryOf(inputs, input)?.value;
    return written === undefined
      ? []
      : pass(expanded(written.kind === "scalar" ? scalar(String(written.value ?? ""), written.at) : written, variables));
  });
  return { words: [...program, ...given].map(plainArgument) };
}

function name(action: string): string {
  return action.split("@")[0]?.toLowerCase() ?? "";
}
