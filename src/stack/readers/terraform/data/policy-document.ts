import type { Location } from "../../../../change/location.ts";
import { entry, list, map, scalar, unknown } from "../../../value-builders.ts";
import { type MapEntry, type MapValue, type Value, itemsOf, textOf, valueAt } from "../../../value.ts";
import type { Evaluation } from "../evaluation.ts";
import { evaluateBody } from "../evaluate-body.ts";
import type { ResourceInstance } from "../resource-instance.ts";

const documents = new WeakMap<ResourceInstance, Value>();

/** The policy that an `aws_iam_policy_document` makes, as a document in IAM's own shape. */
export function policyDocument(instance: ResourceInstance): Value {
  const before = documents.get(instance);
  if (before !== undefined) return before;
  const document = makeDocument(instance);
  documents.set(instance, document);
  return document;
}

/** IAM takes policies of at most 10,240 characters; documents that are made of one another double. */
const mostStatements = 1_000;

function makeDocument(instance: ResourceInstance): Value {
  const at = instance.block.at;
  const body = evaluateBody(instance.block.body, instance.scope, at);
  const own = itemsOf(valueAt(body, "statement")).map(statementOf);
  const { evaluation } = instance.scope.module;
  const sources = documentsOf(body, ["source_policy_documents", "source_json"], evaluation);
  const overrides = documentsOf(body, ["override_policy_documents", "override_json"], evaluation);
  const statements = mergeStatements([...sources, ...own], overrides);
  if (statements.length > mostStatements) return unknown("the policy has too many statements to evaluate", at);
  return map([entry("Version", valueAt(body, "version") ?? scalar("2012-10-17", at)), entry("Statement", list(statements, at))], at);
}

function documentsOf(body: MapValue, names: readonly string[], evaluation: Evaluation): readonly Value[] {
  return names
    .flatMap((name) => itemsOf(valueAt(body, name)))
    .flatMap((source) => {
      const document = evaluation.document(source);
      return document.kind === "map" ? itemsOf(valueAt(document, "Statement")) : [unknown("a source document is not known", source.at)];
    });
}

/** An overriding statement replaces the one with the same Sid. */
function mergeStatements(statements: readonly Value[], overrides: readonly Value[]): readonly Value[] {
  const replaced = new Set(overrides.map((statement) => textOf(valueAt(statement, "Sid"))));
  replaced.delete(undefined);
  return [...statements.filter((statement) => !replaced.has(sidOf(statement))), ...overrides];
}

function sidOf(statement: Value): string | undefined {
  return textOf(valueAt(statement, "Sid"));
}

function statementOf(block: Value): Value {
  if (block.kind !== "map") return block;
  const entries: MapEntry[] = [];
  const effect = block.entries.get("effect");
  entries.push(effect === undefined ? entry("Effect", scalar("Allow", headingOf(block.at))) : { ...effect, name: "Effect" });
  const renamed: readonly (readonly [string, string])[] = [
    ["sid", "Sid"],
    ["actions", "Action"],
    ["not_actions", "NotAction"],
    ["resources", "Resource"],
    ["not_resources", "NotResource"],
  ];
  for (const [from, to] of renamed) {
    const found = block.entries.get(from);
    if (found !== undefined) entries.push({ ...found, name: to });
  }
  entries.push(...principals(block, "principals", "Principal"), ...principals(block, "not_principals", "NotPrincipal"), ...conditions(block));
  return map(entries, block.at);
}

function principals(block: MapValue, from: string, to: string): readonly MapEntry[] {
  const found = block.entries.get(from);
  if (found === undefined) return [];
  const byType = new Map<string, Value[]>();
  for (const one of itemsOf(found.value)) {
    const type = textOf(valueAt(one, "type"));
    if (type === undefined) return [{ ...found, name: to, value: unknown("the principals are not known", found.at) }];
    byType.set(type, [...(byType.get(type) ?? []), ...itemsOf(valueAt(one, "identifiers"))]);
  }
  const value = map(
    [...byType].map(([type, identifiers]) => entry(type, list(identifiers, found.at))),
    found.at,
  );
  return [{ ...found, name: to, value }];
}

function conditions(block: MapValue): readonly MapEntry[] {
  const found = block.entries.get("condition");
  if (found === undefined) return [];
  const byTest = new Map<string, MapEntry[]>();
  for (const one of itemsOf(found.value)) {
    const test = textOf(valueAt(one, "test"));
    const variable = textOf(valueAt(one, "variable"));
    if (test === undefined || variable === undefined)
      return [{ ...found, name: "Condition", value: unknown("the conditions are not known", found.at) }];
    byTest.set(test, [...(byTest.get(test) ?? []), entry(variable, valueAt(one, "values") ?? list([], one.at), { at: one.at })]);
  }
  const value = map(
    [...byTest].map(([test, entries]) => entry(test, map(entries, found.at))),
    found.at,
  );
  return [{ ...found, name: "Condition", value }];
}

function headingOf(at: Location): Location {
  return { path: at.path, startLine: at.startLine, endLine: at.startLine };
}
