import type { LinkBuilder } from "./declaration.ts";
import { deploymentGroupLinks } from "./deployments.ts";
import {
  distributionLinks,
  routeLinksOfTable,
  routeTableAssociationLinks,
  routeTableLinks,
  scalableTargetLinks,
  topicRuleLinks,
  userPoolLinks,
  vpcEndpointLinks,
} from "./edges.ts";
import { eventTargetLinks, ruleLinks, scheduleLinks, subscriberLinks } from "./event-rules.ts";
import { eventSourceMappingLinks } from "./event-source-mappings.ts";
import {
  customResourceLinks,
  eventInvokeConfigLinks,
  functionLinks,
  functionUrlLinks,
  logGroupLinks,
  permissionLinks,
  versionLinks,
} from "./functions.ts";
import { bucketLinks, bucketNotificationLinks, queueLinks, subscriptionLinks, topicLinks } from "./messaging.ts";
import { pipeLinks } from "./pipes.ts";
import { accessLogLinks, alarmLinks, subscriptionFilterLinks } from "./observability.ts";
import {
  apiTargetLinks,
  authorizerLinks,
  dataSourceLinks,
  frameworkRouteLinks,
  frameworkTriggerLinks,
  resolverLinks,
  routeLinks,
  targetGroupAttachmentLinks,
  targetGroupLinks,
} from "./routes.ts";
import { serviceCallerLinks } from "./service-caller-links.ts";
import { serviceCallers } from "./service-callers.ts";
import { workflowLinks } from "./workflows.ts";

const builders: ReadonlyMap<string, LinkBuilder> = new Map<string, LinkBuilder>([
  ["AWS::Lambda::Function", functionLinks],
  ["AWS::Lambda::EventSourceMapping", eventSourceMappingLinks],
  ["AWS::Lambda::EventInvokeConfig", eventInvokeConfigLinks],
  ["AWS::Lambda::Version", versionLinks],
  ["AWS::Lambda::Alias", versionLinks],
  ["AWS::Lambda::Url", functionUrlLinks],
  ["AWS::Lambda::Permission", permissionLinks],
  ["AWS::CloudFormation::CustomResource", customResourceLinks],
  ["AWS::CodeDeploy::DeploymentGroup", deploymentGroupLinks],
  ["AWS::SQS::Queue", queueLinks],
  ["AWS::SQS::QueueRedrivePolicy", queueLinks],
  ["AWS::SNS::Topic", topicLinks],
  ["AWS::SNS::Subscription", subscriptionLinks],
  ["AWS::S3::Bucket", bucketLinks],
  ["AWS::S3::BucketNotification", bucketNotificationLinks],
  ["AWS::Events::Rule", ruleLinks],
  ["AWS::Events::RuleTarget", eventTargetLinks],
  ["AWS::Pipes::Pipe", pipeLinks],
  ["AWS::EventsV2::Subscriber", subscriberLinks],
  ["AWS::Scheduler::Schedule", scheduleLinks],
  ["AWS::ApiGateway::Method", routeLinks],
  ["AWS::ApiGatewayV2::Api", apiTargetLinks],
  ["AWS::ApiGatewayV2::Route", routeLinks],
  ["AWS::Serverless::Route", frameworkRouteLinks],
  ["AWS::Serverless::Trigger", frameworkTriggerLinks],
  ["AWS::ApiGateway::Authorizer", authorizerLinks],
  ["AWS::ApiGatewayV2::Authorizer", authorizerLinks],
  ["AWS::ApiGateway::Stage", accessLogLinks],
  ["AWS::ApiGatewayV2::Stage", accessLogLinks],
  ["AWS::AppSync::DataSource", dataSourceLinks],
  ["AWS::AppSync::Resolver", resolverLinks],
  ["AWS::ElasticLoadBalancingV2::TargetGroup", targetGroupLinks],
  ["AWS::ElasticLoadBalancingV2::TargetGroupAttachment", targetGroupAttachmentLinks],
  ["AWS::StepFunctions::StateMachine", workflowLinks],
  ["AWS::CloudWatch::Alarm", alarmLinks],
  ["AWS::Logs::LogGroup", logGroupLinks],
  ["AWS::Logs::SubscriptionFilter", subscriptionFilterLinks],
  ["AWS::Cognito::UserPool", userPoolLinks],
  ["AWS::CloudFront::Distribution", distributionLinks],
  ["AWS::IoT::TopicRule", topicRuleLinks],
  ["AWS::ApplicationAutoScaling::ScalableTarget", scalableTargetLinks],
  ["AWS::EC2::SubnetRouteTableAssociation", routeTableAssociationLinks],
  ["AWS::EC2::Route", routeLinksOfTable],
  ["AWS::EC2::RouteTable", routeTableLinks],
  ["AWS::EC2::VPCEndpoint", vpcEndpointLinks],
]);

/** What makes the links of a type of declaration; undefined for types that link nothing. */
export function linkBuilderOf(type: string): LinkBuilder | undefined {
  const own = builders.get(type) ?? (type.startsWith("Custom::") ? builders.get("AWS::CloudFormation::CustomResource") : undefined);
  if (!serviceCallers.has(type)) return own;
  return (declaration) => [...(own?.(declaration) ?? []), ...serviceCallerLinks(declaration)];
}
