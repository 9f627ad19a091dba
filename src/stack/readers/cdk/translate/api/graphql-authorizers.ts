import { list, mapOf } from "../../../../value-builders.ts";
import type { Value } from "../../../../value.ts";
import type { Datum } from "../../evaluate/datum.ts";
import type { Conversion } from "../conversion.ts";
import { arnOf } from "../lambda/function.ts";
import { listItems, propertyOf, propertyValue } from "../property.ts";
import type { SimpleResource } from "../operations/simple-resources.ts";

/** The functions that an API of AppSync asks who may call it: of its default way of signing in, of the others, or of an event API's providers. */
export const putAuthorizers: NonNullable<SimpleResource["finish"]> = ({ properties, given, conversion }) => {
  const ways = propertyValue(given, "authorizationConfig");
  const [own] = authorizersIn(conversion, propertyValue(ways, "defaultAuthorization"));
  if (own !== undefined) properties.put("LambdaAuthorizerConfig", own);
  for (const [name, path] of [
    ["additionalAuthorizationModes", "AdditionalAuthenticationProviders"],
    ["authProviders", "EventConfig.AuthProviders"],
  ] as const) {
    const providers = listItems(propertyValue(ways, name)).flatMap((one) => authorizersIn(conversion, one));
    const [first] = providers;
    if (first !== undefined)
      properties.put(
        path,
        list(
          providers.map((config) => mapOf({ LambdaAuthorizerConfig: config }, config.at)),
          first.at,
        ),
      );
  }
};

function authorizersIn(conversion: Conversion, way: Datum | undefined): readonly Value[] {
  const handler = propertyOf(propertyValue(way, "lambdaAuthorizerConfig"), "handler");
  if (handler === undefined || handler.value.kind === "unknown") return [];
  return [mapOf({ AuthorizerUri: conversion.value(arnOf(handler.value, "functionArn")) }, handler.at)];
}
