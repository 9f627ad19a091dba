import type { FactTable } from "./fact-table.ts";
import { type PlatformNumber, oldestReading } from "./platform-number.ts";

const read = "2026-11-23";
const docs = "https://docs.aws.amazon.com";
const lambdaQuotas = `${docs}/lambda/latest/dg/gettingstarted-limits.html`;
const createFunction = `${docs}/lambda/latest/api/API_CreateFunction.html`;
const createMapping = `${docs}/lambda/latest/api/API_CreateEventSourceMapping.html`;
const mappingScaling = `${docs}/lambda/latest/dg/services-sqs-scaling.html`;
const asynchronous = `${docs}/lambda/latest/dg/invocation-async-error-handling.html`;
const queue = `${docs}/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html`;
const restApi = `${docs}/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html`;
const webSocketApi = `${docs}/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html`;
const httpApi = `${docs}/apigateway/latest/developerguide/http-api-quotas.html`;
const compression = `${docs}/apigateway/latest/developerguide/api-gateway-gzip-compression-decompression.html`;
const edge = `${docs}/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html`;
const cognito = `${docs}/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html`;
const appsync = `${docs}/general/latest/gr/appsync.html`;
const loadBalancer = `${docs}/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html`;
const workflowQuotas = `${docs}/step-functions/latest/dg/service-quotas.html`;
const eventTarget = `${docs}/eventbridge/latest/userguide/eb-rule-retry-policy.html`;
const subscriber = `${docs}/AWSCloudFormation/latest/TemplateReference/aws-properties-eventsv2-subscriber-retrypolicy.html`;
const schedule = `${docs}/scheduler/latest/UserGuide/managing-schedule.html`;

/** What AWS allows at most or at least, and what it does by itself. */
export const awsLimits = {
  functionTimeout: { value: 900, unit: "seconds", page: lambdaQuotas, read },
  functionEnvironment: { value: 4_096, unit: "bytes", page: lambdaQuotas, read },
  snapStartTemporaryStorage: { value: 512, unit: "megabytes", page: `${docs}/lambda/latest/dg/snapstart.html`, read },
  mappingConcurrencyAtLeast: { value: 2, unit: "pieces", page: mappingScaling, read },
  mappingBatchesAtStart: { value: 5, unit: "pieces", page: mappingScaling, read },
  queueBatchWithoutWindow: { value: 10, unit: "pieces", page: createMapping, read },
  fifoBatch: { value: 10, unit: "pieces", page: createMapping, read },
  queueVisibility: { value: 43_200, unit: "seconds", page: queue, read },
  queueRetention: { value: 1_209_600, unit: "seconds", page: queue, read },
  restApiWait: { value: 29, unit: "seconds", page: restApi, read: "2026-04-09" },
  httpApiWait: { value: 30, unit: "seconds", page: httpApi, read },
  httpApiAuthorizerWait: { value: 10, unit: "seconds", page: httpApi, read },
  webSocketApiWait: { value: 29, unit: "seconds", page: webSocketApi, read },
  compressedAnswer: { value: 10_485_760, unit: "bytes", page: compression, read: "2026-04-09" },
  appsyncWait: { value: 30, unit: "seconds", page: appsync, read },
  cognitoWait: { value: 5, unit: "seconds", page: cognito, read },
  edgeFunctionTimeout: { value: 30, unit: "seconds", page: edge, read: "2026-04-08" },
  workflowHistory: { value: 25_000, unit: "pieces", page: workflowQuotas, read },
  workflowPayload: { value: 256, unit: "kilobytes", page: workflowQuotas, read },
  expressWorkflow: { value: 300, unit: "seconds", page: workflowQuotas, read },
  inlineMapItems: { value: 40, unit: "pieces", page: `${docs}/step-functions/latest/dg/state-map-inline.html`, read },
  distributedMapChildren: { value: 10_000, unit: "pieces", page: workflowQuotas, read },
  stateName: { value: 80, unit: "characters", page: `${docs}/step-functions/latest/apireference/API_StateEnteredEventDetails.html`, read },
} as const satisfies Record<string, PlatformNumber>;

/** What AWS takes where nobody says otherwise. */
export const awsDefaults = {
  functionTimeout: { value: 3, unit: "seconds", page: createFunction, read },
  functionMemory: { value: 128, unit: "megabytes", page: createFunction, read },
  functionTemporaryStorage: { value: 512, unit: "megabytes", page: createFunction, read },
  asynchronousRetries: { value: 2, unit: "times", page: asynchronous, read },
  asynchronousEventAge: { value: 21_600, unit: "seconds", page: asynchronous, read },
  queueBatch: { value: 10, unit: "pieces", page: createMapping, read },
  brokerBatchWindow: { value: 0.5, unit: "seconds", page: createMapping, read },
  streamBatch: { value: 100, unit: "pieces", page: createMapping, read },
  queueVisibility: { value: 30, unit: "seconds", page: queue, read },
  queueRetention: { value: 345_600, unit: "seconds", page: queue, read },
  authorizerCache: { value: 300, unit: "seconds", page: `${docs}/apigateway/latest/api/API_CreateAuthorizer.html`, read },
  loadBalancerWait: { value: 60, unit: "seconds", page: loadBalancer, read },
  eventTargetRetries: { value: 185, unit: "times", page: eventTarget, read },
  eventTargetAge: { value: 86_400, unit: "seconds", page: eventTarget, read },
  subscriberRetries: { value: 5, unit: "times", page: subscriber, read },
  subscriberEventAge: { value: 300, unit: "seconds", page: subscriber, read },
  scheduleRetries: { value: 185, unit: "times", page: schedule, read },
  scheduleEventAge: { value: 86_400, unit: "seconds", page: schedule, read },
  cognitoRetries: { value: 2, unit: "times", page: cognito, read },
  stateRetries: { value: 3, unit: "times", page: `${docs}/step-functions/latest/dg/concepts-error-handling.html`, read: null },
  streamRetention: { value: 24, unit: "hours", page: `${docs}/kinesis/latest/APIReference/API_CreateStream.html`, read: null },
  databaseBackups: { value: 1, unit: "days", page: `${docs}/AmazonRDS/latest/APIReference/API_CreateDBInstance.html`, read: null },
} as const satisfies Record<string, PlatformNumber>;

/** Steps in which AWS counts what it charges. */
export const awsBilling = {
  queueChunk: { value: 64, unit: "kilobytes", page: "https://aws.amazon.com/sqs/pricing/", read: null },
  expressMemoryChunk: { value: 64, unit: "megabytes", page: "https://aws.amazon.com/step-functions/pricing/", read },
  standardAlarmPeriod: { value: 60, unit: "seconds", page: `${docs}/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html`, read: null },
} as const satisfies Record<string, PlatformNumber>;

/** Limits and defaults of AWS. */
export const awsNumbersTable: FactTable = {
  name: "AWS limits and defaults",
  entries: [awsLimits, awsDefaults, awsBilling].reduce((sum, numbers) => sum + Object.keys(numbers).length, 0),
  source: `${docs}/general/latest/gr/aws-service-information.html`,
  retrieved: oldestReading({ ...awsBilling, ...awsLimits, ...awsDefaults }),
};
