import type { NativeResource } from "../../native.ts";
import { type MapValue, itemsOf } from "../../value.ts";
import { entry, map, reference } from "../../value-builders.ts";
import { nativesOfRegistryModule } from "./registry-modules.ts";
import type { BicepScope } from "./bicep-scope.ts";
import { type Instance, propertyOf } from "./instances.ts";

const directives = new Set(["dependsOn"]);

/** The resources of a file and of the modules that it deploys. */
export function readScope(scope: BicepScope): readonly NativeResource[] {
  const own = scope.resources.map((instance) => nativeOf(instance, scope));
  const inModules = scope.moduleInstances.flatMap((instance) => {
    const child = scope.child(instance.address);
    const natives = child === undefined ? fromRegistry(instance, scope) : readScope(child);
    return instance.conditional ? natives.map((native) => ({ ...native, conditional: true })) : natives;
  });
  return [...own, ...inModules];
}

function nativeOf(instance: Instance, scope: BicepScope): NativeResource {
  const { declaration } = instance;
  const attributes = new Map<string, string>(declaration.existing ? [["existing", "true"]] : []);
  return {
    platform: "azure",
    format: "bicep",
    scope: scope.name,
    address: instance.address,
    name: instance.address.split("::").at(-1) ?? instance.address,
    type: instance.type,
    nativeType: instance.type,
    at: declaration.at,
    properties: bodyOf(instance),
    attributes,
    conditional: instance.conditional,
    implicit: false,
  };
}

/** The body in ARM's shape; a nested resource has its parent like any other child. */
function bodyOf(instance: Instance): MapValue {
  const { declaration, evaluator, inside } = instance;
  const value = evaluator.evaluate(declaration.body);
  const entries = value.kind === "map" ? [...value.entries.values()].filter((one) => !directives.has(one.name)) : [];
  const nestedIn = inside === undefined ? [] : [entry("parent", reference(inside.address, declaration.at))];
  return map([...entries, ...nestedIn], declaration.at);
}

function fromRegistry(instance: Instance, scope: BicepScope): readonly NativeResource[] {
  const params = propertyOf(instance.declaration.body, "params");
  if (params === undefined) return [];
  const [value] = itemsOf(instance.evaluator.evaluate(params));
  return value?.kind === "map"
    ? nativesOfRegistryModule({
        module: instance.declaration.type,
        address: instance.address,
        scope: scope.name,
        at: instance.declaration.at,
        params: value,
      })
    : [];
}
