import { serviceOf } from "../../stack/platforms/azure/app-questions.ts";
import type { Link } from "../../stack/link.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const host = `{ "version": "2.0" }\n`;
const json = (input: string, output: string, connection = "Media") => `{
  "bindings": [
    { "type": "blobTrigger", "direction": "in", "name": "image", "path": "${input}", "connection": "Media" },
    { "type": "blob", "direction": "out", "name": "small", "path": "${output}", "connection": "${connection}" }
  ]
}
`;
const typescript = (output: string) => `import { app, output } from "@azure/functions";

const small = output.storageBlob({ path: "${output}", connection: "Media" });

app.storageBlob("resize", {
  path: "uploads/{name}",
  connection: "Media",
  extraOutputs: [small],
  handler: async (image, context) => context.extraOutputs.set(small, image),
});
`;

export const azOutputIntoWatchedContainer: Rule = {
  id: "az-output-into-watched-container",
  title: "The function writes where its own trigger watches",
  topics: ["4.5", "10.3"],
  category: "reliability",
  severity: "critical",
  platforms: ["azure"],
  source: "https://learn.microsoft.com/azure/azure-functions/functions-bindings-storage-blob-trigger",
  bad: [
    { head: { "host.json": host, "Resize/function.json": json("uploads/{name}", "uploads/{name}.webp") } },
    { head: { "host.json": host, "src/resize.ts": typescript("uploads/small/{rand-guid}.jpg") } },
  ],
  good: [
    { head: { "host.json": host, "Resize/function.json": json("uploads/{name}", "renditions/{name}") } },
    { head: { "host.json": host, "Resize/function.json": json("uploads/{name}.jpg", "uploads/{name}.webp") } },
    { head: { "host.json": host, "Resize/function.json": json("uploads/original-{name}", "uploads/small-{name}") } },
    { head: { "host.json": host, "Resize/function.json": json("uploads/{name}", "uploads/{name}", "Archive") } },
    { head: { "host.json": host, "src/resize.ts": typescript("renditions/{name}") } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const trigger of stack.linksOf("triggers", "azure")) {
      const handler = trigger.to.resource;
      if (handler === null || serviceOf(trigger) !== "blob") continue;
      const output = stack.linksFrom(handler, "writes").find((link) => serviceOf(link) === "blob" && writesInto(link, trigger));
      const [watched, written] = [trigger.string("path"), output?.string("path")];
      if (output === undefined || !watched.known || written?.known !== true) continue;
      yield {
        subject: handler,
        claim: `output:${written.value}`,
        evidence: [
          { at: written.at, note: "written" },
          { at: watched.at, note: "and watched" },
        ],
        what: `${named(handler)} writes blobs to ${named(written.value)}, which its own trigger ${named(watched.value)} matches, in the same account.`,
        why: `Every blob that it writes triggers it again, which writes another one, and so on without end: the app scales out on its own output, and executions and storage are billed until somebody stops it.`,
        fix: `Write into another container, or narrow the trigger's pattern so that it cannot match what the function writes.`,
      };
    }
  },
};

function writesInto(output: Link, trigger: Link): boolean {
  const [watched, written] = [trigger.string("path"), output.string("path")];
  const [from, to] = [trigger.string("connection"), output.string("connection")];
  if (!watched.known || !written.known || !from.known || !to.known || from.value.toLowerCase() !== to.value.toLowerCase()) return false;
  if (watched.value.includes("%") || written.value.includes("%")) return false;
  return matches(watched.value, sampleOf(written.value));
}

/** A name that the output may write: placeholders become a word without signs. */
function sampleOf(path: string): string {
  return partsOf(path)
    .map((part) => (part === null ? "sample" : part))
    .join("");
}

/** Whether a trigger's path matches a name. A path without a name part watches its whole container. */
function matches(pattern: string, name: string): boolean {
  const parts = partsOf(pattern.includes("/") ? pattern : `${pattern}/{name}`);
  let rest = name;
  let isOpen = false;
  for (const part of parts) {
    if (part === null) {
      isOpen = true;
      continue;
    }
    const at = isOpen ? rest.indexOf(part, 1) : rest.startsWith(part) ? 0 : -1;
    if (at === -1) return false;
    rest = rest.slice(at + part.length);
    isOpen = false;
  }
  return isOpen ? rest !== "" : rest === "" || (parts.at(-1) !== null && endsWith(name, parts.at(-1) ?? ""));
}

function endsWith(name: string, ending: string): boolean {
  return ending !== "" && name.endsWith(ending);
}

/** The literal parts of a path, with null for each placeholder. */
function partsOf(path: string): readonly (string | null)[] {
  const parts: (string | null)[] = [];
  let rest = path;
  for (let open = rest.indexOf("{"); open !== -1; open = rest.indexOf("{")) {
    const close = rest.indexOf("}", open);
    if (close === -1) break;
    if (open > 0) parts.push(rest.slice(0, open));
    parts.push(null);
    rest = rest.slice(close + 1);
  }
  return rest === "" ? parts : [...parts, rest];
}
