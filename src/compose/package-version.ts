import { readFileSync } from "node:fs";
import { z } from "zod";

/** Version of this package, from its package.json (two folders up, from src/ and from dist/). */
export const packageVersion = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"))).version;
