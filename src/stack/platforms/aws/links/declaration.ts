import type { Location } from "../../../../change/location.ts";
import { Link, type LinkEnd } from "../../../link.ts";
import type { NativeResource } from "../../../native.ts";
import type { Resource } from "../../../resource.ts";
import type { RawSetting } from "../../../setting.ts";
import type { Value } from "../../../value.ts";
import type { LinkKind, linkVocabulary } from "../../../vocabulary.ts";
import { type CalledFunction, functionOf } from "../function-of.ts";
import type { SettingSource } from "../kinds/kind.ts";
import type { NativeIndex } from "../native-index.ts";
import { impliedSetting, nativeNames, readSettings } from "../native-settings.ts";
import { resolveNative } from "../resolve-target.ts";

/** A declaration with its resource and everything that it may point to. */
export interface Declaration {
  readonly native: NativeResource;
  readonly resource: Resource;
  readonly index: NativeIndex;
}

/** Makes the links that one type of declaration says. */
export type LinkBuilder = (declaration: Declaration) => Iterable<Link>;

/** A map of link settings to where they stand, checked against the vocabulary. */
export function linkSources(sources: Partial<Record<keyof typeof linkVocabulary, SettingSource>>): ReadonlyMap<string, SettingSource> {
  return new Map(Object.entries(sources));
}

/** The resource that a value means, or the value where it points outside. */
export function endOf(value: Value, { native, index }: Declaration, types?: readonly string[]): LinkEnd {
  const found = resolveNative(value, { index, scope: native.scope, ...(types === undefined ? {} : { types }) });
  const resource = found && index.resourceOf(found.native);
  return resource === undefined ? { resource: null, value } : { resource, value };
}

/** The function that a value means, through aliases; undefined where it means none of the stack's. */
export function calledFunction(value: Value, { native, index }: Declaration): CalledFunction | undefined {
  return functionOf(value, { index, scope: native.scope });
}

/** Where a link comes from and what it says. */
export interface LinkDraft {
  readonly kind: LinkKind;
  readonly name: string;
  readonly from: LinkEnd;
  readonly to: LinkEnd;
  readonly at?: Location;
  /** What delivers, where that is a setting of the link. */
  readonly service?: string;
  /** The properties that hold the link's settings; those of the declaration where absent. */
  readonly properties?: Value;
  /** Where `properties` stand in the declaration, for the dialect's names. */
  readonly prefix?: string;
  readonly sources?: ReadonlyMap<string, SettingSource>;
  readonly defaults?: Readonly<Record<string, string | number | boolean>>;
  readonly settings?: ReadonlyMap<string, RawSetting>;
}

/** A link declared by the declaration. */
export function makeLink({ native, resource }: Declaration, draft: LinkDraft): Link {
  const sources = draft.sources ?? new Map();
  const part = { native, properties: draft.properties ?? native.properties, ...(draft.prefix === undefined ? {} : { prefix: draft.prefix }) };
  const settings = new Map<string, RawSetting>([
    ...(draft.service === undefined ? [] : [["service", impliedSetting(native, draft.service)] as const]),
    ...readSettings(part, sources),
    ...(draft.settings ?? []),
  ]);
  return new Link({
    kind: draft.kind,
    platform: "aws",
    name: draft.name,
    from: draft.from,
    to: draft.to,
    at: draft.at ?? native.at,
    settings,
    defaults: new Map(Object.entries(draft.defaults ?? {})),
    declaredBy: resource,
    nativeNames: nativeNames(part, sources),
  });
}

/** A trigger of a function: the link leads to the function, `qualifier` tells the alias, and `implicitPermission` whether the framework permits it. */
export function makeTrigger(declaration: Declaration, target: Value, draft: Omit<LinkDraft, "kind" | "to">): Link {
  const { native, index } = declaration;
  const called = calledFunction(target, declaration);
  const resource = called && index.resourceOf(called.native);
  const settings = new Map(draft.settings ?? []);
  const qualifier = called?.qualifier ?? (called !== undefined && isMadeByFramework(native) ? publishedAlias(called.native) : undefined);
  if (qualifier !== undefined) settings.set("qualifier", { value: qualifier, at: target.at, nativeName: "Qualifier" });
  if (isMadeByFramework(native)) settings.set("implicitPermission", impliedSetting(native, true));
  const to: LinkEnd = resource === undefined ? endOf(target, declaration) : { resource, value: target };
  return makeLink(declaration, { ...draft, kind: "triggers", to, settings });
}

/** Whether a framework turns this declaration into a trigger and its permission: SAM events, Serverless Framework events, CDK constructs above L1. */
function isMadeByFramework(native: NativeResource): boolean {
  if (native.type === "AWS::Serverless::Route" && writtenRoutes.has(native.nativeType)) return false;
  if (native.implicit) return true;
  const isPlain = native.nativeType.startsWith("AWS::") && !native.nativeType.startsWith("AWS::Serverless::");
  if (native.format === "sam" || native.format === "serverless-framework") return !isPlain;
  return native.format === "cdk" && !isPlain && !/(?:^|\.)Cfn[A-Z]/.test(native.nativeType);
}

/** Routes that the author writes out in a document: the framework makes them, but adds no permission. */
const writtenRoutes = new Set(["OpenAPI operation", "WebSocket route"]);

/** SAM points its events at the alias that it publishes. */
function publishedAlias(native: NativeResource): Value | undefined {
  const entry = native.format === "sam" ? native.properties.entries.get("AutoPublishAlias") : undefined;
  return entry?.value;
}
