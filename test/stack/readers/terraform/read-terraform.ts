import type { NativeResource, Reading } from "../../../../src/stack/native.ts";
import { terraformReader } from "../../../../src/stack/readers/terraform/terraform-reader.ts";
import { valueAt } from "../../../../src/stack/value.ts";
import { memorySnapshot } from "../../../support/memory-snapshot.ts";
import { shown } from "../../../support/shown-value.ts";

/** Reads files that are given by path, as the reader gets them. */
export function readTerraform(files: Readonly<Record<string, string>>, pending: readonly string[] = []): Reading {
  const snapshot = memorySnapshot(files, pending);
  return terraformReader.read(
    [...snapshot.entries.keys()].filter((path) => terraformReader.claims(path)),
    snapshot,
  );
}

/** The resource of that name; fails where there is none. */
export function resourceNamed(reading: Reading, name: string): NativeResource {
  const found = reading.resources.find((resource) => resource.name === name);
  if (found === undefined) throw new Error(`no resource ${name} among ${reading.resources.map((resource) => resource.name).join(", ")}`);
  return found;
}

/** The whole of the properties as plain data. */
export function propertiesOf(reading: Reading, name: string): unknown {
  return shown(resourceNamed(reading, name).properties);
}

/** What an expression evaluates to, written as the argument of an unknown resource type. */
export function evaluated(expression: string, more = "", files: Readonly<Record<string, string>> = {}): unknown {
  const reading = readTerraform({ "main.tf": `resource "aws_thing" "it" {\n  value = ${expression}\n}\n${more}`, ...files });
  return shown(valueAt(resourceNamed(reading, "it").properties, "value"));
}
