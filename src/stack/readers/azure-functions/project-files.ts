import type { Location } from "../../../change/location.ts";
import type { Snapshot } from "../../../change/snapshot.ts";
import { projectFileAt } from "../../../handlers/manifests/project-file.ts";
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

/** Reads a .csproj; undefined where it is no function app's. */
export function readDotnetProject(path: string, snapshot: Snapshot): DotnetProject | undefined {
  const project = projectFileAt(path, snapshot);
  if (project === undefined) return undefined;
  const { properties, packages, at: whole } = project;
  const named = (name: string) => packages.find((one) => one.name.toLowerCase() === name.toLowerCase());
  const isolated = named("Microsoft.Azure.Functions.Worker");
  const deciding = isolated ?? named("Microsoft.NET.Sdk.Functions");
  if (deciding === undefined) return undefined;
  const facts = properties.map(({ name, value, at }) => entry(name, scalar(value, at)));
  const listed = packages.map(({ name, version, at }) => mapOf({ name: scalar(name, at), version: scalar(version ?? null, at) }, at));
  return {
    path,
    model: isolated === undefined ? "dotnet-in-process" : "dotnet-isolated",
    modelAt: deciding.at,
    facts: map([...facts, entry("path", scalar(path, whole)), entry("packages", list(listed, whole))], whole),
  };
}
