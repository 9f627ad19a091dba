import type { Location } from "../../../../../change/location.ts";
import type { Value } from "../../../../value.ts";
import { scalar, unknown } from "../../../../value-builders.ts";
import type { ConstructNode } from "../../evaluate/construct-node.ts";
import { type Datum, type Field, type TermDatum, textOfDatum } from "../../evaluate/datum.ts";
import { repositoryPath } from "../../evaluate/project-path.ts";
import type { Conversion } from "../conversion.ts";
import { propertyOf, propertyValue } from "../property.ts";
import type { ResourceProperties } from "../resource-properties.ts";
import type { Translation } from "../translation.ts";

interface CodeTask {
  readonly translation: Translation;
  readonly node: ConstructNode;
  readonly given: Datum | undefined;
  readonly properties: ResourceProperties;
}

/** Where a function's code is and where it starts, by what builds it. */
export function putCode(task: CodeTask): void {
  switch (task.node.type) {
    case "aws-lambda-nodejs.NodejsFunction":
      putNodeEntry(task);
      return;
    case "aws-lambda-python.PythonFunction":
      putPythonEntry(task);
      return;
    case "aws-lambda-go.GoFunction":
      putCompiledEntry(task, "entry");
      return;
    case "aws-lambda-rust.RustFunction":
      putCompiledEntry(task, "manifestPath");
      return;
    case "aws-lambda.DockerImageFunction":
      task.properties.put("PackageType", scalar("Image", task.node.at));
      return;
    default:
      putHandler(task);
      putAsset(task);
  }
}

function putHandler({ translation, node, given, properties }: CodeTask): void {
  const field = propertyOf(given, "handler");
  if (field !== undefined) properties.put("Handler", translation.conversion(node.scope).settingValue(field), field, "handler");
}

/** The file to bundle: given, or named after the file that declares the function and its id. */
function putNodeEntry(task: CodeTask): void {
  const { translation, node, given, properties } = task;
  const entry = propertyOf(given, "entry");
  if (entry === undefined) {
    const path = defaultEntry(translation, node);
    if (path !== undefined) properties.put("CodeUri", scalar(path, node.at), undefined, "entry");
  } else properties.put("CodeUri", pathValue(task, entry), entry, "entry");
  const handler = propertyOf(given, "handler");
  const name = handler === undefined ? "handler" : textOfDatum(handler.value);
  const at = handler?.at ?? node.at;
  const value = name === undefined ? unknown("computed in code", at) : scalar(name.includes(".") ? name : `index.${name}`, withoutOffsets(at));
  properties.put("Handler", value, handler, "handler");
  const target = propertyOf(propertyOf(given, "bundling")?.value, "target");
  if (target !== undefined) properties.put("BundlerTarget", translation.conversion(node.scope).settingValue(target), target, "target");
  if (propertyOf(given, "runtime") === undefined)
    properties.put("Runtime", unknown("the installed version of the CDK decides", node.at), undefined, "runtime");
}

function defaultEntry(translation: Translation, node: ConstructNode): string | undefined {
  const stem = node.module.replace(/\.[cm]?[jt]sx?$/u, "");
  const candidates = ["ts", "js", "mjs", "mts", "cts", "cjs"].map((extension) => `${stem}.${node.id}.${extension}`);
  return candidates.find((path) => translation.files.hasFile(path));
}

function putPythonEntry(task: CodeTask): void {
  const { given, properties, node } = task;
  const entry = propertyOf(given, "entry");
  if (entry !== undefined) properties.put("CodeUri", pathValue(task, entry), entry, "entry");
  const [index, handler] = [propertyOf(given, "index"), propertyOf(given, "handler")];
  const [file, name] = [index === undefined ? "index.py" : textOfDatum(index.value), handler === undefined ? "handler" : textOfDatum(handler.value)];
  const at = handler?.at ?? index?.at ?? node.at;
  const isKnown = file !== undefined && name !== undefined;
  const value = isKnown ? scalar(`${file.replace(/\.py$/u, "").replaceAll("/", ".")}.${name}`, withoutOffsets(at)) : unknown("computed in code", at);
  properties.put("Handler", value, handler ?? index, "handler");
}

/** Code that is compiled to one program, from where a property says. */
function putCompiledEntry(task: CodeTask, name: "entry" | "manifestPath"): void {
  const { given, properties, node } = task;
  const entry = propertyOf(given, name);
  if (entry !== undefined) properties.put("CodeUri", pathValue(task, entry), entry, name);
  properties.put("Handler", scalar("bootstrap", node.at));
  if (propertyOf(given, "runtime") === undefined) properties.put("Runtime", scalar("provided.al2023", node.at), undefined, "runtime");
}

function putAsset(task: CodeTask): void {
  const { translation, node, given, properties } = task;
  const code = propertyOf(given, "code");
  if (code === undefined) return;
  const term = code.value.kind === "term" ? code.value : undefined;
  const method = term?.name.split(".").at(-1) ?? "";
  const first = term?.arguments[0];
  const conversion = translation.conversion(node.scope);
  if (term !== undefined && first !== undefined && (method === "fromInline" || method === "inline" || method === "InlineCode"))
    properties.put("Code.ZipFile", conversion.value(first), code, "code");
  else if (term !== undefined && first !== undefined && (method === "fromAsset" || method === "asset" || method === "AssetCode"))
    properties.put("CodeUri", assetValue(task, term, { value: first, key: code.key, at: code.at }), code, "code");
  else if (/Image/u.test(method)) properties.put("PackageType", scalar("Image", code.at), code, "code");
  else properties.put("CodeUri", unknown("the code is made when the stack is synthesized", code.at), code, "code");
}

/** Bundling may put other files at the top of the package; that of Python installs beside the sources. */
function assetValue(task: CodeTask, term: TermDatum, path: Field): Value {
  const isBundled = propertyOf(term.arguments[1], "bundling") !== undefined;
  const runtime = propertyValue(task.given, "runtime");
  const isPython = runtime?.kind === "library" && runtime.path.at(-1)?.startsWith("PYTHON") === true;
  if (isBundled && !isPython) return unknown("the code is bundled by commands of the program", path.at);
  return pathValue(task, path);
}

/** A path of the program as a path of the repository. */
export function pathValue({ translation, node }: Pick<CodeTask, "translation" | "node">, path: Field): Value {
  const text = textOfDatum(path.value);
  const conversion: Conversion = translation.conversion(node.scope);
  if (text === undefined)
    return conversion.settingValue(
      path.value.kind === "text" ? { ...path, value: { kind: "unknown", reason: "the path is computed in code", at: path.at } } : path,
    );
  const inside = repositoryPath(text, translation.files.workingFolder(node.module));
  return inside === undefined ? unknown("the code is outside the repository", path.at) : scalar(inside, withoutOffsets(path.at));
}

function withoutOffsets(at: Location): Location {
  return { path: at.path, startLine: at.startLine, endLine: at.endLine };
}
