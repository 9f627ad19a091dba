import type { Location } from "../../../../change/location.ts";
import type { Value } from "../../../value.ts";
import { entry, joined, list, map, mapOf, scalar, unknown } from "../../../value-builders.ts";
import { type Datum, type TermDatum, isUndefined, nodeOf } from "../evaluate/datum.ts";
import type { Conversion } from "./conversion.ts";
import { listItems, propertyOf, propertyValue } from "./property.ts";
import type { Translation } from "./translation.ts";

/** One Allow statement that the CDK writes. */
export function allow(actions: readonly string[], resources: readonly Value[], at: Location): Value {
  return mapOf(
    {
      Effect: scalar("Allow", at),
      Action: list(
        actions.map((action) => scalar(action, at)),
        at,
      ),
      Resource: list(resources, at),
    },
    at,
  );
}

/** What a permission to invoke a function speaks of: the function, and every version and alias of it. */
export function invokedArns(functionArn: Value, at: Location): readonly Value[] {
  return [functionArn, joined([functionArn, scalar(":*", at)], at)];
}

export function policyDocument(statements: readonly Value[], at: Location): Value {
  return mapOf({ Version: scalar("2012-10-17", at), Statement: list(statements, at) }, at);
}

const partsOfStatement: readonly (readonly [property: string, element: string, adders: readonly string[]])[] = [
  ["actions", "Action", ["addActions"]],
  ["notActions", "NotAction", ["addNotActions"]],
  ["resources", "Resource", ["addResources"]],
  ["notResources", "NotResource", ["addNotResources"]],
];

/** `new PolicyStatement({…})` with what was added to it later, in IAM's shape; unknown where it comes from elsewhere. */
export function statementValue(translation: Translation, conversion: Conversion, datum: Datum): Value {
  if (datum.kind === "object") return fromProperties(translation, conversion, datum, datum);
  if (datum.kind !== "term") return unknown(datum.kind === "unknown" ? datum.reason : "the statement is made elsewhere", datum.at);
  if (datum.name === "aws-iam.PolicyStatement.fromJson" && datum.arguments[0] !== undefined) return conversion.value(datum.arguments[0]);
  if (datum.name !== "aws-iam.PolicyStatement") return unknown("the statement is made elsewhere", datum.at);
  return fromProperties(translation, conversion, datum, datum.arguments[0]);
}

function fromProperties(translation: Translation, conversion: Conversion, statement: Datum, given: Datum | undefined): Value {
  const { at } = statement;
  const effect = propertyValue(given, "effect");
  const entries = [entry("Effect", effect === undefined ? scalar("Allow", at) : conversion.value(effect))];
  for (const [property, element, adders] of partsOfStatement) {
    const field = propertyOf(given, property);
    const added = translation.callsOn(statement, ...adders).flatMap((call) => call.arguments);
    const everything = element === "Resource" && translation.callsOn(statement, "addAllResources").length > 0 ? [scalar("*", at)] : [];
    const isSpread = given?.kind === "object" && given.fields.get(property) === undefined && field?.value.kind === "unknown";
    if (field === undefined && added.length === 0 && everything.length === 0) continue;
    if (isSpread && (element === "NotAction" || element === "NotResource")) continue;
    const items = [...listItems(field?.value), ...added].map((item) => conversion.value(item));
    entries.push(entry(element, list([...items, ...everything], field?.value.at ?? at), field ?? {}));
  }
  const principals = principalValue(
    translation,
    conversion,
    [...listItems(propertyValue(given, "principals")), ...addedPrincipals(translation, statement)],
    at,
  );
  if (principals !== undefined) entries.push(entry("Principal", principals));
  const conditions = propertyOf(given, "conditions");
  if (conditions !== undefined && !isUndefined(conditions.value)) entries.push(entry("Condition", conversion.value(conditions.value), conditions));
  return map(entries, at);
}

function addedPrincipals(translation: Translation, statement: Datum): readonly Datum[] {
  return translation
    .callsOn(statement)
    .filter((call) => /Principals?$/u.test(call.name))
    .flatMap((call): readonly Datum[] => (call.name === "addPrincipals" ? call.arguments : [call.result]));
}

/** Principals in IAM's shape; undefined where there are none. */
export function principalValue(translation: Translation, conversion: Conversion, principals: readonly Datum[], at: Location): Value | undefined {
  if (principals.length === 0) return undefined;
  const byType = new Map<string, Value[]>();
  for (const one of principals.flatMap((principal) => partsOfPrincipal(translation, conversion, principal))) {
    const values = byType.get(one.type) ?? [];
    values.push(one.value);
    byType.set(one.type, values);
  }
  return map(
    [...byType].map(([type, values]) => entry(type, list(values, at), { at })),
    at,
  );
}

interface PrincipalPart {
  readonly type: string;
  readonly value: Value;
}

function partsOfPrincipal(translation: Translation, conversion: Conversion, principal: Datum): readonly PrincipalPart[] {
  const { at } = principal;
  const role = translation.roles.arnOf(conversion, principal);
  if (role !== undefined) return [{ type: "AWS", value: role }];
  if (principal.kind !== "term")
    return [{ type: "AWS", value: nodeOf(principal) === undefined ? unknown("the principal is given elsewhere", at) : conversion.value(principal) }];
  return partsOfTerm(translation, conversion, principal);
}

function partsOfTerm(translation: Translation, conversion: Conversion, term: TermDatum): readonly PrincipalPart[] {
  const { at } = term;
  const [first] = term.arguments;
  const given = first === undefined ? unknown("the principal is given elsewhere", at) : conversion.value(first);
  switch (term.name.replace("aws-iam.", "").replace(/^add/u, "")) {
    case "ServicePrincipal":
      return [{ type: "Service", value: given }];
    case "ArnPrincipal":
    case "AccountPrincipal":
    case "AwsPrincipal":
      return [{ type: "AWS", value: given }];
    case "AnyPrincipal":
    case "StarPrincipal":
      return [{ type: "AWS", value: scalar("*", at) }];
    case "FederatedPrincipal":
    case "WebIdentityPrincipal":
    case "SamlPrincipal":
    case "OpenIdConnectPrincipal":
      return [{ type: "Federated", value: given }];
    case "CompositePrincipal":
      return term.arguments.flatMap((one) => partsOfPrincipal(translation, conversion, one));
    case "withConditions":
      return term.receiver === undefined ? [] : partsOfPrincipal(translation, conversion, term.receiver);
    default:
      return [{ type: "AWS", value: unknown("the principal is given elsewhere", at) }];
  }
}

/** The statements of a `PolicyDocument`, or of a document written as an object. */
export function documentValue(translation: Translation, conversion: Conversion, datum: Datum): Value {
  if (datum.kind !== "term") return conversion.value(datum);
  if (datum.name === "aws-iam.PolicyDocument.fromJson" && datum.arguments[0] !== undefined) return conversion.value(datum.arguments[0]);
  if (datum.name !== "aws-iam.PolicyDocument") return unknown("the policy is made elsewhere", datum.at);
  const added = translation.callsOn(datum, "addStatements").flatMap((call) => call.arguments);
  const statements = [...listItems(propertyValue(datum.arguments[0], "statements")), ...added];
  return policyDocument(
    statements.map((statement) => statementValue(translation, conversion, statement)),
    datum.at,
  );
}
