import { awsDefaults } from "../facts/aws-numbers.ts";
import { azureDefaults } from "../facts/azure-numbers.ts";
import { googleDefaults } from "../facts/google-numbers.ts";

/** The clouds that we review, alike. */
export type Platform = "aws" | "azure" | "google";

/** Where a resource was declared. One resource has one format; formats of one platform share kinds and settings. */
export type Format =
  | "cloudformation"
  | "sam"
  | "serverless-framework"
  | "terraform"
  | "cdk"
  | "asl"
  | "bicep"
  | "arm"
  | "host-json"
  | "function-json"
  | "functions-source"
  | "workflows"
  | "firestore-rules"
  | "firebase"
  | "github-actions"
  | "deploy-steps";

/** What a setting's value is once resolved. Durations are seconds, sizes megabytes (MiB), ages seconds, on every platform. */
type SettingType = "number" | "string" | "boolean" | "list" | "map" | "reference" | "any";

/** One common setting: its type, what it means, and the value the platform takes where nobody wrote one. */
export interface SettingDefinition {
  readonly type: SettingType;
  readonly meaning: string;
  readonly defaults?: Readonly<Partial<Record<Platform, string | number | boolean>>>;
}

const number = (meaning: string, defaults?: SettingDefinition["defaults"]): SettingDefinition =>
  defaults ? { type: "number", meaning, defaults } : { type: "number", meaning };
const string = (meaning: string, defaults?: SettingDefinition["defaults"]): SettingDefinition =>
  defaults ? { type: "string", meaning, defaults } : { type: "string", meaning };
const boolean = (meaning: string, defaults?: SettingDefinition["defaults"]): SettingDefinition =>
  defaults ? { type: "boolean", meaning, defaults } : { type: "boolean", meaning };
const list = (meaning: string): SettingDefinition => ({ type: "list", meaning });
const map = (meaning: string): SettingDefinition => ({ type: "map", meaning });
const reference = (meaning: string): SettingDefinition => ({ type: "reference", meaning });
const any = (meaning: string): SettingDefinition => ({ type: "any", meaning });

/**
 * The common settings of every kind of resource. Readers fill them, rules read them; native properties stay beside them in
 * `Resource.properties`. Defaults are those of the platform's API (../facts holds the dated sources).
 */
export const resourceVocabulary = {
  function: {
    name: string("physical name, where one is set"),
    timeoutSeconds: number("longest run of one invocation", { aws: awsDefaults.functionTimeout.value, google: googleDefaults.functionTimeout.value }),
    memoryMegabytes: number("memory of one instance", { aws: awsDefaults.functionMemory.value, google: googleDefaults.functionMemory.value }),
    runtime: string("runtime identifier as the platform spells it"),
    handler: string("handler as the platform spells it: file.export, package.Class::method, entry point name"),
    codePath: string("folder or file of the source, relative to the repository's root"),
    inlineCode: string("source written into the template"),
    packageType: string("Zip or Image", { aws: "Zip" }),
    packageContents: list("paths and patterns of the package's files, where the template names all of them"),
    bundlerTarget: string("what the function's bundler is told to build for: node22, es2022"),
    architecture: string("x86_64 or arm64", { aws: "x86_64" }),
    environment: map("environment variables by name"),
    secretEnvironment: map("environment variables that the platform fills from a secret store"),
    role: reference("execution role or service account"),
    layers: list("layers"),
    tracing: string("Active, PassThrough", { aws: "PassThrough" }),
    ephemeralStorageMegabytes: number("size of /tmp", { aws: awsDefaults.functionTemporaryStorage.value }),
    snapStart: string("PublishedVersions or None", { aws: "None" }),
    aliasName: string("alias published with each deployment (SAM AutoPublishAlias)"),
    reservedConcurrency: number("upper bound of concurrent instances that is taken from the account's pool"),
    provisionedConcurrency: number("instances kept warm, on a version or an alias"),
    minimumInstances: number("instances kept warm", { google: 0 }),
    maximumInstances: number("upper bound of instances", { google: googleDefaults.maximumInstances.value }),
    concurrencyPerInstance: number("requests that one instance takes at once", { aws: 1, google: googleDefaults.functionConcurrency.value }),
    cpu: number("vCPU of one instance"),
    recursiveLoop: string("Allow or Terminate", { aws: "Terminate" }),
    logGroup: reference("log group that the function writes to, where one is set"),
    logFormat: string("Text or JSON", { aws: "Text" }),
    subnets: list("subnets that the function is attached to"),
    securityGroups: list("security groups"),
    vpcConnector: reference("connector into a private network (Google)"),
    ingress: string("who may reach it (Google): ALLOW_ALL, ALLOW_INTERNAL_ONLY, ALLOW_INTERNAL_AND_GCLB", { google: "ALLOW_ALL" }),
    httpsOnly: boolean("plain HTTP is refused or redirected"),
    generation: number("1 or 2 (Google)"),
    fileSystems: list("mounted file systems"),
    asyncDeadLetterTarget: reference("dead-letter target of asynchronous invocations"),
    asyncFailureDestination: reference("on-failure destination of asynchronous invocations"),
    asyncMaximumRetryAttempts: number("retries of an asynchronous invocation", { aws: awsDefaults.asynchronousRetries.value }),
    asyncMaximumEventAgeSeconds: number("age at which an asynchronous event is dropped", { aws: awsDefaults.asynchronousEventAge.value }),
    urlAuthorization: string("function URL: NONE or AWS_IAM; absent = no URL"),
    urlCors: map("function URL: CORS settings"),
    kmsKey: reference("customer key for environment variables"),
    authorizationLevel: string("Azure HTTP trigger: anonymous, function, admin"),
    disabled: boolean("switched off"),
    scriptFile: string("Azure: file that holds the function"),
    scriptFileExists: boolean("Azure: the file that function.json names is in the repository"),
    isOrchestrator: boolean("Durable orchestrator"),
  },
  "function-app": {
    name: string("physical name"),
    extensionVersion: string("FUNCTIONS_EXTENSION_VERSION"),
    workerRuntime: string("FUNCTIONS_WORKER_RUNTIME"),
    languageVersion: string("linuxFxVersion, nodeVersion, pythonVersion or functionAppConfig.runtime, as written"),
    appSettings: map("application settings by name"),
    appSettingsComplete: boolean("every source of application settings was read"),
    plan: reference("hosting plan"),
    storageAccount: any("AzureWebJobsStorage: account reference or connection string"),
    httpsOnly: boolean("plain HTTP is redirected", { azure: false }),
    minimumTlsVersion: string("lowest TLS version", { azure: "1.2" }),
    ftpsState: string("AllAllowed, FtpsOnly, Disabled", { azure: "AllAllowed" }),
    corsOrigins: list("allowed CORS origins"),
    alwaysOn: boolean("host stays loaded on a dedicated plan", { azure: false }),
    remoteDebugging: boolean("remote debugging is on", { azure: false }),
    identity: string("managed identity type"),
    clientCertificateMode: string("client certificates"),
    publicNetworkAccess: string("Enabled or Disabled", { azure: "Enabled" }),
    http20: boolean("HTTP/2", { azure: false }),
    authEnabled: boolean("Easy Auth is on", { azure: false }),
    operatingSystem: string("linux or windows"),
    timeoutSeconds: number("functionTimeout of host.json; -1 = unbounded"),
    hostSettings: map("host.json as written"),
    programmingModels: list("how the code declares functions: function-json, node-4, python-2, dotnet-isolated, dotnet-in-process, java"),
    codePath: string("folder that holds host.json, relative to the repository's root"),
    extensionProject: boolean("binding extensions come from a project of the app (extensions.csproj) instead of a bundle"),
  },
  plan: {
    tier: string("consumption, flex, premium, dedicated, container-apps"),
    sku: string("SKU as written: Y1, FC1, EP1, S1"),
    operatingSystem: string("linux or windows"),
  },
  queue: {
    name: string("physical name"),
    visibilityTimeoutSeconds: number("how long a received message is hidden", { aws: awsDefaults.queueVisibility.value }),
    retentionSeconds: number("how long a message is kept", { aws: awsDefaults.queueRetention.value }),
    delaySeconds: number("delay of new messages", { aws: 0 }),
    receiveWaitSeconds: number("long polling", { aws: 0 }),
    fifo: boolean("first in, first out", { aws: false }),
    contentBasedDeduplication: boolean("deduplication by body", { aws: false }),
    deadLetterTarget: reference("dead-letter queue"),
    maximumReceiveCount: number("receives before the message goes to the dead-letter queue", { azure: azureDefaults.serviceBusDeliveries.value }),
    kmsKey: any("customer or managed key"),
    managedEncryption: boolean("encryption with the service's own key", { aws: true }),
    lockSeconds: number("Service Bus lock duration", { azure: azureDefaults.serviceBusLock.value }),
    requiresSession: boolean("Service Bus sessions", { azure: false }),
    deadLetterOnExpiration: boolean("expired messages go to the dead-letter queue", { azure: false }),
    service: string("sqs, service-bus, storage-queue, cloud-tasks"),
    maximumDispatchesPerSecond: number("Cloud Tasks rate"),
    maximumConcurrentDispatches: number("Cloud Tasks concurrency"),
    maximumAttempts: number("Cloud Tasks attempts"),
  },
  topic: {
    name: string("physical name"),
    fifo: boolean("first in, first out", { aws: false }),
    contentBasedDeduplication: boolean("deduplication by body", { aws: false }),
    kmsKey: any("customer or managed key"),
    service: string("sns, service-bus, event-grid, pubsub"),
  },
  subscription: {
    name: string("physical name"),
    topic: reference("topic it belongs to"),
    ackDeadlineSeconds: number("time to acknowledge before redelivery", { google: googleDefaults.ackDeadline.value }),
    retentionSeconds: number("how long a message is kept"),
    deadLetterTarget: reference("dead-letter topic or queue"),
    maximumReceiveCount: number("deliveries before dead-lettering", {
      azure: azureDefaults.serviceBusDeliveries.value,
      google: googleDefaults.deliveriesBeforeDeadLetter.value,
    }),
    pushEndpoint: any("push target"),
    pushServiceAccount: any("service account of the push token"),
    lockSeconds: number("Service Bus lock duration", { azure: azureDefaults.serviceBusLock.value }),
    requiresSession: boolean("Service Bus sessions", { azure: false }),
    deadLetterOnExpiration: boolean("expired messages are dead-lettered", { azure: false }),
    filter: any("filter policy or expression"),
    minimumBackoffSeconds: number("retry backoff"),
    service: string("sns, service-bus, pubsub, event-grid"),
  },
  bus: { name: string("physical name"), service: string("eventbridge, eventbridge-v2, event-grid, eventarc") },
  rule: {
    name: string("physical name"),
    bus: reference("bus it listens on"),
    pattern: any("event pattern"),
    scheduleExpression: string("rate(…) or cron(…)"),
    enabled: boolean("state", { aws: true }),
  },
  schedule: {
    name: string("physical name"),
    expression: string("rate(…), cron(…) or a cron line"),
    timeZone: string("time zone"),
    enabled: boolean("state", { aws: true, google: true }),
    attemptDeadlineSeconds: number("how long the scheduler waits for an answer", { google: googleDefaults.schedulerDeadline.value }),
    retryCount: number("retries of a failed run", { aws: awsDefaults.scheduleRetries.value, google: 0 }),
    maximumEventAgeSeconds: number("age at which a run is dropped", { aws: awsDefaults.scheduleEventAge.value }),
    deadLetterTarget: reference("dead-letter queue"),
    flexibleWindow: string("OFF or FLEXIBLE"),
    targetUri: any("HTTP target"),
    oidcServiceAccount: any("service account of the OIDC token"),
  },
  stream: {
    name: string("physical name"),
    retentionHours: number("how long a record is kept", { aws: awsDefaults.streamRetention.value }),
    shards: number("shards or partitions"),
    mode: string("ON_DEMAND or PROVISIONED"),
    encrypted: boolean("server-side encryption", { aws: false }),
    service: string("kinesis, firehose, event-hubs, msk"),
  },
  table: {
    name: string("physical name"),
    keySchema: list("key attributes"),
    attributes: list("attribute definitions"),
    globalIndexes: list("global secondary indexes, each with its native shape"),
    localIndexes: list("local secondary indexes"),
    billingMode: string("PAY_PER_REQUEST or PROVISIONED", { aws: "PROVISIONED" }),
    readCapacity: number("provisioned reads"),
    writeCapacity: number("provisioned writes"),
    streamViewType: string("what the stream carries; absent = no stream"),
    pointInTimeRecovery: boolean("point-in-time recovery", { aws: false }),
    ttlAttribute: string("attribute with the time to live"),
    defaultTtlSeconds: number("Cosmos DB container default time to live; -1 = on without default"),
    partitionKey: any("Cosmos DB partition key"),
    kmsKey: any("customer key"),
    deletionProtection: boolean("deletion protection", { aws: false }),
    replicas: list("regions of a global table"),
    service: string("dynamodb, cosmos-db, table-storage, firestore"),
  },
  bucket: {
    name: string("physical name"),
    versioning: boolean("object versioning", { aws: false, google: false }),
    lifecycleRules: list("lifecycle rules in native shape"),
    encryption: any("encryption"),
    kmsKey: any("customer key"),
    publicAccess: any("public access settings"),
    uniformAccess: boolean("uniform bucket-level access"),
    forceDestroy: boolean("objects are deleted with the bucket", { aws: false, google: false }),
  },
  api: {
    name: string("physical name"),
    type: string("rest, http, websocket, graphql, function-url, api-management, api-gateway"),
    endpointType: string("EDGE, REGIONAL, PRIVATE"),
    policy: any("resource policy"),
    definition: any("OpenAPI body"),
    tracing: boolean("tracing", { aws: false }),
    accessLog: any("access log destination"),
    accessLogFormat: string("access log format"),
    throttling: any("throttling settings"),
    defaultAuthorizer: any("authorizer of routes without their own"),
    cors: any("CORS settings"),
    minimumTlsVersion: string("security policy of the domain"),
    compressionMinimumBytes: number("smallest answer that is compressed; absent = none is, a negative number switches it off"),
    cacheCluster: boolean("a cache of the stage is paid for", { aws: false }),
    clientCertificate: any("certificate that the stage shows to HTTP backends"),
  },
  domain: { name: string("host name"), minimumTlsVersion: string("security policy: TLS_1_0, TLS_1_2 or an enhanced one") },
  route: {
    method: string("GET, POST …, ANY"),
    methods: list("Azure: every method that the route takes; empty = all"),
    path: string("path pattern"),
    authorization: string("NONE, AWS_IAM, CUSTOM, JWT, COGNITO_USER_POOLS"),
    authorizer: reference("authorizer"),
    apiKeyRequired: boolean("API key", { aws: false }),
    timeoutSeconds: number("integration timeout"),
    api: reference("API it belongs to"),
    integration: any("integration target"),
  },
  authorizer: {
    type: string("REQUEST, TOKEN, JWT, COGNITO"),
    resultTtlSeconds: number("how long an answer is cached", { aws: awsDefaults.authorizerCache.value }),
    identitySources: any("identity sources"),
    function: reference("function that decides"),
  },
  workflow: {
    name: string("physical name"),
    type: string("STANDARD, EXPRESS", { aws: "STANDARD" }),
    definition: map("the definition (ASL or Workflows) with substitutions applied where they are known"),
    definitionPath: string("file of the definition"),
    definitionSubstitutions: map("substitutions"),
    role: reference("role or service account"),
    logging: any("logging configuration"),
    tracing: boolean("tracing", { aws: false }),
    callLogLevel: string("Workflows call log level"),
  },
  role: {
    name: string("physical name"),
    managedPolicies: list("managed policy ARNs"),
    trust: any("trust policy"),
    complete: boolean("every statement of the role was read"),
    permissionsBoundary: any("permissions boundary"),
  },
  secret: {
    name: string("physical name"),
    rotation: any("rotation"),
    kmsKey: any("customer key"),
    service: string("secrets-manager, ssm, key-vault, secret-manager"),
  },
  database: {
    name: string("physical name"),
    engine: string("engine"),
    serverless: boolean("scales by itself"),
    minimumCapacity: number("capacity units"),
    maximumCapacity: number("capacity units"),
    dataApi: boolean("HTTP data API", { aws: false }),
    deletionProtection: boolean("deletion protection", { aws: false }),
    backupRetentionDays: number("backups", { aws: awsDefaults.databaseBackups.value }),
    multiZone: boolean("standby in another zone"),
    encrypted: boolean("encryption at rest", { aws: false }),
    public: boolean("reachable from the internet", { aws: false }),
  },
  "database-proxy": { name: string("physical name"), engine: string("engine family"), target: reference("database") },
  cache: { engine: string("engine") },
  network: { name: string("name") },
  subnet: { network: reference("network"), mapPublicIp: boolean("public addresses on launch", { aws: false }) },
  "route-table": { network: reference("network"), routes: list("routes") },
  gateway: { type: string("nat, internet, vpn"), network: reference("network") },
  "vpc-endpoint": { service: string("service name"), type: string("Gateway, Interface", { aws: "Gateway" }), network: reference("network") },
  "security-group": { egress: any("egress rules"), ingress: any("ingress rules") },
  alarm: {
    metric: string("metric name"),
    namespace: string("namespace"),
    dimensions: any("dimensions in native shape"),
    period: number("seconds"),
    threshold: number("threshold"),
    actions: list("what it notifies"),
    actionsEnabled: boolean("actions are on", { aws: true }),
    treatMissingData: string("missing data"),
    query: string("log or metric query"),
  },
  "log-group": { name: any("name, literal or joined"), retentionDays: number("days; absent = for ever"), kmsKey: any("customer key") },
  "user-pool": { name: string("name"), schema: list("attributes"), deletionProtection: string("ACTIVE or INACTIVE") },
  distribution: { associations: list("edge functions") },
  layer: { name: string("name"), codePath: string("folder"), runtimes: list("compatible runtimes") },
  version: { function: reference("function"), provisionedConcurrency: number("instances kept warm") },
  alias: {
    name: string("alias name"),
    function: reference("function"),
    provisionedConcurrency: number("instances kept warm"),
    routing: any("weights"),
  },
  stage: {
    name: string("stage name"),
    api: reference("API"),
    deployment: reference("deployment"),
    variables: map("stage variables"),
    tracing: boolean("tracing", { aws: false }),
    accessLog: any("access log destination"),
    accessLogFormat: string("access log format"),
    methodSettings: any("throttling, caching and execution logs by method"),
    cacheCluster: boolean("a cache of the stage is paid for", { aws: false }),
    clientCertificate: any("certificate that the stage shows to HTTP backends"),
  },
  deployment: { api: reference("API"), triggers: any("redeployment triggers") },
  "scaling-target": {
    dimension: string("what is scaled"),
    minimum: number("minimum"),
    maximum: number("maximum"),
    resourceId: any("what is scaled"),
  },
  "storage-account": {
    name: string("name"),
    minimumTlsVersion: string("TLS"),
    allowSharedKey: boolean("shared keys", { azure: true }),
    publicAccess: any("public blob access"),
  },
  namespace: {
    name: string("name"),
    sku: string("SKU"),
    service: string("service-bus, event-hubs, cosmos-db"),
    localAuthDisabled: boolean("keys are off", { azure: false }),
  },
  "service-account": { accountId: string("account id") },
  "event-trigger": {
    eventType: string("event type"),
    destination: any("what is called"),
    serviceAccount: any("identity of the call"),
    retry: any("retry"),
  },
  ruleset: { path: string("file"), service: string("firestore, storage") },
  service: {
    name: string("name of the service"),
    frameworkVersion: string("version of the framework that the configuration asks for, as written"),
    installedVersion: string("version of the framework in a package.json of the service or the repository, as written"),
    installedPackage: string("package that the installed version is of"),
  },
  budget: { limit: any("limit") },
  slot: { app: reference("function app") },
  other: {},
} as const satisfies Record<string, Record<string, SettingDefinition>>;

export type ResourceKind = keyof typeof resourceVocabulary;
type NamesOf<K extends ResourceKind> = Extract<keyof (typeof resourceVocabulary)[K], string>;

/** The name of a common setting of some kind of resource. */
export type ResourceSettingName = { [K in ResourceKind]: NamesOf<K> }[ResourceKind];

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
    "what delivers: sqs, kinesis, dynamodb, msk, sns, s3, eventbridge, eventbridge-v2, scheduler, api-rest, api-http, api-websocket, api-gateway, function-url, alb, cognito, appsync, cloudfront, iot, logs, authorizer, custom-resource, custom-resource-provider, deployment, step-functions, http, service-bus, storage-queue, blob, event-hubs, event-grid, cosmos-db, timer, durable, pubsub, cloud-storage, firestore, cloud-tasks, cloud-scheduler, eventarc",
  ),
  enabled: boolean("delivers"),
  batchSize: number("records of one invocation"),
  batchWindowSeconds: number("how long a batch is gathered"),
  reportsItemFailures: boolean("ReportBatchItemFailures"),
  maximumConcurrency: number("ScalingConfig.MaximumConcurrency"),
  provisionedPollers: any("ProvisionedPollerConfig"),
  maximumRetryAttempts: number("retries; -1 = until the record expires"),
  maximumRecordAgeSeconds: number("age at which a record or event is given up; -1 = never"),
  bisectOnError: boolean("the batch is split on an error"),
  startingPosition: string("TRIM_HORIZON, LATEST, AT_TIMESTAMP"),
  parallelizationFactor: number("batches of one shard at once"),
  tumblingWindowSeconds: number("tumbling window"),
  filter: any("filter patterns"),
  failureDestination: reference("on-failure destination"),
  deadLetterTarget: reference("dead-letter queue of this target or subscription"),
  rawDelivery: boolean("SNS raw message delivery"),
  filterScope: string("MessageAttributes or MessageBody"),
  prefix: string("object name prefix"),
  suffix: string("object name suffix"),
  events: list("event types"),
  input: any("what the target receives"),
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
  serviceAccount: any("identity that the caller uses"),
  eventType: string("event type of the trigger, or CloudFront event type"),
  leaseCollection: any("Cosmos DB lease"),
  consumerGroup: string("Event Hubs or Kafka consumer group"),
  cardinality: string("one or many"),
  implicitPermission: boolean("the framework adds the invoke permission itself (SAM, Serverless Framework, CDK L2)"),
} as const satisfies Record<string, SettingDefinition>;

export type LinkSettingName = keyof typeof linkVocabulary;

/** The definition of a setting; undefined where the kind has no such setting. */
export function definitionOf(kind: ResourceKind | "link", name: string): SettingDefinition | undefined {
  const definitions: Record<string, SettingDefinition> = kind === "link" ? linkVocabulary : resourceVocabulary[kind];
  return definitions[name];
}
