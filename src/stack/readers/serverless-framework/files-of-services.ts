import type { Snapshot } from "../../../change/snapshot.ts";
import { isGenerated } from "../cloudformation/claims.ts";
import { localPath } from "../cloudformation/local-files.ts";

const serviceNames = new Set([
  "serverless.yml",
  "serverless.yaml",
  "serverless.json",
  "serverless.ts",
  "serverless.js",
  "serverless.cjs",
  "serverless.mjs",
]);

/** Whether a path is the configuration of a Serverless Framework service, also under a name such as serverless.api.yml. */
export function isServicePath(path: string): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return serviceNames.has(name) || /^serverless[.-][\w.-]+\.ya?ml$/.test(name);
}

/** Files that services take in with `${file(…)}`, followed through the files themselves. */
export function filesOfServerlessServices(snapshot: Snapshot): ReadonlySet<string> {
  const found = new Set<string>();
  for (const service of [...snapshot.entries.keys()].filter((path) => isServicePath(path) && !isGenerated(path))) {
    const folder = service.slice(0, service.lastIndexOf("/") + 1);
    const open = [service];
    for (let path = open.pop(); path !== undefined; path = open.pop()) {
      const content = snapshot.read(path);
      if (content.state !== "text") continue;
      for (const mentioned of filesIn(content.text)) {
        // Paths are relative to the service, wherever the variable stands.
        const file = localPath(`${folder}serverless.yml`, mentioned);
        if (file === undefined || found.has(file)) continue;
        found.add(file);
        open.push(file);
      }
    }
  }
  return found;
}

function filesIn(text: string): readonly string[] {
  const marker = "${file(";
  const files: string[] = [];
  for (let start = text.indexOf(marker); start !== -1; start = text.indexOf(marker, start + 1)) {
    const end = text.indexOf(")", start);
    if (end !== -1) files.push(text.slice(start + marker.length, end).trim());
  }
  return files;
}
