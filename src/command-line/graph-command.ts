import { type Command, Option } from "commander";
import { graphJson } from "../render/graph-json.ts";
import { renderDeltaDiagram, renderStackDiagram } from "../render/mermaid.ts";
import { understand, understandSnapshot } from "../review/understand.ts";
import type { CommandLineTools } from "./command-line-tools.ts";

interface GraphOptions {
  readonly ref?: string;
  readonly base?: string;
  readonly format: "mermaid" | "json";
}

/** `graph`: draws the stack of one reference, or with --base what changes. */
export function addGraphCommand(program: Command, tools: CommandLineTools): void {
  program
    .command("graph [dir]")
    .description("Draw the system: functions, what invokes them, what they touch. With --base: what changes.")
    .option("--ref <ref>", "what to draw (default: HEAD)")
    .option("--base <ref>", "draw the difference to this reference")
    .addOption(new Option("--format <format>", "form of the output").choices(["mermaid", "json"]).default("mermaid"))
    .action((folder: string | undefined, options: GraphOptions) => runGraph(folder ?? ".", options, tools));
}

async function runGraph(folder: string, options: GraphOptions, tools: CommandLineTools): Promise<void> {
  const source = tools.createLocalSource({ folder, base: options.base ?? options.ref ?? "HEAD", head: options.ref, title: "", body: "" });
  try {
    const change = await source.read();
    const stackTools = await tools.createStackTools();
    if (options.base === undefined) {
      const stack = await understandSnapshot(change.head, stackTools);
      for (const { path, message } of stack.notes) if (path === ".") tools.writeError(`${message} (--base)\n`);
      tools.writeOutput(options.format === "json" ? `${graphJson(stack)}\n` : `${renderStackDiagram(stack)}\n`);
      return;
    }
    const { base, head, delta } = await understand(change, stackTools);
    if (options.format === "json") tools.writeOutput(`${graphJson(head, delta)}\n`);
    else tools.writeOutput(`${renderDeltaDiagram(base, head, delta) ?? "flowchart LR\n  none[No resource changes]"}\n`);
  } finally {
    await source.dispose();
  }
}
