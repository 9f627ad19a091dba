import type { Location } from "../../../change/location.ts";
import type { Snapshot } from "../../../change/snapshot.ts";
import { xmlElements } from "../../../syntax/xml-elements.ts";
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
  const elements = xmlElements(path, content.text);
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
