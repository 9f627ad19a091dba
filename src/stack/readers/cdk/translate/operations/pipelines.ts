import { list, mapOf, scalar } from "../../../../value-builders.ts";
import type { Value } from "../../../../value.ts";
import type { ConstructNode } from "../../evaluate/construct-node.ts";
import type { Datum } from "../../evaluate/datum.ts";
import type { Conversion } from "../conversion.ts";
import { arnOf } from "../lambda/function.ts";
import { listItems, propertyOf, propertyValue } from "../property.ts";
import type { Translation } from "../translation.ts";

/** A pipeline as far as it calls functions: `LambdaInvokeAction` of stages that it is given, or that are added later. */
export function translatePipeline(translation: Translation, node: ConstructNode): void {
  const conversion = translation.conversion(node.scope);
  const added = translation.callsOn(node, "addStage").map(({ arguments: [given], result }) => ({
    given,
    later: translation.callsOn(result, "addAction").flatMap((call) => call.arguments.slice(0, 1)),
  }));
  const written = listItems(propertyValue(node.arguments[0], "stages")).map((given) => ({ given, later: [] }));
  const stages = [...written, ...added].flatMap(({ given, later }): readonly Value[] => {
    const actions = [...listItems(propertyValue(given, "actions")), ...later].flatMap((action) => invocation(conversion, action));
    return actions[0] === undefined ? [] : [mapOf({ Actions: list(actions, actions[0].at) }, given?.at ?? node.at)];
  });
  if (stages.length === 0) return;
  const properties = translation.properties(node).take(node.arguments[0], { pipelineName: "Name" });
  translation.add(node, { type: "AWS::CodePipeline::Pipeline", properties: properties.put("Stages", list(stages, node.at)) });
}

function invocation(conversion: Conversion, action: Datum): readonly Value[] {
  const [given] = action.kind === "term" && action.name === "aws-codepipeline-actions.LambdaInvokeAction" ? action.arguments : [];
  const of = propertyOf(given, "lambda") ?? propertyOf(given, "lambda_");
  const { at } = action;
  if (of === undefined) return [];
  const type = mapOf({ Category: scalar("Invoke", at), Owner: scalar("AWS", at), Provider: scalar("Lambda", at) }, at);
  return [mapOf({ ActionTypeId: type, Configuration: mapOf({ FunctionName: conversion.value(arnOf(of.value, "functionName")) }, of.at) }, at)];
}
