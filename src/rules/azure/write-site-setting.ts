import type { EditValue } from "../../findings/edit-dialect.ts";
import type { EditPlan } from "../../findings/edit-plan.ts";
import type { Resource } from "../../stack/resource.ts";
import { type Value, valueAt } from "../../stack/value.ts";
import { map } from "../../stack/value-builders.ts";
import type { ResourceSettingName } from "../../stack/vocabulary.ts";
import { addProperty } from "../words.ts";

/** An edit that gives a function app a setting of `siteConfig`, written or not: in the block where there is one, else with a block of its own. */
export function writeSiteConfig(app: Resource, name: ResourceSettingName, value: EditValue): EditPlan | undefined {
  const written = app.value(name);
  if (written?.kind === "scalar") return { kind: "replace", at: written.at, value };
  if (written !== undefined) return undefined;
  const config = valueAt(app.properties, "properties", "siteConfig");
  const own = lastWord(app.nameInDialect(name));
  // The model makes a block up where none stands, at the place of the whole declaration; what else it takes into the block stands outside of it.
  if (config !== undefined && config.at.start !== app.at.start) return addProperty(config, config.at, { name: own, value });
  // azurerm demands the block; modules of the registry have defaults of their own, which a new block would replace.
  if (app.format === "terraform" || isOfRegistry(app)) return undefined;
  return addProperty(valueAt(app.properties, "properties"), app.at, { name: `siteConfig.${own}`, value });
}

/** Whether a module of the public registry (Azure Verified Modules) declares the app: its inputs have names of their own. */
export function isOfRegistry(app: Resource): boolean {
  return app.nativeType.includes("avm/res/");
}

/** What is written on the declaration itself, where azurerm keeps what ARM puts under `properties`. */
export function topLevelOf(app: Resource): Value {
  const nested = valueAt(app.properties, "properties");
  const isFlat = app.format === "terraform" && nested?.kind === "map";
  return isFlat ? map([...app.properties.entries.values(), ...nested.entries.values()], app.properties.at) : app.properties;
}

function lastWord(name: string): string {
  return name.slice(name.lastIndexOf(".") + 1);
}
