import type { Link } from "../../link.ts";
import type { NativeResource, Note } from "../../native.ts";
import type { Resource } from "../../resource.ts";
import type { PlatformModel } from "../platform-model.ts";
import { appResource, rolesOf, siteLinks } from "./app-resources.ts";
import type { AppContext } from "./functions/app-context.ts";
import { bindingParts } from "./functions/binding-links.ts";
import { functionResource } from "./functions/function-resource.ts";
import { infrastructureLinks, link } from "./infrastructure-links.ts";
import { appSettingsOf, isFunctionApp } from "./kinds/function-app.ts";
import { mappedResource } from "./kinds/mapped-resource.ts";
import { planResource } from "./kinds/plan.ts";
import { slotResource } from "./kinds/slot.ts";
import { matchApps } from "./match-apps.ts";
import { NativeIndex, isExisting } from "./native-index.ts";
import { withOpenApiRoutes } from "./open-api-routes.ts";
import { identityRoles } from "./role-assignments.ts";
import { mergedSite } from "./site-config.ts";

/** Azure: templates in ARM's shape and function apps in code become one stack. */
export const azureModel: PlatformModel = { platform: "azure", build };

function build(declarations: readonly NativeResource[]): { resources: Resource[]; links: Link[]; notes: Note[] } {
  const { natives, notes } = withOpenApiRoutes(declarations);
  const index = indexOf(natives);
  const resources = declaredResources(index);
  const contexts = contextsOf(index, resources);
  const roles = identityRoles(index);
  const links: Link[] = [];
  const ofCode: Resource[] = [];
  for (const context of contexts) {
    links.push(...siteLinks(context, roles));
    const own = functionParts(context, roles);
    ofCode.push(...own.resources);
    links.push(...own.links);
  }
  const apps = contexts.map((context) => context.app);
  const declared = new Set([...resources.values(), ...apps, ...ofCode, ...roles.values()]);
  return { resources: [...declared], links: [...infrastructureLinks(index, resources), ...links], notes: [...notes] };
}

/** The index with every site's `config` children taken into it. */
function indexOf(natives: readonly NativeResource[]): NativeIndex {
  const first = new NativeIndex(natives);
  const isSite = (native: NativeResource) => ["microsoft.web/sites", "microsoft.web/sites/slots"].includes(native.type.toLowerCase());
  return new NativeIndex(natives.map((native) => (isSite(native) ? mergedSite(native, first) : native)));
}

/** Resources of templates; function apps are made later, with their code. What only `existing` names is no part of the stack. */
function declaredResources(index: NativeIndex): Map<NativeResource, Resource> {
  const resources = new Map<NativeResource, Resource>();
  for (const native of index.natives) {
    const type = native.type.toLowerCase();
    if (isExisting(native) || type === "azurefunctions/app" || type === "azurefunctions/function") continue;
    if (type === "microsoft.web/sites" && isFunctionApp(native)) continue;
    const resource =
      type === "microsoft.web/serverfarms"
        ? planResource(native)
        : type === "microsoft.web/sites/slots"
          ? slotResource(native)
          : mappedResource(native, index);
    if (resource !== undefined) resources.set(native, resource);
  }
  return resources;
}

/** Function apps: sites with their code, sites alone, code alone. Adds the sites to the resources. */
function contextsOf(index: NativeIndex, resources: Map<NativeResource, Resource>): readonly AppContext[] {
  const sites = index.ofType("Microsoft.Web/sites").filter((site) => !isExisting(site) && isFunctionApp(site));
  const apps = index.ofType("AzureFunctions/app");
  const matches = matchApps(sites, apps, index);
  const pairs = [
    ...apps.map((code) => ({ code, site: matches.get(code) })),
    ...sites.filter((site) => ![...matches.values()].includes(site)).map((site) => ({ code: undefined, site })),
  ];
  return pairs.flatMap(({ code, site }) => {
    const app = appResource(site, code, index);
    const native = code ?? site;
    if (app === undefined || native === undefined) return [];
    if (site !== undefined) resources.set(site, app);
    const settings = site === undefined ? undefined : appSettingsOf(site);
    const complete = app.boolean("appSettingsComplete");
    return [{ app, host: native, site, settings, isComplete: complete.known && complete.value, index, resources }];
  });
}

function functionParts(context: AppContext, roles: ReadonlyMap<NativeResource, Resource>): { resources: Resource[]; links: Link[] } {
  const { app, host, index, site } = context;
  const resources: Resource[] = [];
  const links: Link[] = [];
  for (const native of index.ofType("AzureFunctions/function")) {
    if (host.type !== "AzureFunctions/app" || native.scope !== host.scope) continue;
    const target = functionResource(native, context);
    const parts = bindingParts(native, target, context);
    resources.push(target, ...parts.resources);
    links.push(link("contains", { from: { resource: app }, to: { resource: target } }, { name: target.name, at: target.at }), ...parts.links);
    for (const role of site === undefined ? [] : rolesOf(site, index, roles)) {
      links.push(link("assumes", { from: { resource: target }, to: { resource: role } }, { name: role.name, at: app.placeOf("identity") }));
    }
  }
  return { resources, links };
}
