import { plainOf } from "../../../setting.ts";
import { type Value, isFullyKnown } from "../../../value.ts";
import { boundedText, failure } from "../bounded-values.ts";
import { type FunctionCall, type TerraformFunction, ofAny, ofKnown } from "./function-call.ts";

/** jsonencode, jsondecode, yamlencode, yamldecode, base64encode, urlencode; hashes stay unknown. */
export const encodingFunctions: readonly (readonly [string, TerraformFunction])[] = [
  // An encoded document stays a tree, so that its parts keep their places and references; asText makes the text where one is wanted.
  ["jsonencode", ofAny(asTree)],
  ["yamlencode", ofAny(asTree)],
  ["jsondecode", ofAny((call) => decoded(call))],
  ["yamldecode", ofAny((call) => decoded(call))],
  // The encoded text is not of interest, what it says is.
  ["base64encode", ofAny((call) => call.arguments[0] ?? failure("base64encode() without argument", call.at))],
  ["urlencode", ofKnown(urlEncoded)],
];

function asTree(call: FunctionCall): Value {
  const [argument] = call.arguments;
  if (argument === undefined) return failure(`${call.name}() without argument`, call.at);
  return argument.kind === "scalar" ? boundedText(JSON.stringify(argument.value), call.at) : argument;
}

function decoded(call: FunctionCall): Value {
  const [argument] = call.arguments;
  if (argument === undefined) return failure(`${call.name}() without argument`, call.at);
  return call.evaluation.document(argument);
}

function urlEncoded(call: FunctionCall): Value {
  const [argument] = call.arguments;
  const plain = argument !== undefined && isFullyKnown(argument) ? plainOf(argument) : undefined;
  return typeof plain === "string" ? boundedText(encodeURIComponent(plain), call.at) : failure("not a text", call.at);
}
