import { type MapEntry, type Value, entryOf, itemsOf, textOf } from "../../value.ts";
import { scalar } from "../../value-builders.ts";
import type { Service } from "./service.ts";
import { isTrue } from "./settings.ts";

/** What esbuild is told to build a function for: by the framework's own `build` (version 4), or by the plugin serverless-esbuild. */
export function bundlerTargetOf(service: Service, { value }: MapEntry): readonly MapEntry[] {
  const own = textOf(entryOf(value, "build")?.value);
  const isBuilt = (own === undefined || own === "esbuild") && entryOf(value, "build")?.value.kind !== "map";
  const ofFramework = isBuilt ? entryOf(entryOf(service.build, "esbuild")?.value, "target") : undefined;
  const target = ofFramework ?? targetOfPlugin(service, value);
  const written = target === undefined ? undefined : textOfTarget(target.value);
  return target === undefined || written === undefined ? [] : [{ ...target, name: "BundlerTarget", value: scalar(written, target.value.at) }];
}

/** A configuration of the plugin that is a program decides alone. */
function targetOfPlugin({ custom, plugins }: Service, value: Value): MapEntry | undefined {
  const settings = entryOf(custom, "esbuild")?.value;
  const isUsed = plugins?.includes("serverless-esbuild") === true && !isTrue(entryOf(value, "skipEsbuild")?.value);
  return isUsed && entryOf(settings, "config") === undefined ? entryOf(settings, "target") : undefined;
}

/** One target, or a list of them, as esbuild's command line writes it. */
function textOfTarget(value: Value): string | undefined {
  const targets = itemsOf(value).map((item) => textOf(item));
  return targets.every((target) => target !== undefined) ? targets.join(",") : undefined;
}
