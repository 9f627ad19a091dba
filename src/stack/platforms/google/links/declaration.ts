import type { Location } from "../../../../change/location.ts";
import { Link, type LinkEnd } from "../../../link.ts";
import type { NativeResource } from "../../../native.ts";
import type { Resource } from "../../../resource.ts";
import type { RawSetting } from "../../../setting.ts";
import type { Value } from "../../../value.ts";
import type { LinkKind, LinkSettingName } from "../../../vocabulary.ts";
import type { GoogleIndex } from "../google-index.ts";
import { implied, nativeNameIn, readSettings } from "../google-settings.ts";
import type { SettingSource } from "../kinds/kind.ts";

/** A declaration with its resource and everything that it may point to. */
export interface Declaration {
  readonly native: NativeResource;
  readonly resource: Resource;
  readonly index: GoogleIndex;
}

/** Makes the links that one type of declaration says; none for other types. */
export type LinkBuilder = (declaration: Declaration) => Iterable<Link>;

export interface LinkDraft {
  readonly kind: LinkKind;
  readonly name: string;
  readonly from: LinkEnd;
  readonly to: LinkEnd;
  readonly at?: Location;
  readonly service?: string;
  /** The part of the declaration that holds the link's settings. */
  readonly properties?: Value;
  readonly sources?: Partial<Record<LinkSettingName, SettingSource>>;
  readonly defaults?: Partial<Record<LinkSettingName, string | number | boolean>>;
  readonly settings?: ReadonlyMap<LinkSettingName, RawSetting>;
}

/** What can run: functions of both generations and Cloud Run services. */
export const serviceTypes = [
  "google_cloudfunctions2_function",
  "google_cloudfunctions_function",
  "google_cloud_run_v2_service",
  "google_cloud_run_service",
] as const;

/** A link that the declaration says. */
export function makeLink({ native, resource }: Declaration, draft: LinkDraft): Link {
  const sources = new Map(Object.entries(draft.sources ?? {}));
  const settings = new Map<string, RawSetting>([
    ...(draft.service === undefined ? [] : [["service", implied(native, draft.service)] as const]),
    ...readSettings(draft.properties ?? native.properties, sources, native.nativeNames),
    ...(draft.settings ?? []),
  ]);
  return new Link({
    kind: draft.kind,
    platform: "google",
    name: draft.name,
    from: draft.from,
    to: draft.to,
    at: draft.at ?? native.at,
    settings,
    defaults: new Map(Object.entries(draft.defaults ?? {})),
    declaredBy: resource,
    nativeNames: nativeNameIn(sources, native.nativeNames),
  });
}
