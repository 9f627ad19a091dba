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

/** `clock`: what passes on the wall, or what the main thread computes, which holds still on a busy machine. With `paths`, only the floor is measured: parsing these files of both sides, each content once. */
export interface Task {
  readonly subject: Subject;
  readonly clock: "wall" | "cpu";
  readonly paths?: { readonly base: readonly string[]; readonly head: readonly string[] };
}

/** Milliseconds by step, the peak of the process in megabytes, and what was seen. */
export interface Measurement {
  readonly milliseconds: Readonly<Record<string, number>>;
  readonly peakMegabytes: number;
  readonly changedFiles: number;
  readonly paths: { readonly base: readonly string[]; readonly head: readonly string[] };
  readonly resources: number;
  readonly findings: number;
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

  enter(step: string): string {
    const time = now();
    const before = this.step;
    this.milliseconds[before] = (this.milliseconds[before] ?? 0) + time - this.since;
    this.step = step;
    this.since = time;
    return before;
  }
}

function watched(snapshot: Snapshot, watch: StopWatch): Snapshot {
  return {
    commit: snapshot.commit,
    entries: snapshot.entries,
    wanted: snapshot.wanted,
    read: (path) => snapshot.read(path),
    async load(paths) {
      const step = watch.enter("load");
      await snapshot.load(paths);
      watch.enter(step);
    },
  };
}

async function measureUnderstanding(subject: Subject): Promise<Measurement> {
  const tools = await createStackTools();
  const watch = new StopWatch();
  const source = await changeOfSubject(subject);
  const change: Change = { ...source, base: watched(source.base, watch), head: watched(source.head, watch) };
  const understanding = await understand(change, tools, (part) => watch.enter(part));
  const { base, head } = understanding;
  if (subject.kind === "synthetic" && head.notes.length > 0) throw new Error(`not understood: ${JSON.stringify(head.notes[0])}`);
  watch.enter("inspect");
  const { findings } = inspect(change, understanding, rules, reviewDay);
  watch.enter("end");
  return {
    milliseconds: watch.milliseconds,
    peakMegabytes: peakMegabytes(),
    changedFiles: change.files.length,
    paths: { base: [...base.files], head: [...head.files] },
    resources: head.resources.length,
    findings: findings.length,
  };
}

async function measureFloor(subject: Subject, paths: NonNullable<Task["paths"]>): Promise<Measurement> {
  await loadGrammars();
  const { base, head, files } = await changeOfSubject(subject);
  await base.load(paths.base);
  await head.load(paths.head);
  const texts = new Map([...textsOf(base, paths.base), ...textsOf(head, paths.head)]);
  const watch = new StopWatch();
  watch.enter("floor");
  parseOnly([...texts.values()]);
  watch.enter("end");
  return { milliseconds: watch.milliseconds, peakMegabytes: peakMegabytes(), changedFiles: files.length, paths, resources: 0, findings: 0 };
}

function* textsOf(snapshot: Snapshot, paths: readonly string[]): Iterable<readonly [string, { readonly path: string; readonly text: string }]> {
  for (const path of paths) {
    const content = snapshot.read(path);
    if (content.state === "text") yield [`${content.blobId} ${path}`, { path, text: content.text }];
  }
}

function peakMegabytes(): number {
  return process.resourceUsage().maxRSS / 1024;
}

const task: Task = JSON.parse(await text(process.stdin));
const measurement = task.paths === undefined ? await measureUnderstanding(task.subject) : await measureFloor(task.subject, task.paths);
process.stdout.write(JSON.stringify(measurement));
