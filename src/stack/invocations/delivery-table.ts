import { awsDefaults, awsLimits } from "../../facts/aws-numbers.ts";
import { azureDefaults, azureLimits } from "../../facts/azure-numbers.ts";
import type { Platform } from "../vocabulary.ts";
import type { InvocationKind, Retry } from "./invocation.ts";

/** Who decides how often a failed event is tried again. */
export type RetryRule =
  | "function" // the function's own settings for asynchronous invocations
  | "redrive" // the queue's maximum of receives, else its retention
  | "mapping" // the event source mapping: retries and record age
  | "deliveries" // Service Bus: deliveries of the queue or subscription
  | "poison" // storage queue: host.json
  | "subscription" // Pub/Sub: with dead letters a number, without them the retention
  | "trigger" // Google: the retry policy of the event trigger
  | "schedule" // the schedule's own settings
  | "tasks" // Cloud Tasks: attempts of the queue
  | "state" // Step Functions: Retry of the state
  | "event-subscription" // Event Grid: retryPolicy of the subscription
  | "host-policy" // Azure: a retry policy of the function itself
  | "unknown"
  | Retry;

/** Who keeps what failed for good. */
export type FailureRule = "function" | "source" | "mapping" | "built-in" | "state" | "caller" | "none" | "unknown";

/** What a platform does with one kind of delivery, where no setting says otherwise. */
export interface DeliveryRow {
  readonly platform: Platform;
  readonly service: string;
  readonly kind: InvocationKind;
  readonly retry: RetryRule;
  readonly failure: FailureRule;
  /** Name of the built-in place for what failed; `{name}` stands for the queue's name. */
  readonly keeps?: string;
  /** Seconds that the caller waits: a number, what the link says, or nobody. */
  readonly waits: number | "link" | "caller" | null;
  /** The service tries to hand over by its own settings before the function runs. */
  readonly hasOwnDelivery?: true;
  /** The vendor's page that says so. */
  readonly source: string;
}

const lambda = "https://docs.aws.amazon.com/lambda/latest/dg/";
const gateway = "https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html";
const bindings = "https://learn.microsoft.com/azure/azure-functions/functions-bindings-error-pages";
const googleRetries = "https://docs.cloud.google.com/functions/docs/bestpractices/retries";

const noRetry: Retry = { retries: 0, maximumAgeSeconds: null };

type Words = Omit<DeliveryRow, "platform" | "service" | "kind">;

function rows(platform: Platform, kind: InvocationKind, services: readonly string[], words: Words): DeliveryRow[] {
  return services.map((service) => ({ platform, service, kind, ...words }));
}

const caller = { retry: noRetry, failure: "caller" } as const;
const asynchronous = { retry: "function", failure: "function", waits: null } as const;

const waiting = { retry: "unknown", failure: "unknown", waits: "caller" } as const;

/** Services that need the function's answer, each with the page that says so. */
const waitingServices: readonly (readonly [string, string])[] = [
  ["appconfig", "appconfig/latest/userguide/appconfig-creating-configuration-and-profile-validators.html"],
  ["appsync-authorizer", "appsync/latest/devguide/security-authz.html"],
  ["autoscaling", "autoscaling/ec2/userguide/lambda-custom-termination-policy.html"],
  ["bedrock", "bedrock/latest/userguide/agents-lambda.html"],
  ["cloudformation", "AWSCloudFormation/latest/UserGuide/template-macros.html"],
  ["ecs", "AmazonECS/latest/developerguide/deployment-lifecycle-hooks.html"],
  ["iot-authorizer", "iot/latest/developerguide/config-custom-auth.html"],
  ["iot-provisioning", "iot/latest/developerguide/pre-provisioning-hook.html"],
  ["s3-object-lambda", "AmazonS3/latest/userguide/olap-writing-lambda.html"],
  ["ses-request", "ses/latest/dg/receiving-email-action-lambda.html"],
  ["transfer", "transfer/latest/userguide/custom-step-details.html"],
];

/** Platform facts by service, dated 2026-11-23. */
export const deliveryTable: readonly DeliveryRow[] = [
  ...rows("aws", "synchronous", ["api-rest", "api-http", "api-websocket"], { ...caller, waits: "link", source: gateway }),
  ...rows("aws", "synchronous", ["appsync", "alb"], { ...caller, waits: "link", source: `${lambda}lambda-services.html` }),
  ...rows("aws", "synchronous", ["function-url", "authorizer"], { ...caller, waits: "caller", source: `${lambda}urls-configuration.html` }),
  ...rows("aws", "synchronous", ["cognito"], {
    retry: { retries: awsDefaults.cognitoRetries.value, maximumAgeSeconds: null },
    failure: "caller",
    waits: awsLimits.cognitoWait.value,
    source: awsLimits.cognitoWait.page,
  }),
  ...rows("aws", "asynchronous", ["cognito-sender"], { ...asynchronous, source: awsLimits.cognitoWait.page }),
  ...rows("aws", "synchronous", ["cloudfront"], { ...caller, waits: "link", source: awsLimits.edgeFunctionTimeout.page }),
  ...rows("aws", "queue", ["sqs"], { retry: "redrive", failure: "source", waits: null, source: `${lambda}services-sqs-errorhandling.html` }),
  ...rows("aws", "queue", ["mq"], { retry: "unknown", failure: "unknown", waits: null, source: `${lambda}with-mq.html` }),
  ...rows("aws", "stream", ["kinesis", "dynamodb"], {
    retry: "mapping",
    failure: "mapping",
    waits: null,
    source: `${lambda}kinesis-on-failure-destination.html`,
  }),
  ...rows("aws", "stream", ["msk", "kafka", "documentdb"], {
    retry: "unknown",
    failure: "mapping",
    waits: null,
    source: `${lambda}with-msk.html`,
  }),
  ...rows("aws", "synchronous", ["lambda"], { ...caller, waits: "caller", source: `${lambda}invocation-sync.html` }),
  ...rows("aws", "asynchronous", ["lambda-event"], { ...asynchronous, source: `${lambda}invocation-async-error-handling.html` }),
  ...rows("aws", "asynchronous", ["destination"], {
    retry: "unknown",
    failure: "unknown",
    waits: null,
    source: `${lambda}invocation-async-retain-records.html`,
  }),
  ...rows("aws", "synchronous", ["connect", "lex", "vpc-lattice"], { ...caller, waits: "caller", source: `${lambda}lambda-services.html` }),
  ...rows("aws", "synchronous", ["alexa"], {
    ...caller,
    waits: "caller",
    source: "https://docs.aws.amazon.com/lambda/latest/operatorguide/invocation-modes.html",
  }),
  ...rows("aws", "synchronous", ["firehose"], { ...waiting, source: `${lambda}services-kinesisfirehose.html` }),
  ...waitingServices.flatMap(([service, page]) =>
    rows("aws", "synchronous", [service], { ...waiting, source: `https://docs.aws.amazon.com/${page}` }),
  ),
  ...rows("aws", "schedule", ["secrets-manager"], {
    retry: "unknown",
    failure: "unknown",
    waits: null,
    source: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_lambda.html",
  }),
  ...rows("aws", "asynchronous", ["sns", "s3", "iot", "logs", "ses", "custom-resource", "codecommit", "codepipeline", "config"], {
    ...asynchronous,
    source: `${lambda}invocation-async-error-handling.html`,
  }),
  ...rows("aws", "asynchronous", ["eventbridge"], {
    ...asynchronous,
    hasOwnDelivery: true,
    source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-retry-policy.html",
  }),
  ...rows("aws", "asynchronous", ["eventbridge-v2"], {
    ...asynchronous,
    hasOwnDelivery: true,
    source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-eventsv2-subscriber.html",
  }),
  ...rows("aws", "schedule", ["scheduler"], {
    ...asynchronous,
    hasOwnDelivery: true,
    source: "https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule.html",
  }),
  ...rows("aws", "workflow", ["step-functions"], {
    retry: "state",
    failure: "state",
    waits: "link",
    source: "https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html",
  }),
  ...rows("azure", "synchronous", ["http"], { ...caller, waits: azureLimits.httpAnswer.value, source: azureLimits.httpAnswer.page }),
  ...rows("azure", "schedule", ["timer"], { retry: "host-policy", failure: "none", waits: null, source: bindings }),
  ...rows("azure", "queue", ["service-bus"], {
    retry: "deliveries",
    failure: "built-in",
    keeps: "the dead-letter queue inside {name}",
    waits: null,
    source: "https://learn.microsoft.com/azure/service-bus-messaging/service-bus-dead-letter-queues",
  }),
  ...rows("azure", "queue", ["storage-queue"], {
    retry: "poison",
    failure: "built-in",
    keeps: "{name}-poison",
    waits: null,
    source: "https://learn.microsoft.com/azure/azure-functions/functions-bindings-storage-queue",
  }),
  ...rows("azure", "asynchronous", ["blob"], {
    retry: { retries: azureDefaults.blobRetries.value, maximumAgeSeconds: null },
    failure: "built-in",
    keeps: "webjobs-blobtrigger-poison",
    waits: null,
    source: "https://learn.microsoft.com/azure/azure-functions/functions-bindings-storage-blob-trigger",
  }),
  ...rows("azure", "stream", ["event-hubs", "cosmos-db", "kafka"], { retry: "host-policy", failure: "none", waits: null, source: bindings }),
  ...rows("azure", "asynchronous", ["event-grid"], {
    retry: "event-subscription",
    failure: "source",
    waits: null,
    source: "https://learn.microsoft.com/azure/event-grid/delivery-and-retry",
  }),
  ...rows("azure", "workflow", ["durable"], { retry: "unknown", failure: "unknown", waits: null, source: bindings }),
  ...rows("google", "synchronous", ["http"], { ...caller, waits: "caller", source: "https://docs.cloud.google.com/functions/quotas" }),
  ...rows("google", "asynchronous", ["cloud-storage", "firestore", "eventarc"], {
    retry: "trigger",
    failure: "none",
    waits: null,
    source: googleRetries,
  }),
  ...rows("google", "queue", ["pubsub"], {
    retry: "subscription",
    failure: "source",
    waits: "link",
    source: "https://docs.cloud.google.com/pubsub/docs/handling-failures",
  }),
  ...rows("google", "queue", ["cloud-tasks"], {
    retry: "tasks",
    failure: "none",
    waits: null,
    source: "https://docs.cloud.google.com/tasks/docs/configuring-queues",
  }),
  ...rows("google", "schedule", ["cloud-scheduler"], {
    retry: "schedule",
    failure: "none",
    waits: "link",
    source: "https://docs.cloud.google.com/scheduler/docs/configuring/cron-job-schedules",
  }),
  ...rows("google", "workflow", ["workflows"], {
    retry: "unknown",
    failure: "unknown",
    waits: "caller",
    source: "https://docs.cloud.google.com/workflows/docs/reference/syntax/retrying",
  }),
];

const byService = new Map(deliveryTable.map((row) => [`${row.platform}:${row.service}`, row]));

/** The row of a service; undefined for what we have no facts of. */
export function deliveryOf(platform: Platform, service: string): DeliveryRow | undefined {
  return byService.get(`${platform}:${service}`);
}
