import type { SharedValue } from "../../native.ts";
import { type Value, entryOf, textOf } from "../../value.ts";
import { reference } from "../../value-builders.ts";
import { exportOf } from "../cloudformation/template-set.ts";
import { functionAddress } from "./names.ts";
import type { Service } from "./service.ts";

/** What a service gives to others: exports and outputs of its stack, among them the ARN of each function, and its own `outputs`. */
export function sharedValuesOf(service: Service): readonly SharedValue[] {
  const name = textOf(service.name);
  const stage = textOf(service.stage);
  const stack = textOf(entryOf(service.provider, "stackName")?.value) ?? (name && stage && `${name}-${stage}`);
  const share = (store: SharedValue["store"], key: string | undefined, value: Value): readonly SharedValue[] =>
    key === undefined ? [] : [{ store, key, value, scope: service.path }];
  const declared = [...service.scope.section("Outputs").values()].flatMap((output) => {
    const value = service.scope.output(output.name);
    if (value === undefined) return [];
    return [...share("export", exportOf(output, service.scope).name, value), ...share("stack-output", stack && `${stack}.${output.name}`, value)];
  });
  const functions = service.functions.flatMap((member) => {
    const address = functionAddress(member.name);
    const output = `${address}QualifiedArn`;
    const value = reference(address, member.key, "Arn");
    return [
      ...share("stack-output", stack && `${stack}.${output}`, value),
      ...share("export", name && stage && `sls-${name}-${stage}-${output}`, value),
    ];
  });
  const outputs = service.outputs.flatMap((output) => share("service-output", name && `${name}.${output.name}`, output.value));
  return [...declared, ...functions, ...outputs];
}
