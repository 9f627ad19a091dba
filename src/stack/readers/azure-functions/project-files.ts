import type { Location } from "../../../change/location.ts";
import type { Snapshot } from "../../../change/snapshot.ts";
import type { MapValue } from "../../value.ts";
import { entry, list, map, mapOf, scalar } from "../../value-builders.ts";

/** What a .csproj says about the function app: target framework, Functions version and packages with their versions. */
export interface DotnetProject {
  readonly path: string;
  readonly model: "dotnet-in-process" | "dotnet-isolated";
  /** The package that decides the model. */
  readonly modelAt: Location;
  readonly facts: MapValue;
}

/** Reads a .csproj; undefined where it is no function app's. Project files are read by their elements, not evaluated. */
export function readDotnetProject(path: string, snapshot: Snapshot): DotnetProject | undefined {
  const content = snapshot.read(path);
  if (content.state !== "text" || content.text.length > 1_000_000) return undefined;
  const elements = elementsOf(content.text, path);
  const packages = elements.filter((one) => one.name === "PackageReference");
  const named = (name: string) => packages.find((one) => one.attributes.get("Include")?.toLowerCase() === name.toLowerCase());
  const isolated = named("Microsoft.Azure.Functions.Worker");
  const deciding = isolated ?? named("Microsoft.NET.Sdk.Functions");
  if (deciding === undefined) return undefined;
  const whole: Location = { path, startLine: 1, endLine: content.text.split("\n").length };
  const facts = elements
    .filter((one) => one.name === "TargetFramework" || one.name === "AzureFunctionsVersion")
    .map((one) => entry(one.name, scalar(one.text.trim(), one.at)));
  const listed = packages.map((one) =>
    mapOf({ name: scalar(one.attributes.get("Include") ?? "", one.at), version: scalar(one.attributes.get("Version") ?? null, one.at) }, one.at),
  );
  return {
    path,
    model: isolated === undefined ? "dotnet-in-process" : "dotnet-isolated",
    modelAt: deciding.at,
    facts: map([...facts, entry("path", scalar(path, whole)), entry("packages", list(listed, whole))], whole),
  };
}

interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly text: string;
  readonly at: Location;
}

/** The start tags of an XML text with their attributes and the text up to the next tag; comments are left out. */
function elementsOf(text: string, path: string): readonly XmlElement[] {
  const elements: XmlElement[] = [];
  let line = 1;
  let counted = 0;
  for (let start = text.indexOf("<"); start !== -1; start = text.indexOf("<", start + 1)) {
    if (text.startsWith("<!--", start)) {
      const end = text.indexOf("-->", start);
      if (end === -1) break;
      start = end;
      continue;
    }
    const end = text.indexOf(">", start);
    if (end === -1) break;
    for (; counted < start; counted += 1) if (text[counted] === "\n") line += 1;
    const tag = text.slice(start + 1, text[end - 1] === "/" ? end - 1 : end);
    const next = text.indexOf("<", end);
    const name = tag.split(/\s/u, 1)[0] ?? "";
    const at = { path, startLine: line, endLine: line, start, end: end + 1 };
    if (!tag.startsWith("/") && !tag.startsWith("?"))
      elements.push({ name, attributes: attributesOf(tag), text: text.slice(end + 1, next === -1 ? undefined : next), at });
  }
  return elements;
}

function attributesOf(tag: string): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  let rest = tag;
  for (let equals = rest.indexOf("="); equals !== -1; equals = rest.indexOf("=")) {
    const name = rest.slice(0, equals).trim().split(/\s/u).at(-1) ?? "";
    const value = rest.slice(equals + 1).trimStart();
    const quote = value.charAt(0);
    const end = quote === '"' || quote === "'" ? value.indexOf(quote, 1) : -1;
    if (end === -1) break;
    attributes.set(name, value.slice(1, end));
    rest = value.slice(end + 1);
  }
  return attributes;
}
