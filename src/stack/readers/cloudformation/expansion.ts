import { type MapEntry, type MapValue, type Value, entryOf, itemsOf, textOf } from "../../value.ts";
import { list, map, relocated, scalar } from "../../value-builders.ts";

/** Copies that the loops of one template may make, nested ones multiplied. */
const maximumCopies = 2000;
/** Values in these copies together: CloudFormation takes 500 resources of at most 1 MB. */
const maximumCopiedValues = 200_000;

/** What the expansion of a whole template needs: the fragment behind `AWS::Include`, and lists that are written as a parameter or mapping. */
interface ExpansionContext {
  readonly include: (location: string) => Value | undefined;
  readonly listOf: (collection: Value) => readonly string[] | undefined;
  readonly note: (message: string, line: number) => void;
}

interface Expansion extends ExpansionContext {
  copies: number;
  copiedValues: number;
}

/** The template with loops (`Fn::ForEach`) written out and local includes (`AWS::Include`) inserted. What cannot be expanded stays as it is, with a note. */
export function expanded(value: Value, context: ExpansionContext): Value {
  return expand(value, { ...context, copies: 0, copiedValues: 0 });
}

function expand(value: Value, context: Expansion): Value {
  if (value.kind === "list")
    return list(
      value.items.map((item) => expand(item, context)),
      value.at,
    );
  if (value.kind !== "map") return value;
  const whole = value.entries.size === 1 ? included(value.entries.get("Fn::Transform")?.value, context) : undefined;
  if (whole !== undefined) return whole;
  return map(
    [...value.entries.values()].flatMap((entry) => expandedEntry(entry, context)),
    value.at,
  );
}

function expandedEntry(entry: MapEntry, context: Expansion): readonly MapEntry[] {
  if (entry.name.startsWith("Fn::ForEach::")) return loop(entry, context);
  if (entry.name === "Fn::Transform") {
    const fragment = included(entry.value, context);
    return fragment?.kind === "map" ? [...fragment.entries.values()] : [entry];
  }
  return [{ ...entry, value: expand(entry.value, context) }];
}

function included(transform: Value | undefined, context: Expansion): Value | undefined {
  if (textOf(entryOf(transform, "Name")?.value) !== "AWS::Include") return undefined;
  const location = textOf(entryOf(entryOf(transform, "Parameters")?.value, "Location")?.value);
  return location === undefined ? undefined : context.include(location);
}

function loop(entry: MapEntry, context: Expansion): readonly MapEntry[] {
  const [identifier, collection, body] = itemsOf(entry.value);
  const name = textOf(identifier);
  const values = collection === undefined ? undefined : context.listOf(collection);
  if (name === undefined || values === undefined || body?.kind !== "map") {
    context.note(`${entry.name} was not expanded: its list is not known`, entry.at.startLine);
    return [];
  }
  return values.flatMap((value) => {
    if (!hasRoom(context, entry.at.startLine)) return [];
    const copy = substituted(body, { name, text: value }, context);
    return copy.kind === "map" ? [...copy.entries.values()].flatMap((one) => expandedEntry(one, context)) : [];
  });
}

/** Takes the room of one more copy; a note where there is none. */
function hasRoom(context: Expansion, line: number): boolean {
  if (context.copies >= maximumCopies) return false;
  context.copies += 1;
  if (context.copies < maximumCopies && context.copiedValues < maximumCopiedValues) return true;
  context.copies = maximumCopies;
  const most = context.copiedValues < maximumCopiedValues ? `${maximumCopies} copies` : `${maximumCopiedValues} values`;
  context.note(`the loops of this template make more than ${most}`, line);
  return false;
}

/** The name that a loop gives, and what stands for it in one copy. */
interface Substitution {
  readonly name: string;
  readonly text: string;
}

function substituted(value: Value, given: Substitution, context: Expansion): Value {
  context.copiedValues += 1;
  if (value.kind === "scalar") return typeof value.value === "string" ? scalar(inText(value.value, given), value.at) : value;
  if (value.kind === "list")
    return list(
      value.items.map((item) => substituted(item, given, context)),
      value.at,
    );
  if (value.kind !== "map") return value;
  if (isRefTo(value, given.name)) return relocated(scalar(given.text, value.at), value.at);
  return map(
    [...value.entries.values()].map((entry) => ({ ...entry, name: inText(entry.name, given), value: substituted(entry.value, given, context) })),
    value.at,
  );
}

function isRefTo(value: MapValue, name: string): boolean {
  return value.entries.size === 1 && textOf(value.entries.get("Ref")?.value) === name;
}

/** `&{Name}` is the spelling that drops what may not stand in a logical id. */
function inText(source: string, { name, text }: Substitution): string {
  if (!source.includes(name)) return source;
  return source.replaceAll(`\${${name}}`, text).replaceAll(`&{${name}}`, text.replaceAll(/[^A-Za-z0-9]/g, ""));
}
