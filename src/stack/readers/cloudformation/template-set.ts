import type { Deployment } from "../../deployments/deployment.ts";
import { type MapEntry, type Value, entryOf, isFullyKnown, itemsOf, textOf } from "../../value.ts";
import { unknown } from "../../value-builders.ts";
import { isSameValue } from "./equality.ts";
import { expanded } from "./expansion.ts";
import { type LocalFiles, localPath } from "./local-files.ts";
import { defaultOfParameter } from "./parameters.ts";
import { rescoped } from "../../rescope.ts";
import type { Template } from "./template.ts";
import { allowanceOfTemplate, allowanceOfTemplates } from "./resolution-allowance.ts";
import { agreedParameter, scopesByDeployment } from "./deployed-template.ts";
import { type DeployedScope, type Export, type Surroundings, TemplateScope } from "./template-scope.ts";

interface Parent {
  readonly scope: TemplateScope;
  readonly parameters: Value | undefined;
}

interface TemplateContext {
  readonly implicitAddress: (root: Template) => (name: string) => string | undefined;
  /** What the pipelines of the repository deploy a template with. */
  readonly deployments: (template: string) => readonly Deployment[];
}

/** Every template of the repository, and how they hang together: nested stacks, their arguments and outputs, exports and imports. */
export class TemplateSet implements Surroundings {
  private readonly scopes = new Map<string, TemplateScope>();
  private readonly parents = new Map<string, Parent[]>();
  private readonly children = new Map<string, TemplateScope>();
  private readonly variants = new Map<string, readonly DeployedScope[]>();
  private readonly deployments: (template: string) => readonly Deployment[];
  private exports: Map<string, Export | null> | undefined;

  constructor(templates: readonly Template[], files: LocalFiles, { implicitAddress, deployments }: TemplateContext) {
    this.deployments = deployments;
    const all = allowanceOfTemplates();
    for (const template of templates) {
      const root = withoutLoops(template, files);
      const options = { surroundings: this, allowance: allowanceOfTemplate(all), implicitAddress: implicitAddress({ ...template, root }) };
      this.scopes.set(template.path, new TemplateScope(template.path, root, options));
    }
    for (const scope of this.scopes.values()) {
      for (const resource of scope.section("Resources").values()) this.addChild(scope, resource);
    }
  }

  scopeOf(path: string): TemplateScope | undefined {
    return this.scopes.get(path);
  }

  argument(scope: TemplateScope, parameter: string): Value | undefined {
    const parents = this.parents.get(scope.name) ?? [];
    const declared = scope.section("Parameters").get(parameter);
    if (declared === undefined) return undefined;
    if (parents.length === 0) return agreedParameter(declared, this.deployments(scope.name));
    const passed = parents.map((parent) => {
      const given = entryOf(parent.parameters, parameter)?.value;
      const value = given === undefined ? defaultOfParameter(declared, declared.at) : parent.scope.resolve(given);
      return value === undefined ? undefined : rescoped(value, parent.scope.name, scope.name);
    });
    const [first, ...others] = passed;
    return others.every((other) => isSameValue(first, other))
      ? first
      : unknown(`parameter ${parameter} differs between the stacks that use the template`, declared.at);
  }

  deployed(scope: TemplateScope): readonly DeployedScope[] {
    if (this.parents.has(scope.name)) return [];
    const before = this.variants.get(scope.name);
    if (before !== undefined) return before;
    const variants = scopesByDeployment(scope, this.deployments(scope.name), this);
    this.variants.set(scope.name, variants);
    return variants;
  }

  child(scope: TemplateScope, logicalId: string): TemplateScope | undefined {
    return this.children.get(childKey(scope, logicalId));
  }

  exported(name: string): Export | null | undefined {
    return this.allExports().get(name);
  }

  /** Every export with a literal name; null for a name that several templates export. */
  allExports(): ReadonlyMap<string, Export | null> {
    if (this.exports !== undefined) return this.exports;
    // Set before names are resolved: a name that is itself imported finds nothing instead of running in a circle.
    this.exports = new Map();
    for (const scope of this.scopes.values()) {
      for (const output of scope.section("Outputs").values()) {
        const { name, value } = exportOf(output, scope);
        if (name !== undefined && value !== undefined) this.exports.set(name, this.exports.has(name) ? null : { scope, value });
      }
    }
    return this.exports;
  }

  private addChild(scope: TemplateScope, resource: MapEntry): void {
    const type = textOf(entryOf(resource.value, "Type")?.value);
    const property = type === "AWS::CloudFormation::Stack" ? "TemplateURL" : type === "AWS::Serverless::Application" ? "Location" : undefined;
    const properties = entryOf(resource.value, "Properties")?.value;
    const written = property === undefined ? undefined : entryOf(properties, property)?.value;
    const location = written === undefined ? undefined : textOf(scope.resolve(written));
    const path = location === undefined ? undefined : localPath(scope.name, location);
    const child = path === undefined ? undefined : this.scopes.get(path);
    if (child === undefined || child === scope) return;
    this.children.set(childKey(scope, resource.name), child);
    const parent = { scope, parameters: entryOf(properties, "Parameters")?.value };
    this.parents.set(child.name, [...(this.parents.get(child.name) ?? []), parent]);
  }
}

/** The name under which an output is exported, where it is and the name is literal, and its value as written. */
export function exportOf(output: MapEntry, scope: TemplateScope): { readonly name: string | undefined; readonly value: Value | undefined } {
  const written = entryOf(entryOf(output.value, "Export")?.value, "Name")?.value;
  return { name: written === undefined ? undefined : textOf(scope.resolve(written)), value: entryOf(output.value, "Value")?.value };
}

function childKey(scope: TemplateScope, logicalId: string): string {
  return `${scope.name}\u0000${logicalId}`;
}

function withoutLoops(template: Template, files: LocalFiles): Template["root"] {
  const scope = new TemplateScope(template.path, template.root);
  const result = expanded(template.root, {
    include: (location) => {
      const path = localPath(template.path, location);
      return path === undefined ? undefined : files.document(path);
    },
    listOf: (collection) => {
      const value = scope.resolve(collection);
      return value !== undefined && isFullyKnown(value) && value.kind === "list" ? itemsOf(value).flatMap((item) => textOf(item) ?? []) : undefined;
    },
    note: (message, line) => files.note(template.path, line, message),
  });
  return result.kind === "map" ? result : template.root;
}
