import { list, mapOf, scalar, unknown } from "../../../../value-builders.ts";
import type { Value } from "../../../../value.ts";
import type { ConstructNode } from "../../evaluate/construct-node.ts";
import { type Datum, textOfDatum } from "../../evaluate/datum.ts";
import type { Conversion } from "../conversion.ts";
import { arnOf } from "../lambda/function.ts";
import { listItems, propertyOf, propertyValue } from "../property.ts";
import type { PropertyTable } from "../resource-properties.ts";
import type { Translation } from "../translation.ts";

/** A distribution as far as functions stand at its edge. */
export function translateDistribution(translation: Translation, node: ConstructNode): void {
  const [given] = node.arguments;
  const conversion = translation.conversion(node.scope);
  const properties = translation.properties(node).take(given, { comment: "DistributionConfig.Comment", webAclId: "DistributionConfig.WebACLId" });
  const behaviour = propertyValue(given, "defaultBehavior");
  const edges = propertyOf(behaviour, "edgeLambdas");
  if (edges !== undefined)
    properties.put("DistributionConfig.DefaultCacheBehavior.LambdaFunctionAssociations", associations(conversion, edges.value), edges, "edgeLambdas");
  const others = propertyValue(given, "additionalBehaviors");
  const behaviours = others?.kind === "object" ? [...others.fields] : [];
  const withEdges = behaviours.flatMap(([pattern, field]): readonly Value[] => {
    const edge = propertyOf(field.value, "edgeLambdas");
    return edge === undefined
      ? []
      : [mapOf({ PathPattern: scalar(pattern, field.key), LambdaFunctionAssociations: associations(conversion, edge.value) }, field.at)];
  });
  const added = translation
    .callsOn(node, "addBehavior")
    .flatMap(({ arguments: [pattern, , options] }) => edgesOfBehaviour(conversion, pattern, options));
  if (withEdges.length + added.length > 0) properties.put("DistributionConfig.CacheBehaviors", list([...withEdges, ...added], others?.at ?? node.at));
  translation.add(node, { type: "AWS::CloudFront::Distribution", properties });
}

function edgesOfBehaviour(conversion: Conversion, pattern: Datum | undefined, options: Datum | undefined): readonly Value[] {
  const edge = propertyOf(options, "edgeLambdas");
  if (edge === undefined || pattern === undefined) return [];
  return [mapOf({ PathPattern: conversion.value(pattern), LambdaFunctionAssociations: associations(conversion, edge.value) }, edge.at)];
}

/** `CloudFrontWebDistribution`, the older class: behaviours stand with their origins. */
export function translateWebDistribution(translation: Translation, node: ConstructNode): void {
  const [given] = node.arguments;
  const conversion = translation.conversion(node.scope);
  const behaviours = listItems(propertyValue(given, "originConfigs"))
    .flatMap((origin) => listItems(propertyValue(origin, "behaviors")))
    .flatMap((behaviour): readonly Value[] => {
      const edge = propertyOf(behaviour, "lambdaFunctionAssociations");
      const pattern = propertyValue(behaviour, "pathPattern");
      if (edge === undefined) return [];
      return [
        mapOf(
          {
            PathPattern: pattern === undefined ? scalar("*", behaviour.at) : conversion.value(pattern),
            LambdaFunctionAssociations: associations(conversion, edge.value),
          },
          behaviour.at,
        ),
      ];
    });
  const properties = translation.properties(node);
  if (behaviours.length > 0) properties.put("DistributionConfig.CacheBehaviors", list(behaviours, node.at));
  translation.add(node, { type: "AWS::CloudFront::Distribution", properties });
}

/** A rule of IoT with the functions and queues that it hands messages to. */
export function translateTopicRule(translation: Translation, node: ConstructNode): void {
  const [given] = node.arguments;
  const conversion = translation.conversion(node.scope);
  const actions = [
    ...listItems(propertyValue(given, "actions")),
    ...translation.callsOn(node, "addAction").flatMap((call) => call.arguments.slice(0, 1)),
  ];
  const properties = translation.properties(node).take(given, { topicRuleName: "RuleName" });
  const values = actions.flatMap((action) => topicRuleAction(conversion, action));
  properties.put("TopicRulePayload.Actions", list(values, node.at));
  const onError = propertyOf(given, "errorAction");
  if (onError !== undefined) properties.put("TopicRulePayload.ErrorAction", topicRuleAction(conversion, onError.value)[0], onError, "errorAction");
  translation.add(node, { type: "AWS::IoT::TopicRule", properties });
}

function topicRuleAction(conversion: Conversion, action: Datum): readonly Value[] {
  const name = action.kind === "term" ? (action.name.split(".").at(-1) ?? "") : "";
  const [of] = action.kind === "term" ? action.arguments : [];
  if (of === undefined) return [];
  if (name === "LambdaFunctionAction")
    return [mapOf({ Lambda: mapOf({ FunctionArn: conversion.value(arnOf(of, "functionArn")) }, action.at) }, action.at)];
  return name === "SqsQueueAction" ? [mapOf({ Sqs: mapOf({ QueueUrl: conversion.value(arnOf(of, "queueUrl")) }, action.at) }, action.at)] : [];
}

function associations(conversion: Conversion, edges: Datum): Value {
  return list(
    listItems(edges).map((edge): Value => {
      const version = propertyValue(edge, "functionVersion") ?? propertyValue(edge, "lambdaFunction");
      const event = propertyValue(edge, "eventType");
      const type = event?.kind === "library" ? scalar((event.path.at(-1) ?? "").toLowerCase().replaceAll("_", "-"), event.at) : undefined;
      return version === undefined
        ? unknown("the function is made elsewhere", edge.at)
        : mapOf({ EventType: type, LambdaFunctionARN: conversion.value(version) }, edge.at);
    }),
    edges.at,
  );
}

const resolverTable: PropertyTable = {
  typeName: "TypeName",
  fieldName: "FieldName",
  requestMappingTemplate: "RequestMappingTemplate",
  code: "Code",
};

/** `api.addLambdaDataSource("Orders", fn).createResolver("Get", { typeName, fieldName })`, and resolvers that are constructs. */
export function addResolvers(translation: Translation, node: ConstructNode): void {
  const conversion = translation.conversion(node.scope);
  for (const call of translation.callsOn(node, "addLambdaDataSource", "addDynamoDbDataSource")) {
    const [id, target] = call.arguments;
    const name = textOfDatum(id) ?? "DataSource";
    if (target === undefined) continue;
    const isFunction = call.name === "addLambdaDataSource";
    const properties = translation.properties(node).put("ApiId", conversion.reference(node, call.at)).put("Name", scalar(name, call.at));
    properties.put(
      isFunction ? "LambdaConfig.LambdaFunctionArn" : "DynamoDBConfig.TableName",
      conversion.value(arnOf(target, isFunction ? "functionArn" : "tableName")),
    );
    translation.add(node, { type: "AWS::AppSync::DataSource", suffix: name, nativeType: call.name, implicit: true, at: call.at, properties });
    for (const resolver of translation.callsOn(call.result, "createResolver")) {
      const own = translation.properties(node).take(resolver.arguments[1], resolverTable);
      own.put("ApiId", conversion.reference(node, resolver.at)).put("DataSourceName", conversion.reference(node, resolver.at, { suffix: name }));
      const suffix = `${name}/${textOfDatum(resolver.arguments[0]) ?? "Resolver"}`;
      translation.add(node, { type: "AWS::AppSync::Resolver", suffix, nativeType: resolver.name, implicit: true, at: resolver.at, properties: own });
    }
  }
}
