import type { Resource } from "../../resource.ts";
import type { Stack } from "../../stack.ts";
import { itemsOf, textOf, valueAt } from "../../value.ts";

/** What makes a static web app the only caller of a function app: it signs its requests, and Easy Auth is turned on for them. */
const backendsOfStaticSites: ReadonlySet<string> = new Set([
  "microsoft.web/staticsites/linkedbackends",
  "microsoft.web/staticsites/userprovidedfunctionapps",
]);

/** Whether something in front of a function app keeps strangers out, or may: Easy Auth, a private network, an address list, certificates, a linked static web app. */
export function mayBeGuarded(app: Resource, stack: Stack): boolean {
  const site = valueAt(app.properties, "properties");
  const [access, certificate] = [app.string("publicNetworkAccess"), app.string("clientCertificateMode")];
  const config = valueAt(site, "siteConfig");
  const restrictions = ["ipSecurityRestrictions", "ip_restriction"].some((name) => itemsOf(valueAt(config, name)).length > 0);
  const denies = textOf(valueAt(config, "ipSecurityRestrictionsDefaultAction"));
  const authentication = app.boolean("authEnabled");
  return (
    (app.has("authEnabled") && !(authentication.known && !authentication.value)) ||
    access.state === "unknown" ||
    (access.known && access.value === "Disabled") ||
    (certificate.known && certificate.value === "Required" && textOf(valueAt(site, "clientCertEnabled")) !== "false") ||
    restrictions ||
    denies === "Deny" ||
    stack.resourcesOf("other", "azure").some((one) => backendsOfStaticSites.has(one.nativeShape.toLowerCase()))
  );
}
