import type { Location } from "../../../change/location.ts";
import type { Snapshot } from "../../../change/snapshot.ts";
import type { TextContent } from "../../../syntax/parsed-once.ts";
import type { Note } from "../../native.ts";
import { unknown } from "../../value-builders.ts";
import { type ReferenceValue, type Value, textOf } from "../../value.ts";
import { argumentOf } from "./instance-arguments.ts";
import { weightOf } from "./bounded-values.ts";
import { allowanceOfDocuments, documentOf } from "./document-text.ts";
import { resolvePath } from "./paths.ts";
import { RemoteStates } from "./remote-states.ts";
import type { ResourceInstance } from "./resource-instance.ts";

const longestWork = 400_000;
/** Parts of a value that cost as much as one step. */
const partsOfOneStep = 50;
const deepestEvaluation = 150;
const mostInstances = 2_000;

/** What all modules below one root module share: files, notes, bounds, and every resource instance. */
export class Evaluation {
  readonly rootFolder: string;
  readonly snapshot: Snapshot;
  readonly states: RemoteStates;
  readonly notes: Note[] = [];
  readonly filesRead = new Set<string>();
  /** While it is asked what exists: what only production has does not decide that. */
  private judging = false;
  private readonly documents = allowanceOfDocuments();
  private readonly instances = new Map<string, ResourceInstance>();
  private archives: Map<string, ResourceInstance> | undefined;
  private work = 0;
  private depth = 0;
  private readonly running = new Set<string>();

  constructor(rootFolder: string, snapshot: Snapshot, states: RemoteStates = new RemoteStates()) {
    this.rootFolder = rootFolder;
    this.snapshot = snapshot;
    this.states = states;
  }

  /** The text of a file named in HCL, relative to the root module; undefined where the repository does not hold it as text. */
  readText(path: string): { readonly path: string; readonly content: TextContent } | undefined {
    const resolved = resolvePath(this.rootFolder, path);
    if (resolved === undefined) return undefined;
    const content = this.snapshot.read(resolved);
    if (content.state !== "text") return undefined;
    this.filesRead.add(resolved);
    return { path: resolved, content };
  }

  /** The `archive_file` that writes a package to this path of the repository. */
  archiveWritingTo(path: string): ResourceInstance | undefined {
    this.archives ??= this.findArchives();
    return this.archives.get(path);
  }

  private findArchives(): Map<string, ResourceInstance> {
    const archives = new Map<string, ResourceInstance>();
    for (const instance of this.instances.values()) {
      if (instance.type !== "archive_file") continue;
      const output = textOf(argumentOf(instance, "output_path"));
      const path = output === undefined ? undefined : resolvePath(this.rootFolder, output);
      if (path !== undefined) archives.set(path, instance);
    }
    return archives;
  }

  get isJudging(): boolean {
    return this.judging;
  }

  /** Evaluates what decides whether something exists. */
  judge<T>(evaluate: () => T): T {
    const before = this.judging;
    this.judging = true;
    try {
      return evaluate();
    } finally {
      this.judging = before;
    }
  }

  /** Evaluates something that has a name, once at a time: a cycle becomes unknown instead of an endless loop. */
  guarded(name: string, at: Location, evaluate: () => Value): Value {
    if (this.running.has(name)) return unknown(`${name.slice(name.indexOf("|") + 1)} refers to itself`, at);
    this.running.add(name);
    try {
      return evaluate();
    } finally {
      this.running.delete(name);
    }
  }

  /** Counts one step of work; beyond the bounds everything is unknown. */
  bounded(at: Location, evaluate: () => Value): Value {
    this.work += 1;
    if (this.work > longestWork) {
      this.noteOnce({ path: at.path, line: at.startLine, message: "Terraform configuration is too large to evaluate whole; the rest is unknown" });
      return unknown("too much to evaluate", at);
    }
    if (this.depth >= deepestEvaluation) return unknown("nested too deeply", at);
    this.depth += 1;
    try {
      const value = evaluate();
      this.work += weightOf(value) / partsOfOneStep;
      return value;
    } finally {
      this.depth -= 1;
    }
  }

  /** The tree of a JSON or YAML text; unknown where the documents before it took all the room. */
  document(value: Value): Value {
    const document = documentOf(value, this.documents);
    if (this.documents.parsed.isSpent || this.documents.converted.isSpent)
      this.noteOnce({
        path: value.at.path,
        line: value.at.startLine,
        message: "the documents of this configuration are too many to read; those after this one are unknown",
      });
    return document;
  }

  /** Registers an instance; false where there are too many. */
  register(instance: ResourceInstance): boolean {
    if (this.instances.size >= mostInstances) {
      this.noteOnce({
        path: instance.block.at.path,
        line: instance.block.at.startLine,
        message: "Terraform configuration has too many resources; the rest is not read",
      });
      return false;
    }
    const key = `${instance.moduleScope}|${instance.address}`;
    this.instances.set(key, instance);
    this.states.instances.set(key, instance);
    return true;
  }

  /** The instance that a reference points to, also where another root module gave it as an output. */
  instanceOf(reference: ReferenceValue): ResourceInstance | undefined {
    return this.states.instances.get(`${reference.scope ?? ""}|${reference.address}`);
  }

  noteOnce(note: Note): void {
    if (!this.notes.some((one) => one.message === note.message)) this.notes.push(note);
  }
}
