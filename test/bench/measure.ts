// One measurement in a process of its own. Reads a Task as JSON from stdin, prints a Measurement as JSON.
import { text } from "node:stream/consumers";
import type { Change } from "../../src/change/change.ts";
import type { Snapshot } from "../../src/change/snapshot.ts";
import { inspect } from "../../src/review/inspect.ts";
import { understand } from "../../src/review/understand.ts";
import { rules } from "../../src/rules/index.ts";
import { createStackTools } from "../../src/stack/stack-tools.ts";
import { loadGrammars } from "../../src/syntax/tree-sitter.ts";
import { parseOnly } from "./floor.ts";
import { type Subject, changeOfSubject } from "./measured-change.ts";
import { type ParsedText, kilobytesOf, needed, parsedTexts } from "./parsed-text.ts";

/** `clock`: what passes on the wall, or what the main thread computes, which holds still on a busy machine. */
export type Task =
  | { readonly what: "understanding"; readonly subject: Subject; readonly clock: Clock }
  /** What understanding hands to parsers, in a process that takes notes of it (`record-parsing.ts`). */
  | { readonly what: "parsing"; readonly subject: Subject; readonly clock: Clock }
  /** Parsing these texts alone. */
  | { readonly what: "floor"; readonly texts: readonly ParsedText[]; readonly clock: Clock };

type Clock = "wall" | "cpu";

/** Milliseconds by step, the peak of the process in megabytes, and what was seen. */
export interface Measurement {
  readonly milliseconds: Readonly<Record<string, number>>;
  readonly peakMegabytes: number;
  readonly changedFiles: number;
  readonly filesRead: number;
  readonly resources: number;
  readonly findings: number;
  /** What understanding parsed, as often as it did; nothing where nobody took notes. */
  readonly parsedKilobytes: number;
  /** What of it had to be parsed. */
  readonly texts: readonly ParsedText[];
}

const reviewDay = new Date("2026-11-23T00:00:00Z");

function now(): number {
  if (task.clock === "wall") return performance.now();
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** Adds up time by step; the time of `load` is taken out of the step that it interrupts. */
class StopWatch {
  readonly milliseconds: Record<string, number> = {};
  private step = "gather";
  private since = now();
  private interrupted = "";
  private loads = 0;

  enter(step: string): string {
    const time = now();
    const before = this.step;
    this.milliseconds[before] = (this.milliseconds[before] ?? 0) + time - this.since;
    this.step = step;
    this.since = time;
    return before;
  }

  /** Base and head load at the same time: the step goes on when both are done. */
  async whileLoading(load: () => Promise<void>): Promise<void> {
    this.loads += 1;
    if (this.loads === 1) this.interrupted = this.enter("load");
    await load();
    this.loads -= 1;
    if (this.loads === 0) this.enter(this.interrupted);
  }
}

/** Times what is loaded. `files` takes the text of each file that is read, by content and path. */
function watched(snapshot: Snapshot, watch: StopWatch, files: Map<string, string> | null): Snapshot {
  return {
    commit: snapshot.commit,
    entries: snapshot.entries,
    wanted: snapshot.wanted,
    read(path) {
      const content = snapshot.read(path);
      if (content.state === "text") files?.set(`${content.blobId} ${path}`, content.text);
      return content;
    },
    load: (paths) => watch.whileLoading(() => snapshot.load(paths)),
  };
}

async function measureUnderstanding(subject: Subject, files: Map<string, string> | null): Promise<Measurement> {
  const tools = await createStackTools();
  const watch = new StopWatch();
  const source = await changeOfSubject(subject);
  const change: Change = { ...source, base: watched(source.base, watch, files), head: watched(source.head, watch, files) };
  const understanding = await understand(change, tools, (part) => watch.enter(part));
  const { base, head } = understanding;
  if (subject.kind === "synthetic" && head.notes.length > 0) throw new Error(`not understood: ${JSON.stringify(head.notes[0])}`);
  const parsed = parsedTexts();
  watch.enter("inspect");
  const { findings } = inspect(change, understanding, rules, reviewDay);
  watch.enter("end");
  return {
    milliseconds: watch.milliseconds,
    peakMegabytes: peakMegabytes(),
    changedFiles: change.files.length,
    filesRead: new Set([...base.files, ...head.files]).size,
    resources: head.resources.length,
    findings: findings.length,
    parsedKilobytes: kilobytesOf(parsed),
    texts: needed(parsed, files?.values() ?? []),
  };
}

async function measureFloor(texts: readonly ParsedText[]): Promise<Measurement> {
  await loadGrammars();
  const watch = new StopWatch();
  watch.enter("floor");
  parseOnly(texts);
  watch.enter("end");
  return {
    milliseconds: watch.milliseconds,
    peakMegabytes: peakMegabytes(),
    changedFiles: 0,
    filesRead: 0,
    resources: 0,
    findings: 0,
    parsedKilobytes: 0,
    texts: [],
  };
}

function peakMegabytes(): number {
  return process.resourceUsage().maxRSS / 1024;
}

const task: Task = JSON.parse(await text(process.stdin));
const measurement =
  task.what === "floor" ? await measureFloor(task.texts) : await measureUnderstanding(task.subject, task.what === "parsing" ? new Map() : null);
process.stdout.write(JSON.stringify(measurement));
