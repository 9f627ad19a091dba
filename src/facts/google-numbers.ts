import type { FactTable } from "./fact-table.ts";
import { type PlatformNumber, oldestReading } from "./platform-number.ts";

const read = "2026-11-23";
const docs = "https://docs.cloud.google.com";
const functionsReference = `${docs}/functions/docs/reference/rest/v2/projects.locations.functions#ServiceConfig`;
const functionTimeout = `${docs}/functions/docs/configuring/timeout`;
const retries = `${docs}/functions/docs/bestpractices/retries`;
const subscriptions = `${docs}/pubsub/docs/reference/rest/v1/projects.subscriptions`;
const jobs = `${docs}/scheduler/docs/reference/rest/v1/projects.locations.jobs`;
const run = `${docs}/run/docs/configuring`;

/** What Google Cloud allows at most or at least. */
export const googleLimits = {
  eventFunctionTimeout: { value: 540, unit: "seconds", page: functionTimeout, read },
  ackDeadline: { value: 600, unit: "seconds", page: subscriptions, read },
  schedulerDeadline: { value: 1_800, unit: "seconds", page: jobs, read },
  memoryOfWholeCpu: { value: 2_048, unit: "megabytes", page: `${docs}/functions/docs/configuring/memory`, read: "2025-09-04" },
} as const satisfies Record<string, PlatformNumber>;

/** What Google Cloud takes where nobody says otherwise. */
export const googleDefaults = {
  functionTimeout: { value: 60, unit: "seconds", page: functionsReference, read },
  functionMemory: { value: 256, unit: "megabytes", page: functionsReference, read },
  functionConcurrency: { value: 1, unit: "pieces", page: functionsReference, read: null },
  firstGenerationInstances: { value: 3_000, unit: "pieces", page: `${docs}/functions/1stgendocs/configuring/max-instances`, read },
  maximumInstances: { value: 100, unit: "pieces", page: `${docs}/functions/docs/configuring/max-instances`, read },
  runTimeout: { value: 300, unit: "seconds", page: `${run}/request-timeout`, read: "2025-08-25" },
  runMemory: { value: 512, unit: "megabytes", page: `${run}/services/memory-limits`, read: null },
  runConcurrency: { value: 80, unit: "pieces", page: `${docs}/run/docs/about-concurrency`, read },
  runCpu: { value: 1, unit: "pieces", page: `${run}/services/cpu`, read },
  firstGenerationRetries: { value: 604_800, unit: "seconds", page: `${docs}/functions/1stgendocs/bestpractices/retries`, read },
  secondGenerationRetries: { value: 86_400, unit: "seconds", page: retries, read },
  ackDeadline: { value: 10, unit: "seconds", page: subscriptions, read },
  messageRetention: { value: 604_800, unit: "seconds", page: subscriptions, read },
  deliveriesBeforeDeadLetter: { value: 5, unit: "times", page: subscriptions, read },
  schedulerDeadline: { value: 180, unit: "seconds", page: jobs, read },
  taskAttempts: { value: 100, unit: "times", page: `${docs}/tasks/docs/reference/rest/v2/projects.locations.queues#RetryConfig`, read: null },
} as const satisfies Record<string, PlatformNumber>;

/** Limits and defaults of Google Cloud. */
export const googleNumbersTable: FactTable = {
  name: "Google Cloud limits and defaults",
  entries: Object.keys(googleLimits).length + Object.keys(googleDefaults).length,
  source: `${docs}/functions/quotas`,
  retrieved: oldestReading({ ...googleLimits, ...googleDefaults }),
};
