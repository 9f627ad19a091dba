import { readFileSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import { rules } from "../../src/rules/index.ts";
import { describeRules } from "../support/check-rule.ts";

const folder = join(import.meta.dirname, "..", "..", "src", "rules");

describe("the rules", () => {
  it("are all in the index, each in a file of its own name", () => {
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
      (file) => file.endsWith(".ts") && readFileSync(join(folder, file), "utf8").includes(": Rule = {"),
    );
    expect(files.map((file) => basename(file, ".ts")).toSorted()).toEqual(rules.map((rule) => rule.id).toSorted());
  });

  describeRules(rules);
});
