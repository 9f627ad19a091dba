import type { Snapshot } from "../../change/snapshot.ts";
import type { Manifest, ManifestFact } from "./manifest.ts";

/** go.mod, directive by directive: https://go.dev/ref/mod#go-mod-file. Each stands on a line, alone or in a block of its kind. */
export function goManifest(path: string, snapshot: Snapshot): Manifest | undefined {
  const content = snapshot.read(path);
  if (content.state !== "text") return undefined;
  const dependencies = new Map<string, ManifestFact>();
  let runtime: ManifestFact | undefined;
  let block = "";
  for (const [index, line] of content.text.split("\n").entries()) {
    const isIndirect = line.includes("// indirect");
    const words = (line.split("//")[0] ?? "").trim().split(/\s+/u);
    const [first = "", second = ""] = words;
    if (second === "(") block = first;
    else if (first === ")") block = "";
    else {
      const [directive, name = "", version = ""] = block === "" ? words : [block, ...words];
      const at = { path, startLine: index + 1, endLine: index + 1 };
      if (directive === "go") runtime = { value: name, at };
      else if (directive === "require" && name !== "" && !isIndirect) dependencies.set(name, { value: version, at });
    }
  }
  return { ecosystem: "go", path, runtime, target: undefined, dependencies };
}
