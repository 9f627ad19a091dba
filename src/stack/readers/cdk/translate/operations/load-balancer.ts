import { list, mapOf, scalar } from "../../../../value-builders.ts";
import type { Value } from "../../../../value.ts";
import type { ConstructNode, MethodCall } from "../../evaluate/construct-node.ts";
import { type Datum, textOfDatum } from "../../evaluate/datum.ts";
import type { Conversion } from "../conversion.ts";
import { arnOf } from "../lambda/function.ts";
import { listItems, propertyValue } from "../property.ts";
import type { Translation } from "../translation.ts";

/** `new ApplicationTargetGroup(…, { targets: [new LambdaTarget(fn)] })`, with targets that are added later. */
export function translateTargetGroup(translation: Translation, node: ConstructNode): void {
  const added = translation.callsOn(node, "addTarget").flatMap((call) => call.arguments);
  addGroup(translation, node, { targets: [...listItems(propertyValue(node.arguments[0], "targets")), ...added] });
}

/** `listener.addTargets("Orders", { targets: [new LambdaTarget(fn)] })`: one group for each call. */
export function addListenerTargets(translation: Translation, node: ConstructNode): void {
  for (const call of translation.callsOn(node, "addTargets")) {
    const [id, given] = call.arguments;
    addGroup(translation, node, { targets: listItems(propertyValue(given, "targets")), call, suffix: `${textOfDatum(id) ?? "Targets"}Group` });
  }
}

interface Group {
  readonly targets: readonly Datum[];
  readonly call?: MethodCall;
  readonly suffix?: string;
}

/** Groups of functions only: what else stands behind a load balancer is no part of the stack. */
function addGroup(translation: Translation, node: ConstructNode, { targets, call, suffix }: Group): void {
  const conversion = translation.conversion(node.scope);
  const functions = targets.flatMap((target) => functionTarget(conversion, target));
  const at = call?.at ?? node.at;
  if (functions.length === 0) return;
  const properties = translation.properties(node).put("TargetType", scalar("lambda", at)).put("Targets", list(functions, at));
  translation.add(node, {
    type: "AWS::ElasticLoadBalancingV2::TargetGroup",
    ...(suffix === undefined ? {} : { suffix, nativeType: "addTargets", implicit: true }),
    at,
    conditional: node.conditional || call?.conditional === true,
    properties,
  });
}

function functionTarget(conversion: Conversion, target: Datum): readonly Value[] {
  const [of] = target.kind === "term" && target.name.endsWith(".LambdaTarget") ? target.arguments : [];
  return of === undefined ? [] : [mapOf({ Id: conversion.value(arnOf(of, "functionArn")) }, target.at)];
}
