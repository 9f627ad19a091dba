import { runEntry } from "./compose/run-entry.ts";
import { serve } from "./compose.ts";

await runEntry(serve);
