import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { generatedDocs } from "./support/generated-docs.ts";

const root = join(import.meta.dirname, "..");
const docs = generatedDocs();

describe("the documentation", () => {
  it.each([...docs])("%s is what the code says (npm run docs writes it)", (path, text) => {
    expect(readFileSync(join(root, path), "utf8")).toBe(text);
  });

  it("has no page of a rule that is gone", () => {
    const pages = readdirSync(join(root, "docs", "rules")).map((file) => `docs/rules/${file}`);
    expect(pages.filter((page) => !docs.has(page))).toEqual([]);
  });

  it("gives a reason for every dependency, and for none that is gone", () => {
    const text = readFileSync(join(root, "docs", "dependencies.md"), "utf8");
    const named = [...text.matchAll(/^\| (`.+`) \|/gm)].flatMap((row) => [...(row[1] ?? "").matchAll(/`([^`]+)`/g)].map((match) => match[1]));
    const { dependencies, devDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as Record<string, Record<string, string>>;
    expect(new Set(named)).toEqual(new Set([...Object.keys(dependencies ?? {}), ...Object.keys(devDependencies ?? {})]));
  });

  it.each(["README.md", "CONTRIBUTING.md", "docs/architecture.md", "docs/configuration.md"])("%s links to files that exist", (page) => {
    const text = readFileSync(join(root, page), "utf8");
    const links = [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map((match) => match[1] ?? "");
    expect(links.filter((link) => !existsSync(join(root, page, "..", link)))).toEqual([]);
  });
});
