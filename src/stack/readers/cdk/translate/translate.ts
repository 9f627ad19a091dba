import type { NativeResource, SharedValue } from "../../../native.ts";
import type { ConstructNode } from "../evaluate/construct-node.ts";
import type { ProgramState } from "../evaluate/program-state.ts";
import { translateHttpApi, translateHttpRoute, translateStage } from "./api/http-api.ts";
import { addRestMethods, translateRestApi } from "./api/rest-api.ts";
import { translateRestAuthorizer } from "./api/rest-route.ts";
import { translateUsagePlan } from "./api/usage-plans.ts";
import { isFirstLevel, isFunctionType } from "./construct-types.ts";
import { translatePipe } from "./events/pipe.ts";
import { translateBus, translateRule, translateSchedule } from "./events/rule.ts";
import { exportsOf } from "./exports.ts";
import { translateFirstLevel } from "./first-level.ts";
import { addGrants, addRolePolicies } from "./grants.ts";
import { translateInvokeConfig } from "./lambda/async-invocation.ts";
import { translateMapping } from "./lambda/event-source-mapping.ts";
import { addEventSources, addGivenEventSources } from "./lambda/event-sources.ts";
import { addPermissions, translateAlias, translateFunctionUrl, translateLayer, translateVersion } from "./lambda/function-parts.ts";
import { translateFunction } from "./lambda/function.ts";
import { translateQueue } from "./messaging/queue.ts";
import { addReceiptRules, translateReceiptRule } from "./messaging/receipt-rules.ts";
import { addSubscriptions, translateSubscription } from "./messaging/subscriptions.ts";
import { translateTopic } from "./messaging/topic.ts";
import { translateNamedResource } from "./named-resource.ts";
import { translateVpc } from "./network/vpc.ts";
import { translateAlarm } from "./operations/alarm.ts";
import { addResolvers, translateDistribution, translateTopicRule, translateWebDistribution } from "./operations/edges.ts";
import { addOwnTrigger, addSdkCalls, callsHandlers, translateHandlers } from "./operations/framework-calls.ts";
import { translatePolicy, translateRole } from "./operations/iam.ts";
import { addListenerTargets, translateTargetGroup } from "./operations/load-balancer.ts";
import { translateLogGroup, translateSubscriptionFilter } from "./operations/log-group.ts";
import { translatePipeline } from "./operations/pipelines.ts";
import { isSimple, translateSimple } from "./operations/simple-resources.ts";
import { addBucketNotifications } from "./storage/bucket-notifications.ts";
import { translateBucket } from "./storage/bucket.ts";
import { translateTable } from "./storage/table.ts";
import { type RepositoryFiles, Translation } from "./translation.ts";
import { translateStateMachine } from "./workflows/state-machine.ts";

type Translator = (translation: Translation, node: ConstructNode) => void;

const both =
  (...translators: readonly Translator[]): Translator =>
  (translation, node) => {
    for (const translator of translators) translator(translation, node);
  };

/** What each construct class becomes. Classes that are not listed become nothing: what they hold is not known. */
const translators: ReadonlyMap<string, Translator> = new Map<string, Translator>([
  ["aws-lambda.Alias", both(translateAlias, addEventSources, addPermissions)],
  ["aws-lambda.Version", both(translateVersion, addEventSources)],
  ["aws-lambda.FunctionUrl", translateFunctionUrl],
  ["aws-lambda.EventSourceMapping", translateMapping],
  ["aws-lambda.EventInvokeConfig", translateInvokeConfig],
  ["aws-lambda.LayerVersion", translateLayer],
  ["aws-lambda-python.PythonLayerVersion", translateLayer],
  ["aws-sqs.Queue", translateQueue],
  ["aws-sns.Topic", both(translateTopic, addSubscriptions)],
  ["aws-sns.Subscription", translateSubscription],
  ["aws-events.Rule", translateRule],
  ["aws-events.EventBus", translateBus],
  ["aws-scheduler.Schedule", translateSchedule],
  ["aws-dynamodb.Table", translateTable],
  ["aws-dynamodb.TableV2", translateTable],
  ["aws-s3.Bucket", both(translateBucket, addBucketNotifications)],
  ["aws-apigateway.RestApi", translateRestApi],
  ["aws-apigateway.LambdaRestApi", translateRestApi],
  ["aws-apigateway.SpecRestApi", translateRestApi],
  ["aws-apigateway.StepFunctionsRestApi", translateRestApi],
  ["aws-apigateway.UsagePlan", translateUsagePlan],
  ["aws-apigateway.TokenAuthorizer", translateRestAuthorizer],
  ["aws-apigateway.RequestAuthorizer", translateRestAuthorizer],
  ["aws-apigateway.CognitoUserPoolsAuthorizer", translateRestAuthorizer],
  ["aws-apigatewayv2.HttpApi", translateHttpApi],
  ["aws-apigatewayv2.WebSocketApi", translateHttpApi],
  ["aws-apigatewayv2.HttpStage", translateStage],
  ["aws-apigatewayv2.WebSocketStage", translateStage],
  ["aws-apigatewayv2.HttpRoute", translateHttpRoute],
  ["aws-stepfunctions.StateMachine", translateStateMachine],
  ["aws-cloudwatch.Alarm", translateAlarm],
  ["aws-logs.LogGroup", translateLogGroup],
  ["aws-logs.SubscriptionFilter", translateSubscriptionFilter],
  ["aws-ec2.Vpc", translateVpc],
  ["aws-iam.Policy", translatePolicy],
  ["aws-iam.ManagedPolicy", translatePolicy],
  ["aws-cloudfront.Distribution", translateDistribution],
  ["aws-cloudfront.CloudFrontWebDistribution", translateWebDistribution],
  ["aws-elasticloadbalancingv2.ApplicationTargetGroup", translateTargetGroup],
  ["aws-elasticloadbalancingv2.ApplicationListener", addListenerTargets],
  ["aws-iot.TopicRule", translateTopicRule],
  ["aws-appsync.GraphqlApi", both(translateSimple, addResolvers)],
  ["aws-appsync.EventApi", both(translateSimple, addResolvers)],
  ["aws-codepipeline.Pipeline", translatePipeline],
  ["custom-resources.AwsCustomResource", both(translateSimple, addSdkCalls)],
  ["core.CfnResource", translateNamedResource],
  ["aws-pipes.Pipe", translatePipe],
  ["aws-ses.ReceiptRule", translateReceiptRule],
  ["aws-ses.ReceiptRuleSet", addReceiptRules],
]);

const translateAnyFunction = both(translateFunction, addGivenEventSources, addEventSources, addPermissions, addOwnTrigger);

function translatorOf(type: string): Translator | undefined {
  if (isFunctionType(type)) return translateAnyFunction;
  if (callsHandlers(type)) return translateHandlers;
  return translators.get(type) ?? (isSimple(type) ? translateSimple : isFirstLevel(type) ? translateFirstLevel : undefined);
}

/** What the stacks of a program declare, and what they export. */
interface TranslatedProgram {
  readonly resources: readonly NativeResource[];
  readonly shared: readonly SharedValue[];
}

/** The resources that a program's constructs become. Roles and policies come last: everything may add to them. */
export function translate(state: ProgramState, files: RepositoryFiles): TranslatedProgram {
  const translation = new Translation(state, files);
  const declared = state.constructs.filter((node) => node.importedBy === undefined);
  for (const node of declared) translatorOf(node.type)?.(translation, node);
  // Functions, buckets and topics that are imported can still be given triggers here.
  for (const node of state.constructs) if (node.importedBy !== undefined) translateImported(translation, node);
  addRestMethods(translation);
  addGrants(translation);
  addRolePolicies(translation);
  for (const node of declared) if (node.type === "aws-iam.Role") translateRole(translation, node);
  translation.roles.addImplicit();
  translation.policies.openHanded(declared);
  translation.policies.addAll();
  return { resources: translation.natives, shared: exportsOf(translation) };
}

function translateImported(translation: Translation, node: ConstructNode): void {
  if (node.type === "aws-sns.Topic") addSubscriptions(translation, node);
  else if (node.type === "aws-s3.Bucket") addBucketNotifications(translation, node);
  else if (isFunctionType(node.type) || node.type === "aws-lambda.Alias") addEventSources(translation, node);
}
