import { runEntry, serve } from "./compose.ts";

await runEntry(serve);
