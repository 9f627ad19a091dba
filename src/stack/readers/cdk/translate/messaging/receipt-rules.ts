import { list, mapOf, scalar, unknown } from "../../../../value-builders.ts";
import type { Value } from "../../../../value.ts";
import type { ConstructNode, MethodCall } from "../../evaluate/construct-node.ts";
import { type Datum, textOfDatum } from "../../evaluate/datum.ts";
import type { Conversion } from "../conversion.ts";
import { arnOf } from "../lambda/function.ts";
import { listItems, propertyOf, propertyValue } from "../property.ts";
import type { Translation } from "../translation.ts";

/** A rule for incoming mail, as far as it calls functions. */
export function translateReceiptRule(translation: Translation, node: ConstructNode): void {
  addRule(translation, node, { given: node.arguments[0], later: actionsAddedTo(translation, node) });
}

/** Rules that a set is given, and `set.addRule("Store", { actions })`. */
export function addReceiptRules(translation: Translation, node: ConstructNode): void {
  for (const [index, given] of listItems(propertyValue(node.arguments[0], "rules")).entries())
    addRule(translation, node, { given, later: [], suffix: `Rule${index}` });
  for (const call of translation.callsOn(node, "addRule")) {
    const [id, given] = call.arguments;
    addRule(translation, node, { given, later: actionsAddedTo(translation, call.result), call, suffix: textOfDatum(id) ?? "Rule" });
  }
}

function actionsAddedTo(translation: Translation, rule: ConstructNode | Datum): readonly Datum[] {
  return translation.callsOn(rule, "addAction").flatMap((call) => call.arguments.slice(0, 1));
}

interface Rule {
  readonly given: Datum | undefined;
  readonly later: readonly Datum[];
  readonly call?: MethodCall;
  readonly suffix?: string;
}

function addRule(translation: Translation, node: ConstructNode, { given, later, call, suffix }: Rule): void {
  const conversion = translation.conversion(node.scope);
  const actions = [...listItems(propertyValue(given, "actions")), ...later].flatMap((action) => functionAction(conversion, action));
  const at = call?.at ?? (suffix === undefined ? node.at : (given?.at ?? node.at));
  if (actions.length === 0) return;
  const properties = translation.properties(node).take(given, { receiptRuleName: "Rule.Name", enabled: "Rule.Enabled" });
  translation.add(node, {
    type: "AWS::SES::ReceiptRule",
    ...(suffix === undefined ? {} : { suffix, nativeType: call?.name ?? "rules", implicit: true }),
    at,
    conditional: node.conditional || call?.conditional === true,
    properties: properties.put("Rule.Actions", list(actions, at)),
  });
}

/** `new actions.Lambda({ function: fn, invocationType })`. */
function functionAction(conversion: Conversion, action: Datum): readonly Value[] {
  const [given] = action.kind === "term" && action.name === "aws-ses-actions.Lambda" ? action.arguments : [];
  const of = propertyOf(given, "function");
  if (of === undefined) return [];
  const type = propertyOf(given, "invocationType");
  const target = conversion.value(arnOf(of.value, "functionArn"));
  return [mapOf({ LambdaAction: mapOf({ FunctionArn: target, InvocationType: type && typeValue(type.value) }, action.at) }, action.at)];
}

function typeValue(type: Datum): Value {
  const member = type.kind === "library" ? type.path.at(-1) : undefined;
  if (member === "EVENT") return scalar("Event", type.at);
  return member === "REQUEST_RESPONSE" ? scalar("RequestResponse", type.at) : unknown("how the function is called is decided elsewhere", type.at);
}
