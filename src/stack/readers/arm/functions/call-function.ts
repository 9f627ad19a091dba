import type { Value } from "../../../value.ts";
import { unknown } from "../../../value-builders.ts";
import type { CallExpression } from "../expression.ts";
import type { ArmFunction } from "./arm-function.ts";
import { collectionFunctions } from "./collection-functions.ts";
import { logicFunctions } from "./logic-functions.ts";
import { textFunctions } from "./text-functions.ts";

const functions: ReadonlyMap<string, ArmFunction> = new Map(
  [...textFunctions, ...collectionFunctions, ...logicFunctions].map(([name, compute]) => [name.toLowerCase(), compute]),
);

/** Applies a function of the language; the result is unknown, with the call as its reason, where only the deployment can compute it. */
export function callFunction(call: CallExpression, values: readonly Value[]): Value {
  const name = call.name.toLowerCase();
  if (name.startsWith("list") || name === "getsecret") return unknown(call.name, call.at);
  const result = functions.get(name)?.(values, call.at);
  if (result !== undefined) return result;
  const text = call.text.length > 120 ? `${call.text.slice(0, 117)}…` : call.text;
  return unknown(`${text} is computed at deployment`, call.at);
}
