import type { Snapshot } from "../../../change/snapshot.ts";
import { deploymentsOf } from "../../deployments/deployments.ts";
import type { NativeResource, Reader, Reading, SharedValue } from "../../native.ts";
import { implicitSamAddress } from "../sam/implicit-address.ts";
import { readSamTemplate } from "../sam/read-sam-template.ts";
import { definedRoute } from "../sam/routes-of-definition.ts";
import { filesOfServerlessServices } from "../serverless-framework/files-of-services.ts";
import { isTemplatePath } from "./claims.ts";
import { LocalFiles } from "./local-files.ts";
import { readPlainTemplate } from "./read-plain-template.ts";
import { type Template, mayBeTemplate, templateOf } from "./template.ts";
import { TemplateSet } from "./template-set.ts";

/** CloudFormation takes 500 resources of a template; events and loops multiply what is written, yet stay far below. Routes of documents are counted apart. */
const mostOfTemplate = 5_000;
const mostOfAll = 50_000;

/** CloudFormation and SAM templates, in YAML or JSON, recognised by what they say. */
export const cloudformationReader: Reader = {
  format: "cloudformation",
  claims: isTemplatePath,
  read: readTemplates,
};

function readTemplates(paths: readonly string[], snapshot: Snapshot): Reading {
  const files = new LocalFiles(snapshot);
  const templates = findTemplates(paths, snapshot, files);
  const deployments = templates.length === 0 ? undefined : deploymentsOf(snapshot);
  const set = new TemplateSet(templates, files, {
    implicitAddress: (template) => (template.isSam ? implicitSamAddress(template.root) : () => undefined),
    deployments: (template) => deployments?.of("cloudformation", template) ?? [],
  });
  const [resources, shared] = [resourcesOf(templates, set, files), exportsOf(set)];
  for (const { path } of templates)
    if (set.scopeOf(path)?.isTooLarge === true) files.note(path, 1, "the template has too many values to resolve; some of them are taken as unknown");
  return { resources, notes: files.notes, files: [...files.read], shared };
}

function resourcesOf(templates: readonly Template[], set: TemplateSet, files: LocalFiles): readonly NativeResource[] {
  const resources: NativeResource[] = [];
  let made = 0;
  for (const template of templates) {
    const scope = set.scopeOf(template.path);
    const found = scope === undefined ? [] : template.isSam ? readSamTemplate(scope, files) : readPlainTemplate(scope, files);
    made += found.length;
    for (const one of firstOf(found, template, files)) resources.push(one);
    if (made > mostOfAll) {
      files.note(template.path, 1, "the templates up to this one declare so much that those after it were not read");
      break;
    }
  }
  return resources;
}

function firstOf(found: readonly NativeResource[], { path }: Template, files: LocalFiles): readonly NativeResource[] {
  const documented = found.filter(({ nativeType }) => nativeType === definedRoute).length;
  const [after] = found.slice(mostOfTemplate + documented);
  if (after === undefined) return found;
  files.note(path, after.at.startLine, `the template declares more than ${mostOfTemplate} resources: this one and those after it were not read`);
  return found.slice(0, mostOfTemplate + documented);
}

/** Fragments that a serverless.yml takes in are read with it, in its names, and are no templates of their own. */
function findTemplates(paths: readonly string[], snapshot: Snapshot, files: LocalFiles): readonly Template[] {
  const fragments = filesOfServerlessServices(snapshot);
  return paths.flatMap((path) => {
    const content = snapshot.read(path);
    if (fragments.has(path) || content.state !== "text" || !mayBeTemplate(content.text)) return [];
    const { template, notes } = templateOf(path, content);
    files.notes.push(...notes);
    if (template === undefined) return [];
    files.read.add(path);
    return [template];
  });
}

function exportsOf(set: TemplateSet): readonly SharedValue[] {
  return [...set.allExports()].flatMap(([key, found]) => {
    const value = found?.scope.resolve(found.value);
    return found === null || value === undefined ? [] : [{ store: "export" as const, key, value, scope: found.scope.name }];
  });
}
