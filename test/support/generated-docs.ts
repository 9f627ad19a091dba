import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { repositorySchema } from "../../src/config/repository.ts";
import { parseSection } from "../../src/persona/parse-section.ts";
import type { Section } from "../../src/persona/persona.ts";
import { renderRule } from "../../src/render/rule-documentation.ts";
import { rules } from "../../src/rules/index.ts";
import { isOf, ruleIndex } from "./rule-index.ts";

const sectionsFolder = join(import.meta.dirname, "..", "..", "persona", "sections");

/** Documentation that is made from the code, by path relative to the repository's root. */
export function generatedDocs(): ReadonlyMap<string, string> {
  const schema = { title: "Serverless Reviewer configuration", ...z.toJSONSchema(repositorySchema, { target: "draft-7" }) };
  const sections = readdirSync(sectionsFolder).map((name) => sectionFile(name));
  return new Map([
    ["docs/serverless-reviewer.schema.json", `${JSON.stringify(schema, null, 2)}\n`],
    [
      "docs/rules/index.md",
      ruleIndex(
        rules,
        sections.map(({ section }) => section),
      ),
    ],
    ...rules.map((rule): [string, string] => [`docs/rules/${rule.id}.md`, `${renderRule(rule)}\n`]),
    ...sections.map(({ name, text, section }): [string, string] => [`persona/sections/${name}`, withRules(text, section)]),
  ]);
}

interface SectionFile {
  readonly name: string;
  readonly text: string;
  readonly section: Section;
}

function sectionFile(name: string): SectionFile {
  const text = readFileSync(join(sectionsFolder, name), "utf8");
  const problems: string[] = [];
  const section = parseSection({ name, text }, problems);
  if (section === null) throw new Error(problems.join("\n"));
  return { name, text, section };
}

/** The section's text with the rules that its topics have today in the front matter. */
function withRules(text: string, section: Section): string {
  const lines = text.split("\n");
  const topicsAt = lines.indexOf("topics:");
  const rulesAt = lines.findIndex((line, index) => index < topicsAt && line.startsWith("rules:"));
  const before = lines.slice(0, rulesAt === -1 ? topicsAt : rulesAt);
  const ids = rules.filter((rule) => isOf(rule, section)).map(({ id }) => `  - ${id}`);
  return [...before, ...(ids.length === 0 ? ["rules: []"] : ["rules:", ...ids]), ...lines.slice(topicsAt)].join("\n");
}
