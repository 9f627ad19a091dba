import type { Location } from "../../change/location.ts";
import type { Snapshot } from "../../change/snapshot.ts";
import { parsedOnce } from "../../syntax/parsed-once.ts";
import { type XmlElement, xmlElements } from "../../syntax/xml-elements.ts";
import type { ManifestFact } from "./manifest-fact.ts";

/** A property of a project file. Conditions are not evaluated. */
interface ProjectProperty extends ManifestFact {
  readonly name: string;
  readonly isConditional: boolean;
}

/** What a .csproj says, by its elements: what it imports is not read. */
export interface ProjectFile {
  /** `TargetFramework` and `AzureFunctionsVersion`, in their order, as often as they are written. */
  readonly properties: readonly ProjectProperty[];
  readonly packages: readonly { readonly name: string; readonly version: string | undefined; readonly at: Location }[];
  /** The whole file. */
  readonly at: Location;
}

const longestFile = 1_000_000;
const names = new Set(["TargetFramework", "AzureFunctionsVersion"]);

/** The .csproj at a path; undefined where it is absent, too long or not loaded yet. */
export function projectFileAt(path: string, snapshot: Snapshot): ProjectFile | undefined {
  const content = snapshot.read(path);
  return content.state === "text" && content.text.length <= longestFile ? parseOnce(path, content) : undefined;
}

const parseOnce = parsedOnce((path, text): ProjectFile => {
  const elements = xmlElements(path, text);
  let isInCondition = false;
  const properties: ProjectProperty[] = [];
  for (const { name, attributes, text: written, at } of elements) {
    if (name === "PropertyGroup") isInCondition = attributes.has("Condition");
    if (names.has(name)) properties.push({ name, value: written.trim(), isConditional: isInCondition || attributes.has("Condition"), at });
  }
  const packages = elements.filter(({ name }) => name === "PackageReference").map(packageOf);
  return { properties, packages, at: { path, startLine: 1, endLine: text.split("\n").length } };
});

function packageOf({ attributes, at }: XmlElement): ProjectFile["packages"][number] {
  return { name: attributes.get("Include") ?? "", version: attributes.get("Version"), at };
}
