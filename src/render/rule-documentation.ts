import type { Example, Rule } from "../rules/rule.ts";

/** A rule as data, without its examples. */
export function ruleJson(rule: Rule): object {
  return {
    id: rule.id,
    title: rule.title,
    severity: rule.severity,
    category: rule.category,
    platforms: rule.platforms,
    topics: rule.topics,
    source: rule.source,
    onByDefault: rule.onByDefault ?? true,
    peers: rule.peers ?? [],
  };
}

/** All rules, one a line (pretty) or as a table (Markdown). */
export function renderRuleList(rules: readonly Rule[], format: "pretty" | "markdown"): string {
  if (format === "markdown") {
    const rows = rules.map(
      (rule) =>
        `| [${rule.id}](${rule.id}.md) | ${rule.title} | ${rule.severity} | ${rule.category} | ${rule.platforms.join(", ")} | ${rule.topics.join(", ")} | ${defaultOf(rule)} | ${(rule.peers ?? []).join(", ")} |`,
    );
    return [
      "| rule | title | severity | category | platforms | topics | default | same as |",
      "| --- | --- | --- | --- | --- | --- | --- | --- |",
      ...rows,
    ].join("\n");
  }
  const widthOf = (text: (rule: Rule) => string) => Math.max(0, ...rules.map((rule) => text(rule).length));
  const columns = [
    (rule: Rule) => rule.id,
    (rule: Rule) => rule.severity,
    (rule: Rule) => rule.platforms.join(","),
    (rule: Rule) => rule.topics.join(","),
  ];
  const widths = columns.map(widthOf);
  return rules
    .map((rule) => {
      const cells = columns.map((column, index) => column(rule).padEnd(widths[index] ?? 0));
      const peers = rule.peers?.length ? ` = ${rule.peers.join(", ")}` : "";
      return `${cells.join("  ")}  ${rule.title}${rule.onByDefault === false ? " (off by default)" : ""}${peers}`;
    })
    .join("\n");
}

function defaultOf(rule: Rule): string {
  return (rule.onByDefault ?? true) ? "on" : "off";
}

/** One rule's page: what it finds, the vendor's statement, examples that are tests. */
export function renderRule(rule: Rule): string {
  const facts = [
    `severity ${rule.severity}`,
    rule.category,
    rule.platforms.join(", "),
    `persona topics ${rule.topics.join(", ")}`,
    `${defaultOf(rule)} by default`,
    ...(rule.peers?.length ? [`same as ${rule.peers.join(", ")}`] : []),
  ];
  return [
    `# ${rule.id}`,
    `**${rule.title}** · ${facts.join(" · ")}`,
    `The fact behind it: <${rule.source}>`,
    "## It speaks",
    ...rule.bad.flatMap(renderExample),
    "## It is silent",
    ...rule.good.flatMap(renderExample),
  ].join("\n\n");
}

function renderExample(example: Example): string[] {
  if (example.base === undefined) return filesOf(example.head, "");
  return [...filesOf(example.base, " before"), ...filesOf(example.head, " after")];
}

function filesOf(files: Readonly<Record<string, string>>, moment: string): string[] {
  return Object.entries(files).map(([path, text]) => `\`${path}\`${moment}:\n\n\`\`\`${languageOf(path)}\n${text.trim()}\n\`\`\``);
}

function languageOf(path: string): string {
  const extension = path.slice(path.lastIndexOf(".") + 1);
  const names: Record<string, string> = { yml: "yaml", tf: "hcl", mjs: "javascript", js: "javascript", ts: "typescript", py: "python", cs: "csharp" };
  return names[extension] ?? extension;
}
