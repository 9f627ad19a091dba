import type { Snapshot } from "../../../../change/snapshot.ts";
import type { DocumentValue } from "../../../../syntax/document-value.ts";
import { parseTemplateFile } from "../../../../syntax/template-document.ts";
import { type Datum, literal, unknownDatum } from "./datum.ts";

/** A JSON file that a program imports. */
export function jsonDatum(path: string, snapshot: Snapshot): Datum | undefined {
  const content = snapshot.read(path);
  if (content.state !== "text") return undefined;
  const [document] = parseTemplateFile(path, content).documents;
  return document === undefined ? undefined : datumOf(document);
}

function datumOf(value: DocumentValue): Datum {
  switch (value.kind) {
    case "scalar":
      return literal(value.value, value.at);
    case "list":
      return { kind: "list", items: value.items.map(datumOf), open: undefined, at: value.at };
    case "map": {
      const fields = [...value.entries.values()].map((entry) => [entry.name, { value: datumOf(entry.value), key: entry.key, at: entry.at }] as const);
      return { kind: "object", fields: new Map(fields), open: undefined, depth: 0, at: value.at };
    }
    default:
      return unknownDatum(value.reason, value.at);
  }
}
