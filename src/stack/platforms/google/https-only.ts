import type { NativeResource } from "../../native.ts";
import type { RawSetting } from "../../setting.ts";
import { implied } from "./google-settings.ts";
import { valueAtPath } from "./property-path.ts";

/** A first-generation HTTP function takes plain HTTP unless its security level says otherwise. */
export function httpsOnlySetting(native: NativeResource): RawSetting | undefined {
  if (native.type !== "google_cloudfunctions_function") return undefined;
  const trigger = valueAtPath(native.properties, "trigger_http");
  if (trigger?.kind !== "scalar" || trigger.value !== true) return undefined;
  return { ...implied(native, false), nativeName: "https_trigger_security_level" };
}
