import type { MapEntry, Value } from "../../value.ts";
import { entry, list, mapOf, scalar } from "../../value-builders.ts";

type Options = ReadonlyMap<string, MapEntry>;

/** Options of firebase-functions by the property of the provider's function resource; paths are those of the second generation. */
const secondGeneration: ReadonlyMap<string, string> = new Map([
  ["timeout_seconds", "timeoutSeconds"],
  ["available_memory", "memory"],
  ["available_cpu", "cpu"],
  ["min_instance_count", "minInstances"],
  ["max_instance_count", "maxInstances"],
  ["max_instance_request_concurrency", "concurrency"],
  ["ingress_settings", "ingressSettings"],
  ["service_account_email", "serviceAccount"],
  ["vpc_connector", "vpcConnector"],
  ["secret_environment_variables", "secrets"],
]);

const firstGeneration: ReadonlyMap<string, string> = new Map([
  ["timeout", "timeoutSeconds"],
  ["available_memory_mb", "memory"],
  ["min_instances", "minInstances"],
  ["max_instances", "maxInstances"],
  ["ingress_settings", "ingressSettings"],
  ["service_account_email", "serviceAccount"],
  ["vpc_connector", "vpcConnector"],
  ["secret_environment_variables", "secrets"],
]);

const pythonNames: ReadonlyMap<string, string> = new Map([
  ["timeoutSeconds", "timeout_sec"],
  ["minInstances", "min_instances"],
  ["maxInstances", "max_instances"],
  ["ingressSettings", "ingress"],
  ["serviceAccount", "service_account"],
  ["vpcConnector", "vpc_connector"],
]);

/** How source writes a property of the provider's shape: `service_config.timeout_seconds` → `timeoutSeconds`. */
export function nameInSource(path: string, language: "javascript" | "python"): string | undefined {
  const last = path.slice(path.lastIndexOf(".") + 1);
  const option =
    last === "retry_policy" ? "retry" : path === "failure_policy.retry" ? "failurePolicy" : (secondGeneration.get(last) ?? firstGeneration.get(last));
  return option === undefined || language === "javascript" ? option : (pythonNames.get(option) ?? option);
}

export function secondGenerationProperties(options: Options, open: Value | undefined): readonly MapEntry[] {
  return propertiesFrom(secondGeneration, options, open).map((one) =>
    one.name === "available_memory" ? { ...one, value: withoutByte(one.value) } : one,
  );
}

export function firstGenerationProperties(options: Options, open: Value | undefined): readonly MapEntry[] {
  return propertiesFrom(firstGeneration, options, open).map((one) =>
    one.name === "available_memory_mb" ? { ...one, value: megabytes(one.value) } : one,
  );
}

function propertiesFrom(names: ReadonlyMap<string, string>, options: Options, open: Value | undefined): readonly MapEntry[] {
  return [...names].flatMap(([property, option]) => {
    const given = options.get(option);
    if (given === undefined) return open === undefined ? [] : [entry(property, open)];
    const value = option === "secrets" ? itemsToSecrets(given.value) : given.value;
    return [entry(property, value, { key: given.key, at: given.at })];
  });
}

/** `["KEY"]` as the provider's blocks: the variable has the secret's name. */
function itemsToSecrets(value: Value): Value {
  if (value.kind !== "list") return value;
  return list(
    value.items.map((item) => (item.kind === "scalar" ? mapOf({ key: item, secret: item }, item.at) : item)),
    value.at,
  );
}

/** `512MiB` → `512Mi`, as the provider writes it. */
function withoutByte(value: Value): Value {
  return value.kind === "scalar" && typeof value.value === "string" && value.value.endsWith("B") ? scalar(value.value.slice(0, -1), value.at) : value;
}

/** `1GB` → 1024, `512MB` → 512. */
function megabytes(value: Value): Value {
  const match = value.kind === "scalar" && typeof value.value === "string" ? /^(\d+)(MB|GB)$/u.exec(value.value) : null;
  return match === null ? value : scalar(Number(match[1]) * (match[2] === "GB" ? 1024 : 1), value.at);
}
