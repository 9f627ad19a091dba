// Runs with whatever Node the machine has: installs the dependencies on first use, and again when the lock file has changed.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";

const stamp = "node_modules/.serverless-reviewer-installed";
const lock = createHash("sha256").update(readFileSync("package-lock.json")).digest("hex");
if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== lock) {
  console.error("Installing dependencies …");
  // Not `npm ci`: it refuses a lock file that lacks binaries for other platforms, which some registries do not carry. Versions come from the lock file either way.
  const options = { stdio: ["ignore", 2, 2], shell: process.platform === "win32" };
  execFileSync("npm", ["install", "--no-save", "--no-audit", "--no-fund", "--loglevel=error"], options);
  writeFileSync(stamp, lock);
}
