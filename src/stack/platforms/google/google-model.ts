import type { Link } from "../../link.ts";
import type { NativeResource } from "../../native.ts";
import { Resource } from "../../resource.ts";
import type { Statement } from "../../statement.ts";
import { scalar } from "../../value-builders.ts";
import type { PlatformModel } from "../platform-model.ts";
import { withoutTwins } from "./framework-functions.ts";
import { GoogleIndex } from "./google-index.ts";
import { nativeNameIn, settingsOf } from "./google-settings.ts";
import { type Grant, grantOf } from "./grants.ts";
import { httpsOnlySetting } from "./https-only.ts";
import { kindOf } from "./kinds/kind-of.ts";
import { withOpenApiRoutes } from "./open-api-routes.ts";
import { linkBuilders } from "./links/link-builders.ts";

/** Google Cloud: functions, Cloud Run, Pub/Sub, Eventarc, Scheduler, Tasks, Workflows, and what they use. */
export const googleModel: PlatformModel = {
  platform: "google",
  build(natives) {
    const { natives: declared, notes } = withOpenApiRoutes(natives);
    const own = withoutTwins(declared);
    const index = new GoogleIndex(own);
    const grants = own.flatMap((native) => grantOf(native, index) ?? []);
    const resources = own.map((native) => {
      const resource = makeResource(native, statementsFor(native, grants));
      index.register(native, resource);
      return resource;
    });
    const links = own.flatMap((native) => linksOf(native, index));
    return { resources, links, notes: [...notes] };
  },
};

function makeResource(native: NativeResource, statements: readonly Statement[]): Resource {
  const kind = kindOf(native.type);
  const settings = settingsOf(native, kind);
  const httpsOnly = httpsOnlySetting(native);
  if (httpsOnly !== undefined && !settings.has("httpsOnly")) settings.set("httpsOnly", httpsOnly);
  return new Resource({
    platform: "google",
    kind: kind.kind,
    // Bindings and the like often share the name of what they belong to.
    name: kind.kind === "other" ? native.address : native.name,
    scope: native.scope,
    address: native.address,
    nativeType: native.nativeType,
    nativeShape: native.type,
    format: native.format,
    at: native.at,
    properties: native.properties,
    settings,
    statements,
    defaults: kind.defaults,
    nativeNames: nativeNameIn(kind.settings, native.nativeNames),
    attributes: native.attributes,
    conditional: native.conditional,
  });
}

/** What is granted on a resource, what a service account may do, and, on the binding itself, what is granted on something that is not declared here. */
function statementsFor(native: NativeResource, grants: readonly Grant[]): readonly Statement[] {
  return grants.flatMap((grant) => {
    if (grant.target === native || (grant.target === undefined && grant.binding === native)) return [grant.statement];
    if (!grant.members.includes(native)) return [];
    const everything = scalar("*", grant.statement.at);
    return [{ ...grant.statement, principals: [], resources: grant.statement.resources.length > 0 ? grant.statement.resources : [everything] }];
  });
}

function linksOf(native: NativeResource, index: GoogleIndex): readonly Link[] {
  const resource = index.resourceOf(native);
  if (resource === undefined) return [];
  return linkBuilders.flatMap((build) => [...build({ native, resource, index })]);
}
