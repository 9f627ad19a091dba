// Writes docs/rules/, docs/serverless-reviewer.schema.json, the rules of each persona section and the findings.json of the examples from the code. `npm test` checks that they are up to date.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { reviewOfExample } from "../test/support/review-of-example.ts";
import { generatedDocs } from "../test/support/generated-docs.ts";

const root = join(import.meta.dirname, "..");
const docs = generatedDocs();
mkdirSync(join(root, "docs", "rules"), { recursive: true });
for (const file of readdirSync(join(root, "docs", "rules"))) if (!docs.has(`docs/rules/${file}`)) rmSync(join(root, "docs", "rules", file));
for (const [path, text] of docs) writeFileSync(join(root, path), text);
for (const entry of readdirSync(join(root, "examples"), { withFileTypes: true })) {
  if (!entry.isDirectory()) continue;
  const folder = join(root, "examples", entry.name);
  const { told } = await reviewOfExample(folder, { PATH: process.env["PATH"] ?? "", HOME: process.env["HOME"] ?? "" });
  writeFileSync(join(folder, "findings.json"), `${JSON.stringify(told, null, 2)}\n`);
}
console.log(`${docs.size} files written.`);
