#!/usr/bin/env node
import { enableCompileCache } from "node:module";

// Node keeps what it compiled for the next time, which halves the start of a command; what is imported above this line is not kept.
enableCompileCache();
const { runCommandLine } = await import("./command-line/run-command-line.ts");
const { composeCommandLine, serve, work } = await import("./compose.ts");

process.exitCode = await runCommandLine(process.argv.slice(2), await composeCommandLine({ serve, work }));
