export { composeCommandLine } from "./compose/command-line.ts";
export { serve, work } from "./compose/service.ts";
export { runEntry } from "./compose/run-entry.ts";
