import type { NativeResource } from "../../native.ts";
import { type MapEntry, type MapValue, type Value, entryOf, textOf } from "../../value.ts";
import { entry, map } from "../../value-builders.ts";
import { rescoped } from "../../rescope.ts";
import { ArmScope } from "./arm-scope.ts";
import type { Declaration } from "./declarations.ts";
import { displayName } from "./name-key.ts";
import { isExpression, parseExpression } from "./parse-expression.ts";
import { lastSegment } from "./native-names.ts";
import type { ResourcePlace } from "./resource-id.ts";
import { pathBeside } from "./template-library.ts";

const deepestDeployment = 8;
/** Parts of a declaration that are no properties of the resource. */
const directives = new Set(["resources", "copy", "condition", "dependsOn", "apiVersion", "type", "comments", "existing"]);

/** The resources of a deployment and of the deployments inside it. */
export function readScope(scope: ArmScope, depth = 0): readonly NativeResource[] {
  const isDeployment = (declaration: Declaration) => declaration.type.toLowerCase() === "microsoft.resources/deployments";
  const children = new Map<Declaration, ArmScope>();
  for (const declaration of scope.declarations) {
    const child = isDeployment(declaration) && depth < deepestDeployment ? openDeployment(declaration, scope) : undefined;
    if (child === undefined) continue;
    scope.adopt(declaration.address, child);
    children.set(declaration, child);
  }
  return scope.declarations.flatMap((declaration) => {
    if (!isDeployment(declaration)) return [nativeOf(declaration, scope)];
    const child = children.get(declaration);
    const natives = child === undefined ? [] : readScope(child, depth + 1);
    return declaration.conditional ? natives.map((native) => ({ ...native, conditional: true })) : natives;
  });
}

/** The template that a deployment resource holds or names; undefined where it is not in the repository. */
function openDeployment(declaration: Declaration, scope: ArmScope): ArmScope | undefined {
  const { library } = scope;
  const properties = entryOf(declaration.body, "properties")?.value;
  const inline = entryOf(properties, "template")?.value;
  const link = entryOf(properties, "templateLink")?.value;
  const relative = textOf(entryOf(link, "relativePath")?.value);
  const path = inline?.kind === "map" || relative === undefined ? scope.path : pathBeside(scope.path, relative);
  const root = inline?.kind === "map" ? inline : relative === undefined || path === undefined ? undefined : library.template(path);
  if (root === undefined || path === undefined || !library.mayOpen(scope.path)) return undefined;
  if (inline === undefined) library.linked.add(path);
  const name = `${scope.name}#${displayName(declaration.fullName)}`;
  const evaluation = textOf(entryOf(entryOf(properties, "expressionEvaluationOptions")?.value, "scope")?.value)?.toLowerCase();
  const isOuter = inline !== undefined && evaluation !== "inner";
  const passed = entryOf(properties, "parameters")?.value;
  const argument = (parameter: string): Value | undefined => {
    const given = entryOf(entryOf(passed, parameter)?.value, "value")?.value;
    return given === undefined ? undefined : rescoped(scope.resolve(given, declaration.evaluator), scope.name, name);
  };
  return new ArmScope({ name, path, root, library, argument, ...(isOuter ? { outer: scope } : {}) });
}

function nativeOf(declaration: Declaration, scope: ArmScope): NativeResource {
  const name = declaration.symbol ?? readableName(declaration);
  return {
    platform: "azure",
    format: "arm",
    scope: scope.name,
    address: declaration.address,
    name,
    type: declaration.type,
    nativeType: declaration.type,
    at: declaration.body.at,
    properties: propertiesOf(declaration, scope),
    attributes: new Map(declaration.existing ? [["existing", "true"]] : []),
    conditional: declaration.conditional,
    implicit: false,
  };
}

/** The name as far as its text is known; else the parameter or variable that holds it, else the type. */
function readableName(declaration: Declaration): string {
  const known = displayName(lastSegment(declaration.fullName));
  if (known !== "" && (!known.includes("…") || known.length > 3)) return known;
  const written = textOf(entryOf(declaration.body, "name")?.value) ?? "";
  const expression = isExpression(written) ? parseExpression(written, declaration.body.at) : undefined;
  const [argument] = expression?.kind === "call" && ["parameters", "variables"].includes(expression.name) ? expression.arguments : [];
  const name = argument?.kind === "value" ? textOf(argument.value) : undefined;
  return name ?? declaration.type.split("/").at(-1) ?? declaration.type;
}

/** The body in ARM's shape: the name is the last segment, what stands before it becomes `parent`. */
function propertiesOf(declaration: Declaration, scope: ArmScope): MapValue {
  const entries: MapEntry[] = [];
  for (const one of declaration.body.entries.values()) {
    if (directives.has(one.name)) continue;
    const value = one.name === "name" ? lastSegment(declaration.fullName) : scope.resolve(one.value, declaration.evaluator);
    entries.push({ ...one, value });
  }
  const parent = parentOf(declaration, scope);
  if (parent !== undefined) entries.push(entry("parent", { kind: "reference", ...parent, at: declaration.fullName.at }));
  return map(entries, declaration.body.at);
}

/** The nearest ancestor that the template declares. */
function parentOf(declaration: Declaration, scope: ArmScope): ResourcePlace | undefined {
  if (declaration.inside !== undefined) return { address: declaration.inside.address };
  const [namespace = "", ...kinds] = declaration.type.split("/");
  const names = declaration.key.split("/");
  for (let depth = Math.min(kinds.length, names.length) - 1; depth > 0; depth -= 1) {
    const found = scope.find([namespace, ...kinds.slice(0, depth)].join("/"), names.slice(0, depth).join("/"));
    if (found !== undefined) return found;
  }
  return undefined;
}
