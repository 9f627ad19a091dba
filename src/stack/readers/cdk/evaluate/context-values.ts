import type { Location } from "../../../../change/location.ts";
import type { Snapshot } from "../../../../change/snapshot.ts";
import { deploymentsOf } from "../../../deployments/deployments.ts";
import { agreedAmong, valuePassed } from "../../../deployments/deployment.ts";
import type { Value } from "../../../value.ts";
import { unknown } from "../../../value-builders.ts";
import { type Datum, literal, unknownDatum } from "./datum.ts";
import { jsonDatum } from "./json-datum.ts";

/**
 * A context value of the program in a folder: what its deployments pass (`cdk deploy -c stage=prod`), else what cdk.json and cdk.context.json say. Undefined where
 * none says anything: then people pass it.
 */
export function contextValue(
  key: string,
  folder: string,
  { snapshot, at }: { readonly snapshot: Snapshot; readonly at: Location },
): Datum | undefined {
  const written = writtenContext(key, folder, snapshot);
  const deployments = deploymentsOf(snapshot).of("cdk", folder);
  const passed = deployments.map((deployment) => ({ label: deployment.label, value: valuePassed(deployment, key) }));
  if (passed.every(({ value }) => value === undefined)) return written;
  const own =
    written?.kind === "literal" && written.value !== undefined ? ({ kind: "scalar", value: written.value, at: written.at } as const) : undefined;
  const candidates = passed.map(({ label, value }) => ({ label, value: value ?? own ?? unknown(`the context value ${key} is not given`, at) }));
  return datumOf(agreedAmong(`the context value ${key}`, candidates, at), at);
}

function datumOf(value: Value, at: Location): Datum {
  if (value.kind === "scalar") return literal(value.value, { ...at, from: value.at });
  return unknownDatum(value.kind === "unknown" ? value.reason : "a part of the context value is known at deployment", at);
}

/** cdk.json holds before what the CDK stored of its look-ups, and what people keep, in cdk.context.json. */
function writtenContext(key: string, folder: string, snapshot: Snapshot): Datum | undefined {
  const documents = ["cdk.json", "cdk.context.json"].map((name) => {
    const path = folder === "" ? name : `${folder}/${name}`;
    return snapshot.entries.has(path) ? jsonDatum(path, snapshot) : undefined;
  });
  const [project, stored] = documents;
  const context = project?.kind === "object" ? project.fields.get("context")?.value : undefined;
  return valueIn(context, key) ?? valueIn(stored, key);
}

function valueIn(context: Datum | undefined, key: string): Datum | undefined {
  return context?.kind === "object" ? context.fields.get(key)?.value : undefined;
}
