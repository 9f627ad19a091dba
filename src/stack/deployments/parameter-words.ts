import { type UnknownValue, type Value, entryOf, itemsOf, textOf } from "../value.ts";
import { unknown } from "../value-builders.ts";
import type { LocalFiles } from "../readers/cloudformation/local-files.ts";
import { splitAssignment, splitText } from "./expand-text.ts";
import { enter } from "./pipelines/pipeline.ts";

/** Parameters by name, and why there may be more. */
export interface Passed {
  readonly given: ReadonlyMap<string, Value>;
  readonly rest: UnknownValue | undefined;
}

interface Reading {
  readonly given: Map<string, Value>;
  rest: UnknownValue | undefined;
}

/** Where words name files: relative to `folder`. */
interface Surroundings {
  readonly folder: string;
  readonly files: LocalFiles;
}

/**
 * Parameters of CloudFormation as its tools write them: `Stage=prod Size=2`, `ParameterKey=Stage,ParameterValue=prod`, `file://parameters.json`, also several in
 * one word.
 */
export function parametersOf(words: readonly Value[], surroundings: Surroundings): Passed {
  const reading: Reading = { given: new Map(), rest: undefined };
  for (const word of words) {
    const parts = splitText(word, " \n\t");
    // A space that belongs to a value does not part two parameters.
    const isList = parts.length > 1 && parts.every((part) => splitAssignment(part) !== undefined);
    for (const part of isList ? parts : [word]) readPart(part, reading, surroundings);
  }
  return reading;
}

function readPart(part: Value, reading: Reading, surroundings: Surroundings): void {
  const text = textOf(part);
  if (text?.startsWith("file://") === true) return readFile(part, text.slice("file://".length), { reading, surroundings });
  const assigned = splitAssignment(part);
  if (assigned === undefined) reading.rest ??= notRead(part);
  else if (assigned.name === "ParameterKey") readPair(part, reading);
  else reading.given.set(assigned.name, assigned.value);
}

/** `ParameterKey=Stage,ParameterValue=prod` */
function readPair(part: Value, reading: Reading): void {
  const pieces = splitText(part, ",").map((piece) => splitAssignment(piece));
  const key = pieces.find((piece) => piece?.name === "ParameterKey");
  const value = pieces.find((piece) => piece?.name === "ParameterValue");
  const name = textOf(key?.value);
  if (name === undefined || value === undefined) reading.rest ??= notRead(part);
  else reading.given.set(name, value.value);
}

function readFile(
  part: Value,
  relative: string,
  { reading, surroundings }: { readonly reading: Reading; readonly surroundings: Surroundings },
): void {
  const path = enter(surroundings.folder, relative);
  const document = path === undefined ? undefined : surroundings.files.document(path);
  if (document === undefined) {
    reading.rest ??= unknown(`${relative} is made when the pipeline runs`, part.at);
    return;
  }
  readDocument(document, reading);
}

function readDocument(document: Value, reading: Reading): void {
  const parameters = entryOf(document, "Parameters")?.value ?? document;
  if (parameters.kind === "map") {
    for (const entry of parameters.entries.values()) reading.given.set(entry.name, entry.value);
    return;
  }
  for (const item of itemsOf(parameters)) {
    const name = textOf(entryOf(item, "ParameterKey")?.value);
    const value = entryOf(item, "ParameterValue")?.value;
    const assigned = name === undefined ? splitAssignment(item) : undefined;
    if (name !== undefined && value !== undefined) reading.given.set(name, value);
    else if (assigned !== undefined) reading.given.set(assigned.name, assigned.value);
    else reading.rest ??= notRead(item);
  }
}

function notRead(part: Value): UnknownValue {
  return part.kind === "unknown" ? part : unknown("more parameters are passed when the pipeline runs", part.at);
}
