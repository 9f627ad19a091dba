import { lastOf } from "../../deployments/options.ts";
import { type MapValue, type Value, textOf } from "../../value.ts";
import { list, mapOf, scalar, unknown } from "../../value-builders.ts";
import { environmentOf, memoryOf, secondsOf, secretsOf } from "./flag-values.ts";
import type { GcloudCommand } from "./gcloud.ts";

/** The flag behind each property of a Cloud Run service. */
const flags: ReadonlyMap<string, string> = new Map([
  ["template.timeout", "--timeout"],
  ["template.containers.resources.limits.memory", "--memory"],
  ["template.containers.resources.limits.cpu", "--cpu"],
  ["template.containers.env", "--set-env-vars"],
  ["template.service_account", "--service-account"],
  ["template.scaling.min_instance_count", "--min-instances"],
  ["template.scaling.max_instance_count", "--max-instances"],
  ["template.max_instance_request_concurrency", "--concurrency"],
  ["template.vpc_access.connector", "--vpc-connector"],
  ["ingress", "--ingress"],
]);

/** How the command writes a property of a service. */
export function flagOfService(path: string): string | undefined {
  return flags.get(path);
}

/** The properties that a command says of a Cloud Run service. */
export function serviceProperties(command: GcloudCommand): MapValue {
  const { options, invocation, nameValue } = command;
  const { at } = invocation;
  const flag = (name: string) => lastOf(options, name);
  const limits = mapOf({ memory: memoryOf(flag("--memory")), cpu: flag("--cpu") }, at);
  const container = mapOf(
    { image: flag("--image"), env: variablesOf(command), resources: limits.entries.size === 0 ? undefined : mapOf({ limits }, at) },
    at,
  );
  const scaling = mapOf({ min_instance_count: flag("--min-instances"), max_instance_count: flag("--max-instances") }, at);
  const connector = flag("--vpc-connector");
  const template = {
    timeout: secondsOf(flag("--timeout")),
    containers: list([container], at),
    service_account: flag("--service-account"),
    scaling: scaling.entries.size === 0 ? undefined : scaling,
    max_instance_request_concurrency: flag("--concurrency"),
    vpc_access: connector === undefined ? undefined : mapOf({ connector }, connector.at),
  };
  return mapOf({ name: nameValue, ingress: flag("--ingress"), template: mapOf(template, at) }, at);
}

/** Plain and secret variables as the blocks of a container. */
function variablesOf(command: GcloudCommand): Value | undefined {
  const [plain, secret] = [environmentOf(command), secretsOf(command)];
  if (plain === undefined && secret === undefined) return undefined;
  const { at } = command.invocation;
  if (plain?.kind === "unknown" || secret?.kind === "unknown") return unknown("the environment variables are only known when the pipeline runs", at);
  const values = plain?.kind === "map" ? [...plain.entries.values()] : [];
  const secrets = secret?.kind === "list" ? secret.items : [];
  return list(
    [
      ...values.map((one) => mapOf({ name: scalar(one.name, one.key), value: one.value }, one.at)),
      ...secrets.map((one) => mapOf({ name: nameOf(one), value_source: one }, one.at)),
    ],
    at,
  );
}

function nameOf(secret: Value): Value | undefined {
  const name = secret.kind === "map" ? secret.entries.get("key")?.value : undefined;
  return textOf(name) === undefined ? undefined : name;
}
