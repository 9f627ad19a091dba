import type { Location } from "../../../../change/location.ts";
import { parsedOnce } from "../../../../syntax/parsed-once.ts";
import { scalar, unknown } from "../../../value-builders.ts";
import { type Value, textOf } from "../../../value.ts";
import { boundedText, failure } from "../bounded-values.ts";
import type { Evaluation } from "../evaluation.ts";
import { evaluate } from "../evaluate-expression.ts";
import { parseTemplateText } from "../parse-hcl.ts";
import { resolvePath } from "../paths.ts";
import { type FunctionCall, type TerraformFunction, ofAny, ofKnown } from "./function-call.ts";

/** file, filebase64 (as the text that it encodes), templatefile, fileexists, fileset, basename, dirname, abspath. Files outside the repository are unknown. */
export const fileFunctions: readonly (readonly [string, TerraformFunction])[] = [
  ["file", ofKnown((call) => readFileText(textOf(call.arguments[0]) ?? "", call.evaluation, call.at))],
  ["filebase64", ofKnown((call) => readFileText(textOf(call.arguments[0]) ?? "", call.evaluation, call.at))],
  ["templatefile", ofAny(templateFile)],
  ["fileexists", ofKnown(fileExists)],
  ["basename", ofKnown((call) => pathPart(call, (path) => path.slice(path.lastIndexOf("/") + 1)))],
  ["dirname", ofKnown((call) => pathPart(call, (path) => (path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : ".")))],
  ["abspath", ofKnown((call) => pathPart(call, (path) => path))],
  ["pathexpand", ofKnown((call) => pathPart(call, (path) => path))],
];

/** A file's text; its place is the file, so that what is parsed from it points there. */
export function readFileText(path: string, evaluation: Evaluation, at: Location): Value {
  const file = evaluation.readText(path);
  if (file === undefined) return unknown(`file ${path} is not in the repository`, at);
  return boundedText(file.content.text, wholeFile(file.path, file.content.text));
}

function wholeFile(path: string, text: string): Location {
  return { path, startLine: 1, endLine: Math.max(1, text.split("\n").length), start: 0, end: text.length };
}

const parseTemplateOnce = parsedOnce(parseTemplateText);

function templateFile(call: FunctionCall): Value {
  const path = textOf(call.arguments[0]);
  const [, variables] = call.arguments;
  const file = path === undefined ? undefined : call.evaluation.readText(path);
  if (file === undefined) return unknown(`template ${path ?? ""} is not in the repository`, call.at);
  const bindings = new Map(variables?.kind === "map" ? [...variables.entries.values()].map((one) => [one.name, one.value] as const) : []);
  // A template that includes itself would never end.
  return call.evaluation.guarded(`template ${file.path}`, call.at, () =>
    evaluate(parseTemplateOnce(file.path, file.content), { module: call.scope.module, bindings }),
  );
}

function fileExists(call: FunctionCall): Value {
  const resolved = resolvePath(call.evaluation.rootFolder, textOf(call.arguments[0]) ?? "");
  if (resolved === undefined) return unknown("the file is outside the repository", call.at);
  return call.evaluation.snapshot.entries.has(resolved) ? scalar(true, call.at) : unknown("the file may be made by a build", call.at);
}

function pathPart(call: FunctionCall, part: (path: string) => string): Value {
  const path = textOf(call.arguments[0]);
  return path === undefined ? failure("not a path", call.at) : scalar(part(path), call.at);
}
