import { posix } from "node:path";
import type { FileContent, Snapshot } from "../../../change/snapshot.ts";
import type { TextContent } from "../../../syntax/parsed-once.ts";
import { parseTemplateFile } from "../../../syntax/template-document.ts";
import type { Note } from "../../native.ts";
import { RouteAllowance } from "../../open-api/route-allowance.ts";
import type { Value } from "../../value.ts";

/**
 * The path from the repository's root that a template means by a relative one; undefined for addresses elsewhere (S3, https, absolute paths) and for paths
 * that leave the repository.
 */
export function localPath(template: string, relative: string): string | undefined {
  if (relative.includes("://") || relative.startsWith("/") || relative.startsWith("arn:") || relative.includes("\u0000")) return undefined;
  const path = posix.normalize(posix.join(posix.dirname(template), relative));
  if (path === ".." || path.startsWith("../")) return undefined;
  return path.endsWith("/") && path.length > 1 ? path.slice(0, -1) : path;
}

/** The files that templates name: reads them through the snapshot and remembers which were read and what could not be understood. */
export class LocalFiles {
  readonly notes: Note[] = [];
  readonly read = new Set<string>();
  /** What the OpenAPI documents of templates may declare. The platform model counts them all again, and notes what was left out. */
  readonly routes = new RouteAllowance();
  private readonly snapshot: Snapshot;
  private readonly asked = new Map<string, FileContent>();
  private readonly looked = new Map<string, boolean>();
  private readonly documents = new Map<string, Value | undefined>();

  constructor(snapshot: Snapshot) {
    this.snapshot = snapshot;
  }

  /** The text of a file; undefined where it is not there, not yet loaded or not text. */
  text(path: string): string | undefined {
    return this.content(path)?.text;
  }

  /** The content of a file, for parsers that parse each once. */
  content(path: string): TextContent | undefined {
    const content = this.snapshot.read(path);
    this.asked.set(path, content);
    if (content.state !== "text") return undefined;
    this.read.add(path);
    return content;
  }

  /** The first document of a YAML or JSON file. */
  document(path: string): Value | undefined {
    if (this.documents.has(path)) return this.documents.get(path);
    const content = this.content(path);
    if (content === undefined) return undefined;
    const { documents, notes } = parseTemplateFile(path, content);
    this.notes.push(...notes);
    this.documents.set(path, documents[0]);
    return documents[0];
  }

  /** Whether the repository has the file, loaded or not. */
  has(path: string): boolean {
    const isThere = this.snapshot.entries.has(path);
    this.looked.set(path, isThere);
    return isThere;
  }

  /** Whether a snapshot answers all that was asked so far as this one did: what was made of the answers then holds for it too. */
  holdFor(snapshot: Snapshot): boolean {
    // All are asked, so that the snapshot hears of every file that it is to load.
    const changed = [...this.asked].filter(([path, before]) => !isSame(before, snapshot.read(path)));
    return changed.length === 0 && [...this.looked].every(([path, before]) => snapshot.entries.has(path) === before);
  }

  note(path: string, line: number, message: string): void {
    this.notes.push({ path, line, message });
  }
}

function isSame(one: FileContent, other: FileContent): boolean {
  return one.state === "text" ? other.state === "text" && one.blobId === other.blobId : one.state === other.state;
}
