import type { Snapshot } from "../../change/snapshot.ts";
import { xmlElements } from "../../syntax/xml-elements.ts";
import type { Manifest } from "./manifest.ts";

const longestFile = 1_000_000;

/** A .csproj by its elements; conditions and imported properties are not evaluated, and of several frameworks none is told. */
export function dotnetManifest(path: string, snapshot: Snapshot): Manifest | undefined {
  const content = snapshot.read(path);
  if (content.state !== "text" || content.text.length > longestFile) return undefined;
  const elements = xmlElements(path, content.text);
  const frameworks = elements.filter(({ name }) => name === "TargetFramework");
  const [framework] = frameworks;
  const value = framework?.text.trim() ?? "";
  const isKnown = framework !== undefined && frameworks.length === 1 && value !== "" && !value.includes("$(");
  const packages = elements.flatMap(({ name, attributes, at }) => {
    const included = name === "PackageReference" ? attributes.get("Include") : undefined;
    return included === undefined ? [] : [[included, { value: attributes.get("Version") ?? "", at }] as const];
  });
  return {
    ecosystem: "dotnet",
    path,
    runtime: isKnown ? { value, at: framework.at } : undefined,
    target: undefined,
    dependencies: new Map(packages),
  };
}
