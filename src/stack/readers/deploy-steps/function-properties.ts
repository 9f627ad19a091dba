import { lastOf } from "../../deployments/options.ts";
import { enter } from "../../deployments/pipelines/pipeline.ts";
import { splitAssignment, splitText } from "../../deployments/expand-text.ts";
import { type MapValue, type Value, textOf } from "../../value.ts";
import { list, mapOf, scalar } from "../../value-builders.ts";
import { environmentOf, memoryOf, secondsOf, secretsOf } from "./flag-values.ts";
import type { GcloudCommand } from "./gcloud.ts";

/** The flag behind each property of the provider's shape, for functions of both generations. */
const flags: ReadonlyMap<string, string> = new Map([
  ["service_config.timeout_seconds", "--timeout"],
  ["service_config.available_memory", "--memory"],
  ["service_config.available_cpu", "--cpu"],
  ["service_config.environment_variables", "--set-env-vars"],
  ["service_config.secret_environment_variables", "--set-secrets"],
  ["service_config.service_account_email", "--service-account"],
  ["service_config.min_instance_count", "--min-instances"],
  ["service_config.max_instance_count", "--max-instances"],
  ["service_config.max_instance_request_concurrency", "--concurrency"],
  ["service_config.ingress_settings", "--ingress-settings"],
  ["service_config.vpc_connector", "--vpc-connector"],
  ["build_config.runtime", "--runtime"],
  ["build_config.entry_point", "--entry-point"],
  ["code_path", "--source"],
  ["timeout", "--timeout"],
  ["available_memory_mb", "--memory"],
  ["environment_variables", "--set-env-vars"],
  ["secret_environment_variables", "--set-secrets"],
  ["service_account_email", "--service-account"],
  ["min_instances", "--min-instances"],
  ["max_instances", "--max-instances"],
  ["ingress_settings", "--ingress-settings"],
  ["vpc_connector", "--vpc-connector"],
  ["https_trigger_security_level", "--security-level"],
  ["runtime", "--runtime"],
  ["entry_point", "--entry-point"],
]);

/** How the command writes a property. */
export function flagOf(path: string): string | undefined {
  return flags.get(path);
}

/** The properties that a command says, in the shape of the function's generation. */
export function functionProperties(command: GcloudCommand): MapValue {
  const { at } = command.invocation;
  const flag = (name: string) => lastOf(command.options, name);
  const shared = { name: command.nameValue, code_path: codePath(command), event_trigger: eventTrigger(command) };
  const build = { runtime: flag("--runtime"), entry_point: flag("--entry-point") ?? command.nameValue };
  if (command.type === "google_cloudfunctions_function") return mapOf({ ...shared, ...build, ...firstGeneration(command) }, at);
  const service = {
    ...commonSettings(command),
    timeout_seconds: secondsOf(flag("--timeout")),
    available_memory: memoryOf(flag("--memory")),
    available_cpu: flag("--cpu"),
    min_instance_count: flag("--min-instances"),
    max_instance_count: flag("--max-instances"),
    max_instance_request_concurrency: flag("--concurrency"),
  };
  return mapOf({ ...shared, build_config: mapOf(build, at), service_config: mapOf(service, at) }, at);
}

/** What both generations call the same. */
function commonSettings(command: GcloudCommand): Readonly<Record<string, Value | undefined>> {
  const flag = (name: string) => lastOf(command.options, name);
  return {
    environment_variables: environmentOf(command),
    secret_environment_variables: secretsOf(command),
    service_account_email: flag("--service-account"),
    ingress_settings: ingressOf(flag("--ingress-settings")),
    vpc_connector: flag("--vpc-connector"),
  };
}

function firstGeneration(command: GcloudCommand): Readonly<Record<string, Value | undefined>> {
  const flag = (name: string) => lastOf(command.options, name);
  const memory = memoryOf(flag("--memory"));
  return {
    ...commonSettings(command),
    timeout: secondsOf(flag("--timeout")),
    available_memory_mb: memory === undefined ? undefined : megabytes(memory),
    min_instances: flag("--min-instances"),
    max_instances: flag("--max-instances"),
    trigger_http: command.options.values.has("--trigger-http") ? scalar(true, command.invocation.at) : undefined,
    https_trigger_security_level: securityLevel(flag("--security-level")),
  };
}

function megabytes(memory: Value): Value {
  const text = textOf(memory);
  if (text === undefined) return memory;
  const number = Number.parseFloat(text);
  return scalar(/G/.test(text) ? number * 1024 : number, memory.at);
}

/** `internal-only` as the provider writes it. */
function ingressOf(value: Value | undefined): Value | undefined {
  const words = new Map([
    ["all", "ALLOW_ALL"],
    ["internal-only", "ALLOW_INTERNAL_ONLY"],
    ["internal-and-gclb", "ALLOW_INTERNAL_AND_GCLB"],
  ]);
  return value?.kind === "scalar" ? scalar(words.get(String(value.value)) ?? value.value, value.at) : value;
}

function securityLevel(value: Value | undefined): Value | undefined {
  const text = textOf(value);
  return value === undefined || text === undefined ? value : scalar(text.toUpperCase().replaceAll("-", "_"), value.at);
}

function codePath({ options, invocation }: GcloudCommand): Value | undefined {
  const source = lastOf(options, "--source");
  const text = source === undefined ? "." : textOf(source);
  const folder = text === undefined || text.includes("://") ? undefined : enter(invocation.folder, text);
  return folder === undefined ? undefined : scalar(folder, source?.at ?? invocation.at);
}

function eventTrigger({ options, type }: GcloudCommand): Value | undefined {
  const [topic, bucket, filters] = [
    lastOf(options, "--trigger-topic"),
    lastOf(options, "--trigger-bucket"),
    options.values.get("--trigger-event-filters"),
  ];
  const given = topic ?? bucket ?? filters?.[0] ?? lastOf(options, "--trigger-event");
  if (given === undefined) return undefined;
  const { at } = given;
  const retries = options.values.has("--retry");
  if (type === "google_cloudfunctions_function") {
    const event =
      topic === undefined
        ? (lastOf(options, "--trigger-event") ?? scalar("google.storage.object.finalize", at))
        : scalar("google.pubsub.topic.publish", at);
    const resource = topic ?? bucket ?? lastOf(options, "--trigger-resource");
    return mapOf({ event_type: event, resource, failure_policy: retries ? mapOf({ retry: scalar(true, at) }, at) : undefined }, at);
  }
  const policy = scalar(retries ? "RETRY_POLICY_RETRY" : "RETRY_POLICY_DO_NOT_RETRY", at);
  const account = lastOf(options, "--trigger-service-account");
  const common = { retry_policy: policy, service_account_email: account };
  if (topic !== undefined)
    return mapOf({ event_type: scalar("google.cloud.pubsub.topic.v1.messagePublished", at), pubsub_topic: topic, ...common }, at);
  if (bucket !== undefined) {
    const filter = mapOf({ attribute: scalar("bucket", at), value: bucket }, at);
    return mapOf({ event_type: scalar("google.cloud.storage.object.v1.finalized", at), event_filters: list([filter], at), ...common }, at);
  }
  return filters === undefined ? undefined : filtered(filters, common, at);
}

/** `--trigger-event-filters="type=google.cloud.audit.log.v1.written,serviceName=storage.googleapis.com"` */
function filtered(filters: readonly Value[], common: Readonly<Record<string, Value | undefined>>, at: Value["at"]): Value {
  const pairs = filters.flatMap((value) => splitText(value, ",")).flatMap((value) => splitAssignment(value) ?? []);
  const others = pairs.filter(({ name }) => name !== "type");
  const blocks = others.map(({ name, value }) => mapOf({ attribute: scalar(name, value.at), value }, value.at));
  return mapOf({ event_type: pairs.find(({ name }) => name === "type")?.value, event_filters: list(blocks, at), ...common }, at);
}
