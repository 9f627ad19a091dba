#!/usr/bin/env node
import { runCommandLine } from "./command-line/run-command-line.ts";
import { composeCommandLine, serve, work } from "./compose.ts";

process.exitCode = await runCommandLine(process.argv.slice(2), await composeCommandLine({ serve, work }));
