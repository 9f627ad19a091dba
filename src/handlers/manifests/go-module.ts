import type { Snapshot } from "../../change/snapshot.ts";
import { parsedOnce } from "../../syntax/parsed-once.ts";

/** The name of the module that a go.mod declares; undefined where it cannot be read (yet). Go compiles to one program, so its version binds no runtime. */
export function goModuleAt(path: string, snapshot: Snapshot): string | undefined {
  const content = snapshot.read(path);
  return content.state === "text" ? (nameOnce(path, content) ?? undefined) : undefined;
}

/** Each directive stands on a line: https://go.dev/ref/mod#go-mod-file-module */
const nameOnce = parsedOnce((_path, text): string | null => {
  for (const line of text.split("\n")) {
    const [directive, name] = (line.split("//")[0] ?? "").trim().split(/\s+/u);
    if (directive === "module" && name !== undefined) return name.replaceAll(/["`]/gu, "");
  }
  return null;
});
