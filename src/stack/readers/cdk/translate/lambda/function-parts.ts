import { list, scalar, unknown } from "../../../../value-builders.ts";
import type { ConstructNode } from "../../evaluate/construct-node.ts";
import { type Datum, nodeOf, textOfDatum } from "../../evaluate/datum.ts";
import { fieldAt, listItems, propertyOf, propertyValue } from "../property.ts";
import type { Convert, PropertyTable } from "../resource-properties.ts";
import type { Translation } from "../translation.ts";
import { addConfig } from "./async-invocation.ts";
import { pathValue } from "./function-code.ts";

/** The function behind a version: `fn.currentVersion`, `new Version(…)`. */
function functionBehind(version: Datum | undefined, depth = 0): Datum | undefined {
  if (version === undefined || depth > 5) return undefined;
  if (version.kind === "attribute") return functionBehind(version.of, depth + 1);
  const node = nodeOf(version);
  if (node?.type === "aws-lambda.Version") return functionBehind(propertyValue(node.arguments[0], "lambda"), depth + 1);
  return version;
}

/** `new Alias(…)` and `fn.addAlias("live")`. */
export function translateAlias(translation: Translation, node: ConstructNode): void {
  const [given, receiver, name] = node.arguments;
  const conversion = translation.conversion(node.scope);
  const properties = translation.properties(node).take(given, {
    aliasName: "Name",
    provisionedConcurrentExecutions: "ProvisionedConcurrencyConfig.ProvisionedConcurrentExecutions",
    additionalVersions: { to: "RoutingConfig", as: (_, value) => unknown("the versions are made elsewhere", value.at) },
  });
  if (name !== undefined && !properties.has("Name")) properties.put("Name", conversion.value(name));
  const version = propertyValue(given, "version");
  const target = receiver === undefined ? functionBehind(version) : functionBehind(receiver);
  properties.put("FunctionName", target === undefined ? unknown("the function is made elsewhere", node.at) : conversion.value(target));
  properties.put("FunctionVersion", version === undefined ? unknown("the current version", node.at) : conversion.value(version));
  translation.add(node, { type: "AWS::Lambda::Alias", properties });
  const qualifier = textOfDatum(name ?? propertyValue(given, "aliasName"));
  if (target !== undefined && given?.kind === "object" && given.open === undefined) {
    const fields = new Map(given.fields);
    if (qualifier !== undefined) fields.set("qualifier", fieldAt({ kind: "literal", value: qualifier, at: node.at }, node.at));
    addConfig(translation, { node, target, given: { ...given, fields }, at: node.at, suffix: "EventInvokeConfig" });
  }
}

export function translateVersion(translation: Translation, node: ConstructNode): void {
  const properties = translation.properties(node).take(node.arguments[0], {
    lambda: "FunctionName",
    provisionedConcurrentExecutions: "ProvisionedConcurrencyConfig.ProvisionedConcurrentExecutions",
  });
  translation.add(node, { type: "AWS::Lambda::Version", properties });
}

const cors: PropertyTable = {
  allowedOrigins: "Cors.AllowOrigins",
  allowedMethods: "Cors.AllowMethods",
  allowedHeaders: "Cors.AllowHeaders",
  allowCredentials: "Cors.AllowCredentials",
};

/** `new FunctionUrl(…)` and `fn.addFunctionUrl(…)`; without a word about it, callers need to sign. */
export function translateFunctionUrl(translation: Translation, node: ConstructNode): void {
  const [given, receiver] = node.arguments;
  const conversion = translation.conversion(node.scope);
  const target = receiver ?? propertyValue(given, "function");
  const properties = translation
    .properties(node)
    .take(given, { authType: "AuthType", invokeMode: "InvokeMode" })
    .take(propertyValue(given, "cors"), cors);
  if (!properties.has("AuthType")) properties.put("AuthType", scalar("AWS_IAM", node.at), undefined, "authType");
  properties.put("TargetFunctionArn", target === undefined ? unknown("the function is made elsewhere", node.at) : conversion.value(target));
  translation.add(node, { type: "AWS::Lambda::Url", properties });
}

const runtimes: Convert = (conversion, value) =>
  list(
    listItems(value).map((item) => conversion.value(item)),
    value.at,
  );

export function translateLayer(translation: Translation, node: ConstructNode): void {
  const [given] = node.arguments;
  const properties = translation
    .properties(node)
    .take(given, { layerVersionName: "LayerName", compatibleRuntimes: { to: "CompatibleRuntimes", as: runtimes } });
  const entry = propertyOf(given, "entry");
  const code = propertyOf(given, "code");
  const asset = code?.value.kind === "term" && code.value.name.endsWith("fromAsset") ? code.value.arguments[0] : undefined;
  if (entry !== undefined) properties.put("ContentUri", pathValue({ translation, node }, entry), entry, "entry");
  else if (code !== undefined && asset !== undefined)
    properties.put("ContentUri", pathValue({ translation, node }, { ...code, value: asset }), code, "code");
  translation.add(node, { type: "AWS::Lambda::LayerVersion", properties });
}

/** `fn.addPermission("id", {…})`. */
export function addPermissions(translation: Translation, node: ConstructNode): void {
  const conversion = translation.conversion(node.scope);
  for (const call of translation.callsOn(node, "addPermission")) {
    const [id, given] = call.arguments;
    const principal = propertyOf(given, "principal");
    const properties = translation
      .properties(node)
      .take(given, { action: "Action", sourceArn: "SourceArn", sourceAccount: "SourceAccount", functionUrlAuthType: "FunctionUrlAuthType" });
    if (!properties.has("Action")) properties.put("Action", scalar("lambda:InvokeFunction", call.at));
    const named = principal?.value.kind === "term" ? principal.value.arguments[0] : undefined;
    properties.put(
      "Principal",
      named === undefined ? unknown("the principal is given elsewhere", call.at) : conversion.value(named),
      principal,
      "principal",
    );
    properties.put("FunctionName", conversion.reference(node, call.at, { attribute: "Arn" }));
    translation.add(node, {
      type: "AWS::Lambda::Permission",
      suffix: textOfDatum(id) ?? "Permission",
      nativeType: "addPermission",
      at: call.at,
      conditional: node.conditional || call.conditional,
      properties,
    });
  }
}
