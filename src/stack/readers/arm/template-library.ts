import { posix } from "node:path";
import type { Snapshot } from "../../../change/snapshot.ts";
import { parseTemplateFile } from "../../../syntax/template-document.ts";
import type { Note } from "../../native.ts";
import { type MapValue, entryOf, textOf } from "../../value.ts";
import { Budget } from "./budget.ts";

const mostScopes = 200;

/** The files that one reading takes in, and the bounds that all of them share. */
export class TemplateLibrary {
  readonly snapshot: Snapshot;
  readonly budget = new Budget();
  readonly notes: Note[] = [];
  readonly filesRead = new Set<string>();
  /** Templates that another one deploys: they are no deployments of their own. */
  readonly linked = new Set<string>();
  private readonly templates = new Map<string, MapValue | undefined>();
  private scopes = 0;

  constructor(snapshot: Snapshot) {
    this.snapshot = snapshot;
  }

  /** The template in a file; undefined where the file is none, or is not loaded. */
  template(path: string): MapValue | undefined {
    if (!this.templates.has(path)) this.templates.set(path, this.parse(path));
    return this.templates.get(path);
  }

  /** A document of the repository, whatever it is. */
  document(path: string): MapValue | undefined {
    const content = this.snapshot.read(path);
    if (content.state !== "text") return undefined;
    const { documents, notes } = parseTemplateFile(path, content);
    const [document] = documents;
    if (document?.kind !== "map") return undefined;
    this.filesRead.add(path);
    this.notes.push(...notes);
    return document;
  }

  /** Counts one more deployment; false beyond what one repository may hold. */
  mayOpen(path: string): boolean {
    this.scopes += 1;
    if (this.scopes === mostScopes + 1) this.notes.push({ path, message: "there are too many nested deployments; the rest was not read" });
    return this.scopes <= mostScopes;
  }

  private parse(path: string): MapValue | undefined {
    const content = this.snapshot.read(path);
    if (content.state !== "text" || !content.text.toLowerCase().includes("deploymenttemplate.json")) return undefined;
    const document = this.document(path);
    const schema = textOf(entryOf(document, "$schema")?.value)?.toLowerCase();
    return schema?.includes("deploymenttemplate.json") === true ? document : undefined;
  }
}

/** A path that a file names, from the repository's root; undefined where it leaves the repository. */
export function pathBeside(file: string, relative: string): string | undefined {
  if (relative.includes("://") || relative.startsWith("/") || relative.includes("\u0000")) return undefined;
  const path = posix.normalize(posix.join(posix.dirname(file), relative));
  return path === ".." || path.startsWith("../") ? undefined : path;
}
