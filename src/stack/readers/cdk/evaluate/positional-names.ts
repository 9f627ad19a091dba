import type { Datum } from "./datum.ts";
import type { CallArguments } from "./interpreter.ts";

/** The parameters of the CDK's classes and methods that have a place, before properties; several names where packages differ. */
const names: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ["SqsEventSource", ["queue"]],
  ["DynamoEventSource", ["table"]],
  ["KinesisEventSource", ["stream"]],
  ["KinesisConsumerEventSource", ["streamConsumer"]],
  ["SnsEventSource", ["topic"]],
  ["S3EventSource", ["bucket"]],
  ["S3EventSourceV2", ["bucket"]],
  ["ApiEventSource", ["method", "path"]],
  ["LambdaSubscription", ["fn"]],
  ["SqsSubscription", ["queue"]],
  ["EmailSubscription", ["emailAddress"]],
  ["SmsSubscription", ["phoneNumber"]],
  ["UrlSubscription", ["url"]],
  ["LambdaDestination", ["fn"]],
  ["SqsDestination", ["queue"]],
  ["SnsDestination", ["topic"]],
  ["S3Destination", ["bucket"]],
  ["S3OnFailureDestination", ["bucket"]],
  ["EventBridgeDestination", ["eventBus"]],
  ["KinesisDestination", ["stream"]],
  ["SqsDlq", ["queue"]],
  ["SnsDlq", ["topic"]],
  ["LambdaFunction", ["handler|lambdaFunction"]],
  ["SqsQueue", ["queue"]],
  ["SnsTopic", ["topic"]],
  ["SfnStateMachine", ["machine|stateMachine"]],
  ["EventBus", ["eventBus"]],
  ["KinesisStream", ["stream"]],
  ["CloudWatchLogGroup", ["logGroup"]],
  ["ApiGateway", ["restApi"]],
  ["LambdaInvoke", ["func"]],
  ["SqsSendMessage", ["queue"]],
  ["SnsPublish", ["topic"]],
  ["StepFunctionsStartExecution", ["stateMachine"]],
  ["KinesisStreamPutRecord", ["stream"]],
  ["LambdaIntegration", ["handler"]],
  ["HttpLambdaIntegration", ["id", "handler"]],
  ["WebSocketLambdaIntegration", ["id", "handler"]],
  ["HttpUrlIntegration", ["id", "url"]],
  ["HttpLambdaAuthorizer", ["id", "handler"]],
  ["HttpJwtAuthorizer", ["id", "jwtIssuer"]],
  ["HttpUserPoolAuthorizer", ["id", "pool"]],
  ["WebSocketLambdaAuthorizer", ["id", "handler"]],
  ["LambdaTarget", ["fn"]],
  ["LambdaFunctionAction", ["func"]],
  ["LambdaAction", ["lambdaFunction"]],
  ["LambdaFunctionProcessor", ["lambdaFunction"]],
  ["LambdaEnrichment", ["lambda|lambda_"]],
  ["StepFunctionsEnrichment", ["stateMachine"]],
  ["SqsSource", ["queue"]],
  ["KinesisSource", ["stream"]],
  ["DynamoDBSource", ["table"]],
  ["SqsTarget", ["queue"]],
  ["SnsTarget", ["topic"]],
  ["KinesisTarget", ["stream"]],
  ["EventBridgeTarget", ["eventBus"]],
  ["SqsQueueAction", ["queue"]],
  ["ServicePrincipal", ["service"]],
  ["ArnPrincipal", ["arn"]],
  ["AccountPrincipal", ["accountId"]],
  ["fromAsset", ["path"]],
  ["fromInline", ["code"]],
  ["fromAssetImage", ["directory"]],
  ["fromImageAsset", ["directory"]],
  ["fromAwsManagedPolicyName", ["managedPolicyName"]],
  ["addEventSource", ["source"]],
  ["addSubscription", ["topicSubscription|subscription"]],
  ["addTarget", ["target"]],
  ["addToRolePolicy", ["statement"]],
  ["addToPolicy", ["statement"]],
  ["addToPrincipalPolicy", ["statement"]],
  ["addToResourcePolicy", ["statement|permission"]],
  ["addManagedPolicy", ["policy"]],
  ["attachInlinePolicy", ["policy"]],
  ["addEnvironment", ["key", "value"]],
  ["addPermission", ["id"]],
  ["addEventNotification", ["event", "dest"]],
  ["addObjectCreatedNotification", ["dest"]],
  ["addObjectRemovedNotification", ["dest"]],
  ["addMethod", ["httpMethod", "integration|target"]],
  ["addResource", ["pathPart"]],
  ["resourceForPath", ["path"]],
  ["addRule", ["id"]],
  ["addAction", ["action"]],
  ["addPreHook", ["preHook"]],
  ["addPostHook", ["postHook"]],
  ["addTrigger", ["operation", "fn"]],
  ["addLambdaDataSource", ["id", "lambdaFunction"]],
  ["addDynamoDbDataSource", ["id", "table"]],
  ["createResolver", ["id"]],
  ["addRoute", ["routeKey"]],
  ["addPropertyOverride", ["propertyPath", "value"]],
  ["addOverride", ["path", "value"]],
  ["next", ["next|state"]],
  ["addBehavior", ["pathPattern", "origin"]],
  ["addAlias", ["aliasName"]],
  ["addStage", ["id"]],
  ["addListener", ["id"]],
  ["addInterfaceEndpoint", ["id"]],
  ["addGatewayEndpoint", ["id"]],
  ["addSubscriptionFilter", ["id"]],
  ["addRotationSchedule", ["id"]],
  ["addTargets", ["id"]],
]);

const grantees: readonly string[] = ["grantee|identity"];

/** Python gives by name what TypeScript gives by place: named arguments of a class or method of the CDK, put in their places. */
export function inPlaces(callee: string, given: CallArguments): CallArguments {
  const places = names.get(callee) ?? (callee.startsWith("grant") ? grantees : undefined);
  const { keywords } = given;
  // Constructs have a scope, and share names with what is none: tasks of workflows with targets of schedules.
  if (places === undefined || keywords === undefined || keywords.fields.has("scope")) return given;
  const positional = [...given.positional];
  const fields = new Map(keywords.fields);
  for (const place of places.slice(positional.length)) {
    const name = place.split("|").find((one) => fields.has(one));
    const value: Datum | undefined = name === undefined ? undefined : fields.get(name)?.value;
    if (name === undefined || value === undefined) break;
    positional.push(value);
    fields.delete(name);
  }
  const isEmpty = fields.size === 0 && keywords.open === undefined;
  return { ...given, positional, keywords: isEmpty ? undefined : { ...keywords, fields } };
}
