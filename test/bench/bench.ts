// How long and how much memory understanding and rules take: `npm run bench`, `npm run bench -- --mirrors DIR --index FILE`, `--sizes 100,1000`, `--runs 3`, `--clock cpu`.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { parseArgs } from "node:util";
import type { Measurement, Task } from "./measure.ts";
import { type Subject, subjectsOf } from "./measured-change.ts";
import { kilobytesOf } from "./parsed-text.ts";

const columns = [
  "change",
  "files",
  "read",
  "resources",
  "gather",
  "load",
  "base",
  "head",
  "delta",
  "understand",
  "parsed KB",
  "floor KB",
  "floor",
  "ratio",
  "with rules",
  "rules",
  "findings",
  "peak",
];

const { values } = parseArgs({
  options: {
    mirrors: { type: "string" },
    index: { type: "string" },
    sizes: { type: "string", default: "10,100,1000,3000" },
    runs: { type: "string", default: "1" },
    clock: { type: "string", default: "wall" },
  },
});

const clock = values.clock === "cpu" ? "cpu" : "wall";

/** Runs one measurement in a child, so that neither memory nor warmth passes from one to the next. */
async function measure(task: Task): Promise<Measurement> {
  const recording = task.what === "parsing" ? ["--import", new URL("record-parsing.ts", import.meta.url).href] : [];
  const options = [...process.execArgv, ...recording, join(import.meta.dirname, "measure.ts")];
  const child = spawn(process.execPath, options, { stdio: ["pipe", "pipe", "inherit"] });
  child.stdin.end(JSON.stringify(task));
  const [output, status] = await Promise.all([buffer(child.stdout), new Promise<number | null>((resolve) => child.on("close", resolve))]);
  if (status !== 0) throw new Error(`the measurement ended with status ${status}`);
  return JSON.parse(output.toString());
}

/** The fastest of several runs: what disturbs a measurement only makes it slower. */
async function fastest(task: Task, step: (measurement: Measurement) => number): Promise<Measurement> {
  let best = await measure(task);
  for (let run = 1; run < Number(values.runs); run += 1) {
    const next = await measure(task);
    if (step(next) < step(best)) best = next;
  }
  return best;
}

const parts = ["load", "base", "head", "delta"];

function understandingTime({ milliseconds }: Measurement): number {
  return parts.reduce((sum, part) => sum + (milliseconds[part] ?? 0), 0);
}

async function rowOf(name: string, subject: Subject): Promise<string> {
  const measured = await fastest({ what: "understanding", subject, clock }, understandingTime);
  const { parsedKilobytes, texts } = await measure({ what: "parsing", subject, clock });
  const floor = await fastest({ what: "floor", texts, clock }, ({ milliseconds }) => milliseconds["floor"] ?? 0);
  const floorTime = floor.milliseconds["floor"] ?? 0;
  const time = (step: string) => shown(measured.milliseconds[step] ?? 0);
  const parsing = understandingTime(measured) - (measured.milliseconds["load"] ?? 0);
  const cells = [
    name,
    String(measured.changedFiles),
    String(measured.filesRead),
    String(measured.resources),
    ...["gather", ...parts].map(time),
    `**${shown(understandingTime(measured))}**`,
    ...[parsedKilobytes, kilobytesOf(texts)].map((kilobytes) => String(Math.round(kilobytes))),
    shown(floorTime),
    ...[parsing, parsing + (measured.milliseconds["inspect"] ?? 0)].map((spent) => (floorTime === 0 ? "" : (spent / floorTime).toFixed(1))),
    time("inspect"),
    String(measured.findings),
    `${Math.round(measured.peakMegabytes)} MB`,
  ];
  return `| ${cells.join(" | ")} |`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function shown(milliseconds: number): string {
  return milliseconds < 10 ? milliseconds.toFixed(1) : String(Math.round(milliseconds));
}

async function main(): Promise<void> {
  print(
    `Milliseconds (${clock === "cpu" ? "of the main thread" : "on the wall"}); \`parsed KB\` is what understanding hands to the parsers of libraries (trees of code, YAML and JSON, TOML), from whatever file or text inside of one, as often as it does; \`floor KB\` the same without what is parsed twice, and \`floor\` parses just these with the same libraries (shell, XML and line formats have no library: they are in neither); \`ratio\` = (understand - load) / floor, \`with rules\` counts the rules too, since much of code is read when they ask. Node ${process.version}.\n`,
  );
  print(`| ${columns.join(" | ")} |\n| --- |${" ---: |".repeat(columns.length - 1)}`);
  const sizes = values.sizes.split(",").map(Number);
  for (const size of sizes) if (size > 0) print(await rowOf(`synthetic ${size}`, { kind: "synthetic", size }));
  const { mirrors, index } = values;
  if (mirrors === undefined || index === undefined) return;
  for (const { name, subject } of subjectsOf(mirrors, index)) print(subject === null ? `| ${name}: no mirror |` : await rowOf(name, subject));
}

await main();
