import type { NativeResource } from "../../native.ts";
import type { MapEntry, MapValue, Value } from "../../value.ts";
import { entry, list, map, mapOf, reference, scalar, unknown } from "../../value-builders.ts";
import type { Codebase } from "./codebases.ts";
import type { DeclaredFunction, Trigger } from "./declared-function.ts";
import { firstGenerationProperties, nameInSource, secondGenerationProperties } from "./option-properties.ts";
import { hasUnlisted } from "./options.ts";

/** The declarations that a function in source makes: itself, and the job or queue that Firebase makes with it. */
export function nativeFunctions(declared: DeclaredFunction, codebase: Codebase): readonly NativeResource[] {
  const address = `function:${declared.name}`;
  const own: NativeResource = {
    ...common(declared, codebase),
    address,
    name: declared.name,
    type: declared.generation === 1 ? "google_cloudfunctions_function" : "google_cloudfunctions2_function",
    nativeType: declared.by,
    properties: propertiesOf(declared, codebase),
    implicit: false,
  };
  const companion = companionOf(declared, address);
  return companion === undefined ? [own] : [own, { ...common(declared, codebase), ...companion, implicit: true }];
}

function common(declared: DeclaredFunction, codebase: Codebase) {
  return {
    platform: "google",
    format: "firebase",
    scope: codebase.folder === "" ? "." : codebase.folder,
    at: declared.at,
    nativeNames: (path: string) => nameInSource(path, declared.language),
    attributes: new Map<string, string>(),
    conditional: false,
  } as const;
}

function propertiesOf(declared: DeclaredFunction, codebase: Codebase): MapValue {
  const { at, triggerAt } = declared;
  const trigger = triggerEntries(declared);
  const shared = [entry("name", scalar(declared.name, triggerAt)), entry("code_path", scalar(declared.path, triggerAt)), ...trigger];
  const runtime = codebase.runtime === undefined ? [] : [entry("runtime", codebase.runtime)];
  const handler = entry("entry_point", scalar(declared.name, triggerAt));
  // Options that cannot be listed may hold any of them.
  const open = hasUnlisted(declared.options) ? unknown("options are spread from elsewhere", triggerAt) : undefined;
  if (declared.generation === 1) return map([...shared, ...runtime, handler, ...firstGenerationProperties(declared.options, open)], at);
  const build = map([...runtime, handler], triggerAt);
  // The framework says how a function is called; memory, identity and the rest are decided where it is deployed.
  const service =
    declared.by === "functions-framework"
      ? unknown("how it is deployed is not written here", triggerAt)
      : map(secondGenerationProperties(declared.options, open), triggerAt);
  return map([...shared, entry("build_config", build), entry("service_config", service)], at);
}

function triggerEntries(declared: DeclaredFunction): readonly MapEntry[] {
  const { trigger, triggerAt, generation } = declared;
  if (trigger.kind === "http" && generation === 1)
    return [entry("trigger_http", scalar(true, triggerAt)), entry("https_trigger_security_level", scalar("SECURE_ALWAYS", triggerAt))];
  if (trigger.kind !== "event") return [];
  return [entry("event_trigger", generation === 1 ? firstTrigger(trigger, declared) : secondTrigger(trigger, declared), { at: triggerAt })];
}

type EventTrigger = Extract<Trigger, { kind: "event" }>;

function firstTrigger(trigger: EventTrigger, { options, triggerAt }: DeclaredFunction): MapValue {
  const policy = options.get("failurePolicy");
  const retries = policy && (policy.value.kind === "map" ? scalar(true, policy.value.at) : policy.value);
  return mapOf(
    {
      event_type: scalar(trigger.eventType, triggerAt),
      resource: trigger.resource && resourceName(trigger),
      failure_policy: retries && mapOf({ retry: retries }, retries.at),
    },
    triggerAt,
  );
}

/** Firebase writes a document's path alone, the provider the whole name. */
function resourceName({ eventType, resource }: EventTrigger): Value | undefined {
  const isDocument = eventType.includes("cloud.firestore") && resource?.kind === "scalar";
  return isDocument ? scalar(`projects/_/databases/(default)/documents/${String(resource.value).replace(/^\/+/u, "")}`, resource.at) : resource;
}

function secondTrigger(trigger: EventTrigger, { options, triggerAt }: DeclaredFunction): MapValue {
  const filters = trigger.filters.map((one) => mapOf({ attribute: scalar(one.name, one.key), value: one.value }, one.at));
  const retry = options.get("retry");
  const entries = [
    entry("event_type", scalar(trigger.eventType, triggerAt)),
    entry("event_filters", list(filters, triggerAt)),
    ...(trigger.topic === undefined ? [] : [{ ...(options.get("topic") ?? entry("", trigger.topic)), name: "pubsub_topic", value: trigger.topic }]),
    ...(retry === undefined ? [] : [entry("retry_policy", retryPolicy(retry.value), { key: retry.key, at: retry.at })]),
    ...(retry === undefined && hasUnlisted(options) ? [entry("retry_policy", unknown("options are spread from elsewhere", triggerAt))] : []),
  ];
  return map(entries, triggerAt);
}

function retryPolicy(value: Value): Value {
  return value.kind === "scalar" ? scalar(value.value === true ? "RETRY_POLICY_RETRY" : "RETRY_POLICY_DO_NOT_RETRY", value.at) : value;
}

/** Scheduled functions get a job, task functions a queue; Firebase gives both an identity of their own. */
function companionOf({ name, trigger, triggerAt, options }: DeclaredFunction, address: string) {
  const managed = (what: string) => unknown(`Firebase sets ${what} when it deploys`, triggerAt);
  const target = reference(address, triggerAt, "uri");
  const oidc = mapOf({ service_account_email: managed("the service account") }, triggerAt);
  if (trigger.kind === "schedule") {
    const http = mapOf({ uri: target, oidc_token: oidc }, triggerAt);
    const retries = options.get("retryCount")?.value;
    const properties = mapOf(
      {
        schedule: trigger.schedule,
        time_zone: trigger.timeZone,
        attempt_deadline: managed("the deadline"),
        http_target: http,
        retry_config: retries && mapOf({ retry_count: retries }, retries.at),
      },
      triggerAt,
    );
    return { address: `schedule:${name}`, name: `${name}-schedule`, type: "google_cloud_scheduler_job", nativeType: "onSchedule", properties };
  }
  if (trigger.kind !== "tasks") return undefined;
  const http = mapOf({ uri_override: mapOf({ host: target }, triggerAt), oidc_token: oidc }, triggerAt);
  return {
    address: `queue:${name}`,
    name: `${name}-queue`,
    type: "google_cloud_tasks_queue",
    nativeType: "onTaskDispatched",
    properties: mapOf({ http_target: http }, triggerAt),
  };
}
