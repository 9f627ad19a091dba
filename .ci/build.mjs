// Makes the package: JavaScript in dist/, with the grammars beside it, so that installing it needs no native build.
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, rmSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";

rmSync("dist", { recursive: true, force: true });
execFileSync(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json"], { stdio: "inherit" });
const { grammarFiles } = await import("../dist/syntax/tree-sitter.js");
mkdirSync("dist/syntax/grammars", { recursive: true });
for (const file of grammarFiles) copyFileSync(fileURLToPath(import.meta.resolve(file)), `dist/syntax/grammars/${basename(file)}`);
console.log(`dist/ holds the package with ${grammarFiles.length} grammars.`);
