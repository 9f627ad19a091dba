import { runEntry, work } from "./compose.ts";

await runEntry(work);
