import { readFileSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { reviewOfExample } from "./support/review-of-example.ts";

const folder = join(import.meta.dirname, "..", "examples");
const names = readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));

describe("the bundled examples", () => {
  it("speak of all three clouds", () => {
    expect(names.length).toBeGreaterThanOrEqual(3);
  });

  it.each(names)(
    "%s gets the findings that its findings.json lists (npm run docs writes it), on lines of the diff, and is understood whole",
    async (name) => {
      const { told, review } = await reviewOfExample(join(folder, name), { PATH: process.env["PATH"] ?? "", HOME: tmpdir() });
      expect(told).toEqual(JSON.parse(readFileSync(join(folder, name, "findings.json"), "utf8")));
      expect(review.notes).toEqual([]);
      expect(review.coverage.skipped.filter(({ reason }) => !/documentation|no serverless/.test(reason))).toEqual([]);
    },
  );
});
