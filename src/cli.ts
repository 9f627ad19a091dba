#!/usr/bin/env node
import * as nodeModule from "node:module";

/** The oldest Node that the code runs on, as package.json says. */
const oldest = [22, 20] as const;

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < oldest[0] || (major === oldest[0] && minor < oldest[1])) {
  process.stderr.write(`serverless-reviewer: Node ${oldest.join(".")} or newer is needed; this is Node ${process.versions.node}.\n`);
  process.exitCode = 2;
} else {
  // Node keeps what it compiled for the next time, which halves the start of a command; what is imported above this line is not kept.
  nodeModule.enableCompileCache();
  const { runCommandLine } = await import("./command-line/run-command-line.ts");
  const { composeCommandLine, serve, work } = await import("./compose.ts");
  process.exitCode = await runCommandLine(process.argv.slice(2), await composeCommandLine({ serve, work }));
}
