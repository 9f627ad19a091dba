import { googleDefaults } from "../../../../facts/google-numbers.ts";
import { cpus, ingress, isWord, mebibytes, plainVariables, seconds, secretVariables, secretsByKey } from "../conversions.ts";
import { type KindTable, kind } from "./kind.ts";

const runDefaults = {
  timeoutSeconds: googleDefaults.runTimeout.value,
  memoryMegabytes: googleDefaults.runMemory.value,
  concurrencyPerInstance: googleDefaults.runConcurrency.value,
  cpu: googleDefaults.runCpu.value,
};

/** Functions of both generations, Cloud Run services, workflows. */
export const computeKinds: KindTable = {
  google_cloudfunctions_function: kind(
    "function",
    {
      name: "name",
      timeoutSeconds: "timeout",
      memoryMegabytes: "available_memory_mb",
      runtime: "runtime",
      handler: "entry_point",
      codePath: "code_path",
      environment: "environment_variables",
      secretEnvironment: { path: "secret_environment_variables", as: secretsByKey },
      role: "service_account_email",
      minimumInstances: "min_instances",
      maximumInstances: "max_instances",
      ingress: "ingress_settings",
      vpcConnector: "vpc_connector",
      httpsOnly: { path: "https_trigger_security_level", as: isWord("SECURE_ALWAYS") },
    },
    { constants: { generation: 1 }, defaults: { maximumInstances: googleDefaults.firstGenerationInstances.value } },
  ),
  google_cloudfunctions2_function: kind(
    "function",
    {
      name: "name",
      runtime: "build_config.runtime",
      handler: "build_config.entry_point",
      codePath: "code_path",
      timeoutSeconds: "service_config.timeout_seconds",
      memoryMegabytes: { path: "service_config.available_memory", as: mebibytes },
      cpu: { path: "service_config.available_cpu", as: cpus },
      environment: "service_config.environment_variables",
      secretEnvironment: { path: "service_config.secret_environment_variables", as: secretsByKey },
      role: "service_config.service_account_email",
      minimumInstances: "service_config.min_instance_count",
      maximumInstances: "service_config.max_instance_count",
      concurrencyPerInstance: "service_config.max_instance_request_concurrency",
      ingress: "service_config.ingress_settings",
      vpcConnector: "service_config.vpc_connector",
    },
    { constants: { generation: 2 } },
  ),
  google_cloud_run_v2_service: kind(
    "function",
    {
      name: "name",
      timeoutSeconds: { path: "template.timeout", as: seconds },
      memoryMegabytes: { path: "template.containers.resources.limits.memory", as: mebibytes },
      cpu: { path: "template.containers.resources.limits.cpu", as: cpus },
      environment: { path: "template.containers.env", as: plainVariables },
      secretEnvironment: { path: "template.containers.env", as: secretVariables },
      role: "template.service_account",
      minimumInstances: "template.scaling.min_instance_count",
      maximumInstances: "template.scaling.max_instance_count",
      concurrencyPerInstance: "template.max_instance_request_concurrency",
      ingress: { path: "ingress", as: ingress },
      vpcConnector: "template.vpc_access.connector",
      runtime: "build_config.base_image",
      handler: "build_config.function_target",
    },
    {
      constants: { generation: 2, packageType: "Image" },
      defaults: runDefaults,
    },
  ),
  google_cloud_run_service: kind(
    "function",
    {
      name: "name",
      timeoutSeconds: "template.spec.timeout_seconds",
      memoryMegabytes: { path: "template.spec.containers.resources.limits.memory", as: mebibytes },
      cpu: { path: "template.spec.containers.resources.limits.cpu", as: cpus },
      environment: { path: "template.spec.containers.env", as: plainVariables },
      secretEnvironment: { path: "template.spec.containers.env", as: secretVariables },
      role: "template.spec.service_account_name",
      concurrencyPerInstance: "template.spec.container_concurrency",
    },
    {
      constants: { generation: 2, packageType: "Image" },
      defaults: runDefaults,
    },
  ),
  google_workflows_workflow: kind("workflow", {
    name: "name",
    role: "service_account",
    definition: "source_contents",
    callLogLevel: "call_log_level",
  }),
  // Security rules of Firebase; the syntax tree is asked by the ruleset's properties.
  "firestore-ruleset": kind("ruleset", { path: "path" }, { constants: { service: "firestore" } }),
  "storage-ruleset": kind("ruleset", { path: "path" }, { constants: { service: "storage" } }),
  google_service_account: kind("service-account", { accountId: "account_id" }),
};
