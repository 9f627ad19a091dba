import type { NativeResource } from "../../../native.ts";
import type { Resource } from "../../../resource.ts";
import { resourceOf } from "../resource-of.ts";
import { Settings } from "../settings.ts";

/** A deployment slot of a site. */
export function slotResource(native: NativeResource): Resource {
  return resourceOf(native, "slot", { settings: new Settings(native).take("app", "parent").raw });
}
