import { apis } from "./vocabulary/apis.ts";
import { compute } from "./vocabulary/compute.ts";
import { type LinkKind, type LinkSettingName, linkVocabulary } from "./vocabulary/links.ts";
import { messaging } from "./vocabulary/messaging.ts";
import { operations } from "./vocabulary/operations.ts";
import type { Platform, SettingDefinition } from "./vocabulary/setting-definition.ts";
import { storage } from "./vocabulary/storage.ts";

export { type LinkKind, type LinkSettingName, linkVocabulary, type Platform, type SettingDefinition };

/** Where a resource was declared. One resource has one format; formats of one platform share kinds and settings. */
export type Format =
  | "cloudformation"
  | "sam"
  | "serverless-framework"
  | "terraform"
  | "cdk"
  | "asl"
  | "bicep"
  | "arm"
  | "host-json"
  | "function-json"
  | "functions-source"
  | "workflows"
  | "firestore-rules"
  | "firebase"
  | "github-actions"
  | "deploy-steps";

/**
 * The common settings of every kind of resource. Readers fill them, rules read them; native properties stay beside them in
 * `Resource.properties`. Defaults are those of the platform's API (../facts holds the dated sources).
 */
export const resourceVocabulary = { ...compute, ...messaging, ...storage, ...apis, ...operations } as const;

export type ResourceKind = keyof typeof resourceVocabulary;
type NamesOf<K extends ResourceKind> = Extract<keyof (typeof resourceVocabulary)[K], string>;

/** The name of a common setting of some kind of resource. */
export type ResourceSettingName = { [K in ResourceKind]: NamesOf<K> }[ResourceKind];

/** The definition of a setting; undefined where the kind has no such setting. */
export function definitionOf(kind: ResourceKind | "link", name: string): SettingDefinition | undefined {
  const definitions: Record<string, SettingDefinition> = kind === "link" ? linkVocabulary : resourceVocabulary[kind];
  return definitions[name];
}
