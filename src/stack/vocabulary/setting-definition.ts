/** The clouds that we review, alike. */
export type Platform = "aws" | "azure" | "google";

/** What a setting's value is once resolved: "mixed" where the platforms write it in different forms. Durations are seconds, sizes megabytes (MiB), ages seconds, on every platform. */
type SettingType = "number" | "string" | "boolean" | "list" | "map" | "reference" | "mixed";

/** One common setting: its type, what it means, and the value the platform takes where nobody wrote one. */
export interface SettingDefinition {
  readonly type: SettingType;
  readonly meaning: string;
  readonly defaults?: Readonly<Partial<Record<Platform, string | number | boolean>>>;
}

/** A setting of this type. */
export const number = (meaning: string, defaults?: SettingDefinition["defaults"]): SettingDefinition =>
  defaults ? { type: "number", meaning, defaults } : { type: "number", meaning };
/** A setting of this type. */
export const string = (meaning: string, defaults?: SettingDefinition["defaults"]): SettingDefinition =>
  defaults ? { type: "string", meaning, defaults } : { type: "string", meaning };
/** A setting of this type. */
export const boolean = (meaning: string, defaults?: SettingDefinition["defaults"]): SettingDefinition =>
  defaults ? { type: "boolean", meaning, defaults } : { type: "boolean", meaning };
/** A setting of this type. */
export const list = (meaning: string): SettingDefinition => ({ type: "list", meaning });
/** A setting of this type. */
export const map = (meaning: string): SettingDefinition => ({ type: "map", meaning });
/** A setting of this type. */
export const reference = (meaning: string): SettingDefinition => ({ type: "reference", meaning });
/** A setting of this type. */
export const mixed = (meaning: string): SettingDefinition => ({ type: "mixed", meaning });
