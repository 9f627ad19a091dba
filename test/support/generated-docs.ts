import { z } from "zod";
import { repositorySchema } from "../../src/config/repository.ts";
import { renderRule, renderRuleList } from "../../src/render/rule-documentation.ts";
import { rules } from "../../src/rules/index.ts";

/** Documentation that is made from the code, by path relative to the repository's root. */
export function generatedDocs(): ReadonlyMap<string, string> {
  const schema = { title: "Serverless Reviewer configuration", ...z.toJSONSchema(repositorySchema, { target: "draft-7" }) };
  const index = `# Rules\n\n${rules.length} rules. Each page holds the examples that test it.\n\n${renderRuleList(rules, "markdown")}\n`;
  return new Map([
    ["docs/serverless-reviewer.schema.json", `${JSON.stringify(schema, null, 2)}\n`],
    ["docs/rules/index.md", index],
    ...rules.map((rule): [string, string] => [`docs/rules/${rule.id}.md`, `${renderRule(rule)}\n`]),
  ]);
}
