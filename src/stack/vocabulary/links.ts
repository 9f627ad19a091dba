import { type SettingDefinition, boolean, list, mixed, number, reference, string } from "./setting-definition.ts";

/** Why one resource points to another. `from` acts on `to`, whatever direction the template writes it in. */
export type LinkKind =
  | "triggers" // from source (queue, topic, bus rule, schedule, route, bucket, table stream, authorizer use …) to function or workflow
  | "invokes" // function or workflow to function
  | "subscribes" // from topic to queue or other non-function subscriber; from rule to queue, topic, stream
  | "reads" // function to table, bucket, secret (from code or binding)
  | "writes" // function to table, bucket, queue (from code or binding)
  | "dead-letters" // from queue, function, subscription, schedule, trigger's source to queue or topic
  | "on-failure" // from function or event source to its failure destination
  | "alarms" // from alarm to what it watches
  | "logs-to" // from function, api, workflow to log group
  | "assumes" // from function or workflow to role
  | "permits" // resource policy: from principal resource or function (to) – see Statement
  | "contains" // api → route, function-app → function, namespace → queue, topic → subscription
  | "authorizes" // from authorizer to route or api
  | "attached-to" // function → subnet or network, subnet → route table
  | "versions" // version or alias → function
  | "uses"; // anything else that names it (environment variable, reference)

/** The common settings of links. Durations are seconds. */
export const linkVocabulary = {
  service: string(
    "what delivers: sqs, kinesis, dynamodb, msk, sns, s3, eventbridge, eventbridge-v2, scheduler, api-rest, api-http, api-websocket, api-gateway, function-url, alb, cognito, cognito-sender, appsync, cloudfront, iot, logs, authorizer, custom-resource, custom-resource-provider, deployment, step-functions, pipes, destination, secrets-manager, config, codecommit, codepipeline, codedeploy, cloudformation, cloudwatch-alarm, ecs, firehose, connect, lex, bedrock, ssm, ses, ses-request, transfer, vpc-lattice, s3-object-lambda, appconfig, autoscaling, appsync-authorizer, iot-authorizer, iot-provisioning, alexa, http, service-bus, storage-queue, blob, event-hubs, event-grid, cosmos-db, timer, durable, pubsub, cloud-storage, firestore, cloud-tasks, cloud-scheduler, eventarc",
  ),
  enabled: boolean("delivers"),
  batchSize: number("records of one invocation"),
  batchWindowSeconds: number("how long a batch is gathered"),
  reportsItemFailures: boolean("ReportBatchItemFailures"),
  maximumConcurrency: number("ScalingConfig.MaximumConcurrency"),
  provisionedPollers: mixed("ProvisionedPollerConfig"),
  maximumRetryAttempts: number("retries; -1 = until the record expires"),
  maximumRecordAgeSeconds: number("age at which a record or event is given up; -1 = never"),
  bisectOnError: boolean("the batch is split on an error"),
  startingPosition: string("TRIM_HORIZON, LATEST, AT_TIMESTAMP"),
  parallelizationFactor: number("batches of one shard at once"),
  tumblingWindowSeconds: number("tumbling window"),
  filter: mixed("filter patterns"),
  failureDestination: reference("on-failure destination"),
  deadLetterTarget: reference("dead-letter queue of this target or subscription"),
  rawDelivery: boolean("SNS raw message delivery"),
  filterScope: string("MessageAttributes or MessageBody"),
  prefix: string("object name prefix"),
  suffix: string("object name suffix"),
  events: list("event types"),
  input: mixed("what the target receives"),
  retryPolicy: string("RETRY_POLICY_RETRY, RETRY_POLICY_DO_NOT_RETRY (Google)"),
  connection: string("Azure: name of the connection setting"),
  sessionsEnabled: boolean("Azure Service Bus sessions on the trigger"),
  path: string("blob path, queue or topic name of a binding, HTTP path"),
  method: string("HTTP method"),
  methods: list("Azure: every HTTP method of the trigger; empty = all"),
  authorizationLevel: string("Azure: anonymous, function, admin"),
  autoComplete: boolean("Azure Service Bus: the host completes messages after the function"),
  source: string("Azure blob trigger: LogsAndContainerScan or EventGrid"),
  scheduleExpression: string("timer or schedule expression"),
  runOnStartup: boolean("Azure timer"),
  qualifier: string("alias or version that is called"),
  payloadVersion: string("1.0 or 2.0 (HTTP API)"),
  timeoutSeconds: number("how long the caller waits"),
  serviceAccount: mixed("identity that the caller uses"),
  eventType: string("event type of the trigger, or CloudFront event type"),
  leaseCollection: mixed("Cosmos DB lease"),
  consumerGroup: string("Event Hubs or Kafka consumer group"),
  cardinality: string("one or many"),
  implicitPermission: boolean("the framework adds the invoke permission itself (SAM, Serverless Framework, CDK L2)"),
} as const satisfies Record<string, SettingDefinition>;

export type LinkSettingName = keyof typeof linkVocabulary;
