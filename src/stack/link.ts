import type { Location } from "../change/location.ts";
import type { Resource } from "./resource.ts";
import type { RawSetting } from "./setting.ts";
import { SettingsHolder } from "./settings-holder.ts";
import type { Value } from "./value.ts";
import { type LinkKind, type LinkSettingName, type Platform, definitionOf } from "./vocabulary.ts";

/** An end of a link: a resource of the stack, or a value that points outside it (an ARN, a parameter, an unresolved import). */
export type LinkEnd = { readonly resource: Resource; readonly value?: Value } | { readonly resource: null; readonly value: Value };

export interface LinkInit {
  readonly kind: LinkKind;
  readonly platform: Platform;
  readonly name: string;
  readonly from: LinkEnd;
  readonly to: LinkEnd;
  readonly at: Location;
  readonly settings?: ReadonlyMap<string, RawSetting>;
  readonly defaults?: ReadonlyMap<string, string | number | boolean>;
  readonly declaredBy?: Resource;
  readonly nativeNames?: (setting: string) => string | undefined;
}

/** One directed edge of the stack, with settings of its own (batch size, retries …). */
export class Link extends SettingsHolder<LinkSettingName> {
  readonly kind: LinkKind;
  readonly platform: Platform;
  /** Name in the source: the event's key, the mapping's logical id; for display and identity. */
  readonly name: string;
  readonly from: LinkEnd;
  readonly to: LinkEnd;
  readonly at: Location;
  /** The resource that declares the link, where it is one of its own (event source mapping, subscription, permission). */
  readonly declaredBy: Resource | undefined;
  private readonly defaults: ReadonlyMap<string, string | number | boolean>;
  private readonly nativeNames: (setting: string) => string | undefined;

  constructor(init: LinkInit) {
    super(init.settings ?? new Map());
    this.kind = init.kind;
    this.platform = init.platform;
    this.name = init.name;
    this.from = init.from;
    this.to = init.to;
    this.at = init.at;
    this.declaredBy = init.declaredBy;
    this.defaults = init.defaults ?? new Map();
    this.nativeNames = init.nativeNames ?? (() => undefined);
  }

  /** Stable identity: kind, ends and name; never lines. */
  get id(): string {
    const end = (side: LinkEnd) => side.resource?.id ?? "external";
    return `${this.kind}:${end(this.from)}>${end(this.to)}:${this.name}`;
  }

  protected define(name: LinkSettingName) {
    const definition = definitionOf("link", name);
    const value = this.defaults.get(name);
    if (definition === undefined || value === undefined) return definition;
    return { ...definition, defaults: { [this.platform]: value } };
  }

  nameInDialect(name: LinkSettingName): string {
    return this.raw.get(name)?.nativeName ?? this.nativeNames(name) ?? name;
  }
}
