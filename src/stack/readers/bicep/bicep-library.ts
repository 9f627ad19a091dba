import type { Snapshot } from "../../../change/snapshot.ts";
import { parsedOnce } from "../../../syntax/parsed-once.ts";
import { parseTemplateFile } from "../../../syntax/template-document.ts";
import type { Note } from "../../native.ts";
import type { Value } from "../../value.ts";
import { Budget } from "../arm/budget.ts";
import { parseBicep } from "./parse-file.ts";
import type { BicepFile } from "./syntax.ts";

const mostModules = 300;
const longestFile = 1_000_000;

const parseFile = parsedOnce(parseBicep);

/** The Bicep files that one reading takes in, and the bounds that all of them share. */
export class BicepLibrary {
  readonly budget = new Budget();
  readonly notes: Note[] = [];
  readonly filesRead = new Set<string>();
  private readonly snapshot: Snapshot;
  private readonly files = new Map<string, BicepFile | undefined>();
  private modules = 0;

  constructor(snapshot: Snapshot) {
    this.snapshot = snapshot;
  }

  /** A parsed file; undefined where the repository does not hold it as text. */
  file(path: string): BicepFile | undefined {
    if (!this.files.has(path)) this.files.set(path, this.parse(path));
    return this.files.get(path);
  }

  /** The text of a file that `loadTextContent` names. */
  text(path: string): string | undefined {
    const content = this.snapshot.read(path);
    if (content.state !== "text") return undefined;
    this.filesRead.add(path);
    return content.text;
  }

  /** A JSON or YAML file that `loadJsonContent` or `loadYamlContent` names. */
  document(path: string): Value | undefined {
    const content = this.snapshot.read(path);
    if (content.state !== "text") return undefined;
    this.filesRead.add(path);
    return parseTemplateFile(path, content).documents[0];
  }

  /** Counts one more module; false beyond what one repository may hold. */
  mayOpen(path: string): boolean {
    this.modules += 1;
    if (this.modules === mostModules + 1) this.notes.push({ path, message: "there are too many modules; the rest was not read" });
    return this.modules <= mostModules;
  }

  private parse(path: string): BicepFile | undefined {
    const content = this.snapshot.read(path);
    if (content.state !== "text") return undefined;
    if (content.text.length > longestFile) {
      this.notes.push({ path, message: "the file is too long and was not read" });
      return undefined;
    }
    this.filesRead.add(path);
    const file = parseFile(path, content);
    if (file.errorLine !== undefined)
      this.notes.push({ path, line: file.errorLine, message: "Bicep syntax error or syntax that we do not know; this part is not read" });
    return file;
  }
}
