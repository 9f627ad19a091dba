import type { Link } from "../../link.ts";
import type { NativeResource } from "../../native.ts";
import type { Resource } from "../../resource.ts";
import type { RawSetting } from "../../setting.ts";
import { valueAt } from "../../value.ts";
import { reference, scalar } from "../../value-builders.ts";
import { accountBehind, settingsOfConnection } from "./connections.ts";
import type { AppContext } from "./functions/app-context.ts";
import { link } from "./infrastructure-links.ts";
import { settingsOfCode, settingsOfSite, siteSettingNames } from "./kinds/function-app.ts";
import type { NativeIndex } from "./native-index.ts";
import { resourceOf } from "./resource-of.ts";

/** A function app: the site that is deployed, the code that it runs, or both. */
export function appResource(site: NativeResource | undefined, code: NativeResource | undefined, index: NativeIndex): Resource | undefined {
  const native = site ?? code;
  if (native === undefined) return undefined;
  const own =
    site === undefined
      ? new Map<string, RawSetting>([["appSettingsComplete", { value: scalar(false, native.at), at: native.at, nativeName: "appSettings" }]])
      : withStorage(site, index);
  const ofCode = code === undefined ? new Map<string, RawSetting>() : settingsOfCode(code);
  return resourceOf(native, "function-app", { settings: new Map([...own, ...ofCode]), names: siteSettingNames });
}

/** The storage account of the host as a reference, where the stack declares it: two apps with one account can be told by it. */
function withStorage(site: NativeResource, index: NativeIndex): ReadonlyMap<string, RawSetting> {
  const { raw } = settingsOfSite(site);
  const storage = raw.get("storageAccount");
  const account =
    storage === undefined ? undefined : accountBehind([storage.value], ["microsoft.storage/storageaccounts"], { index, scope: site.scope });
  if (storage === undefined || account === undefined) return raw;
  const pointer = reference(account.address, storage.value.at);
  const value = account.scope === site.scope ? pointer : { ...pointer, scope: account.scope };
  return new Map([...raw, ["storageAccount", { ...storage, value }]]);
}

/** What a site uses: its plan, its storage account, its subnet, and the identity that it runs as. */
export function siteLinks(context: AppContext, roles: ReadonlyMap<NativeResource, Resource>): readonly Link[] {
  const { app, site, index, resources } = context;
  if (site === undefined) return [];
  const links: Link[] = [];
  const to = (native: NativeResource | undefined) => (native === undefined ? undefined : resources.get(native));
  const planValue = valueAt(site.properties, "properties", "serverFarmId");
  const plan = index
    .mentioned(planValue, site.scope)
    .flatMap((native) => to(native) ?? [])
    .find((resource) => resource.kind === "plan");
  if (planValue !== undefined) {
    const end = plan === undefined ? { resource: null, value: planValue } : { resource: plan, value: planValue };
    links.push(link("uses", { from: { resource: app }, to: end }, { name: "plan", at: app.placeOf("plan") }));
  }
  const storage = to(storageOf(context));
  if (storage !== undefined)
    links.push(link("uses", { from: { resource: app }, to: { resource: storage } }, { name: "storage", at: app.placeOf("storageAccount") }));
  const subnet = to(index.resolve(valueAt(site.properties, "properties", "virtualNetworkSubnetId"), site.scope));
  if (subnet !== undefined) links.push(link("attached-to", { from: { resource: app }, to: { resource: subnet } }, { name: "subnet", at: app.at }));
  for (const role of rolesOf(site, index, roles))
    links.push(link("assumes", { from: { resource: app }, to: { resource: role } }, { name: role.name, at: app.placeOf("identity") }));
  return links;
}

/** The roles of a site's own identity and of those assigned to it. */
export function rolesOf(site: NativeResource, index: NativeIndex, roles: ReadonlyMap<NativeResource, Resource>): readonly Resource[] {
  const assigned = index.mentioned(valueAt(site.properties, "identity", "userAssignedIdentities"), site.scope);
  return [site, ...assigned].flatMap((native) => roles.get(native) ?? []);
}

function storageOf({ site, index, settings }: AppContext): NativeResource | undefined {
  if (site === undefined || settings === undefined) return undefined;
  const values = settingsOfConnection("AzureWebJobsStorage", { settings, scope: site.scope });
  return accountBehind(values, ["microsoft.storage/storageaccounts"], { index, scope: site.scope });
}
