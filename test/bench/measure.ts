// One measurement in a process of its own: `measure.ts understand|floor SUBJECT`, where SUBJECT is JSON. Prints one line of JSON.
import type { Change } from "../../src/change/change.ts";
import type { Snapshot } from "../../src/change/snapshot.ts";
import { inspect } from "../../src/review/inspect.ts";
import { type Understanding, understand } from "../../src/review/understand.ts";
import { rules } from "../../src/rules/index.ts";
import { createStackTools } from "../../src/stack/stack-tools.ts";
import { parseOnly } from "./floor.ts";
import { type Subject, changeOfSubject } from "./measured-change.ts";

/** Milliseconds by step, megabytes at the peak of the process, and what was seen. */
export interface Measurement {
  readonly milliseconds: Readonly<Record<string, number>>;
  readonly peakMegabytes: number;
  readonly changedFiles: number;
  readonly readFiles: number;
  readonly resources: number;
  readonly findings: number;
}

const reviewDay = new Date("2026-11-23T00:00:00Z");

/** Time spent in `load`, apart from what else a step does. */
function timed(snapshot: Snapshot, spend: (milliseconds: number) => void): Snapshot {
  return {
    commit: snapshot.commit,
    entries: snapshot.entries,
    get wanted() {
      return snapshot.wanted;
    },
    read: (path) => snapshot.read(path),
    async load(paths) {
      const start = performance.now();
      await snapshot.load(paths);
      spend(performance.now() - start);
    },
  };
}

async function measureUnderstanding(subject: Subject): Promise<Measurement> {
  const tools = await createStackTools();
  let start = performance.now();
  const source = await changeOfSubject(subject);
  const milliseconds: Record<string, number> = { gather: performance.now() - start, load: 0, base: 0, head: 0, delta: 0 };
  let step = "gather";
  let loading = 0;
  const end = () => {
    if (step !== "gather") milliseconds[step] = performance.now() - start - loading;
    milliseconds["load"] = (milliseconds["load"] ?? 0) + loading;
    loading = 0;
    start = performance.now();
  };
  const spend = (spent: number) => {
    loading += spent;
  };
  const change = { ...source, base: timed(source.base, spend), head: timed(source.head, spend) };
  start = performance.now();
  const understanding = await understand(change, tools, (part) => {
    end();
    step = part;
  });
  end();
  start = performance.now();
  const { findings } = inspect(change, understanding, rules, reviewDay);
  milliseconds["inspect"] = performance.now() - start;
  return { milliseconds, ...seen(change, understanding), findings: findings.length };
}

async function measureFloor(subject: Subject): Promise<Measurement> {
  const tools = await createStackTools();
  const change = await changeOfSubject(subject);
  const { base, head } = await understandInChild(change, tools);
  const contents = [...new Map([...textsOf(change.base, base), ...textsOf(change.head, head)]).values()];
  const start = performance.now();
  parseOnly(contents);
  return { milliseconds: { floor: performance.now() - start }, peakMegabytes: peak(), changedFiles: change.files.length, readFiles: contents.length, resources: 0, findings: 0 };
}
