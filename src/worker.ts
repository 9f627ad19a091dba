import { runEntry } from "./compose/run-entry.ts";
import { work } from "./compose.ts";

await runEntry(work);
