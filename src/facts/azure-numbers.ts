import type { FactTable } from "./fact-table.ts";
import { type PlatformNumber, oldestReading } from "./platform-number.ts";

const read = "2026-11-23";
const functions = "https://learn.microsoft.com/azure/azure-functions";
const timeouts = `${functions}/functions-scale#timeout`;
const eventGrid = "https://learn.microsoft.com/azure/event-grid/delivery-and-retry";
const queues = `${functions}/functions-bindings-storage-queue#host-json`;
const serviceBus = "https://learn.microsoft.com/azure/templates/microsoft.servicebus/namespaces/queues";
const premium = `${functions}/functions-premium-plan#available-instance-skus`;

/** What Azure allows at most. */
export const azureLimits = {
  consumptionTimeout: { value: 600, unit: "seconds", page: timeouts, read },
  httpAnswer: { value: 230, unit: "seconds", page: timeouts, read },
} as const satisfies Record<string, PlatformNumber>;

/** What Azure takes where nobody says otherwise. */
export const azureDefaults = {
  consumptionTimeout: { value: 300, unit: "seconds", page: timeouts, read },
  otherPlansTimeout: { value: 1_800, unit: "seconds", page: timeouts, read },
  serviceBusLock: { value: 60, unit: "seconds", page: serviceBus, read },
  serviceBusDeliveries: { value: 10, unit: "times", page: serviceBus, read },
  serviceBusRenewal: { value: 300, unit: "seconds", page: `${functions}/functions-bindings-service-bus#hostjson-settings`, read },
  storageQueueDeliveries: { value: 5, unit: "times", page: queues, read: null },
  blobRetries: { value: 4, unit: "times", page: `${functions}/functions-bindings-storage-blob-trigger#poison-blobs`, read: null },
  eventHubsPrefetch: { value: 300, unit: "pieces", page: `${functions}/functions-bindings-event-hubs#hostjson-settings`, read },
  eventGridDeliveries: { value: 30, unit: "times", page: eventGrid, read: null },
  eventGridAge: { value: 86_400, unit: "seconds", page: eventGrid, read: null },
} as const satisfies Record<string, PlatformNumber>;

/** Instances of the Elastic Premium plan. */
export const elasticPremium = {
  EP1: { value: 1, unit: "pieces", page: premium, read },
  EP2: { value: 2, unit: "pieces", page: premium, read },
  EP3: { value: 4, unit: "pieces", page: premium, read },
  memoryOfCpu: { value: 3.5, unit: "gigabytes", page: premium, read },
} as const satisfies Record<string, PlatformNumber>;

/** Limits and defaults of Azure. */
export const azureNumbersTable: FactTable = {
  name: "Azure limits and defaults",
  entries: [azureLimits, azureDefaults, elasticPremium].reduce((sum, numbers) => sum + Object.keys(numbers).length, 0),
  source: `${functions}/functions-scale`,
  retrieved: oldestReading({ ...azureLimits, ...elasticPremium, ...azureDefaults }),
};
