// Writes docs/rules/ and docs/serverless-reviewer.schema.json from the code. `npm test` checks that they are up to date.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { generatedDocs } from "../test/support/generated-docs.ts";

const root = join(import.meta.dirname, "..");
const docs = generatedDocs();
mkdirSync(join(root, "docs", "rules"), { recursive: true });
for (const file of readdirSync(join(root, "docs", "rules"))) if (!docs.has(`docs/rules/${file}`)) rmSync(join(root, "docs", "rules", file));
for (const [path, text] of docs) writeFileSync(join(root, path), text);
console.log(`${docs.size} files written.`);
