import type { Resource } from "../../resource.ts";
import { type Value, itemsOf, textOf } from "../../value.ts";
import { type Answer, allOf, anyOf } from "./answer.ts";
import { covers } from "./covers.ts";
import { isSelf } from "./target-arn.ts";

/** What is known of a call when its conditions are judged. `source` is the resource that a service acts for; undefined where nobody asked. */
export interface CallFacts {
  readonly source?: Resource | null;
}

/** Whether all conditions of a statement hold. What cannot be told is unknown. */
export function conditionsHold(conditions: Value | null, facts: CallFacts): Answer {
  if (conditions === null) return "yes";
  if (conditions.kind !== "map") return "unknown";
  return allOf(
    [...conditions.entries.values()].flatMap((operator) =>
      operator.value.kind === "map"
        ? [...operator.value.entries.values()].map((key) => conditionHolds(operator.name, { key: key.name, value: key.value }, facts))
        : ["unknown" as const],
    ),
  );
}

function conditionHolds(operator: string, condition: { readonly key: string; readonly value: Value }, facts: CallFacts): Answer {
  const key = condition.key.toLowerCase();
  if (key === "aws:securetransport") return secureTransport(condition.value);
  if (facts.source === undefined || /not|null/i.test(operator)) return "unknown";
  if (key === "aws:sourceaccount" || key === "aws:resourceaccount") return "yes";
  if (key === "aws:sourcearn") return anyOf(itemsOf(condition.value).map((value) => sourceIs(value, facts.source ?? null)));
  return "unknown";
}

/** Calls of SDKs and services come over TLS. */
function secureTransport(value: Value): Answer {
  const texts = itemsOf(value).map((item) => textOf(item)?.toLowerCase());
  if (texts.includes("true")) return "yes";
  return texts.every((text) => text === "false") ? "no" : "unknown";
}

function sourceIs(value: Value, source: Resource | null): Answer {
  if (source === null) return "unknown";
  if (isSelf(value, source)) return "yes";
  if (value.kind === "reference") return "no";
  return covers(value, "", source);
}
