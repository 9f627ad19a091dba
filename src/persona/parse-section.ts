import { z } from "zod";
import { readFrontMatter } from "./front-matter.ts";
import { type Section, type Topic, sectionFormats, sectionKinds } from "./persona.ts";

/** The five lines of guidance that every topic has, in this order. */
export const topicLabels = ["Look for", "Matters when", "Leave alone when", "Evidence", "Recommend"] as const;

const schema = z.strictObject({
  section: z.int().min(1),
  title: z.string().min(1),
  platforms: z.array(z.enum(["aws", "azure", "google"])).min(1),
  applies: z.strictObject({
    kinds: z.array(z.enum(sectionKinds)),
    formats: z.array(z.enum(sectionFormats)),
    handlers: z.boolean(),
    always: z.boolean(),
  }),
  rules: z.array(z.string().min(1)).default([]),
  topics: z.array(z.strictObject({ id: z.string().regex(/^\d+\.\d+$/, "must be section.topic"), title: z.string().min(1) })).min(1),
});

/** Reads one file of `persona/sections/`. What is wrong goes to `problems` as "file:line: what"; the answer is then null. */
export function parseSection(file: { readonly name: string; readonly text: string }, problems: string[]): Section | null {
  const before = problems.length;
  const matter = readFrontMatter(file, schema, problems);
  if (matter === null) return null;
  const { section: number, title, platforms, applies, rules } = matter.data;
  const blocks = blocksOf(matter.body, matter.bodyLine);
  const topics = matter.data.topics.map(({ id, title: name }, index): Topic => {
    const at = (line: number) => `${file.name}:${line}:`;
    const block = blocks[index];
    if (id !== `${number}.${index + 1}`) problems.push(`${at(1)} topic ${id} stands where ${number}.${index + 1} is expected`);
    if (block === undefined || block.heading !== `${id} ${name}`) {
      problems.push(`${at(block?.line ?? matter.bodyLine)} the heading "## ${id} ${name}" is expected here`);
    } else for (const missing of missingLabels(block.text)) problems.push(`${at(block.line)} ${id} has no line "- **${missing}:** …" in its place`);
    return { id, title: name, section: number, text: block?.text ?? "" };
  });
  const extra = blocks[matter.data.topics.length];
  if (extra !== undefined) problems.push(`${file.name}:${extra.line}: the heading "${extra.heading}" is no topic of the front matter`);
  if (problems.length > before) return null;
  return { number, title, platforms, applies, rules, topics, text: `# ${number} ${title}\n\n${matter.body.trim()}\n` };
}

interface Block {
  readonly heading: string;
  readonly line: number;
  readonly text: string;
}

/** The parts under headings of the second level. */
function blocksOf(body: string, firstLine: number): Block[] {
  const lines = body.split("\n");
  const starts = lines.flatMap((line, index) => (line.startsWith("## ") ? [index] : []));
  return starts.map((start, index) => ({
    heading: (lines[start] ?? "").slice(3).trim(),
    line: firstLine + start,
    text: lines
      .slice(start + 1, starts[index + 1] ?? lines.length)
      .join("\n")
      .trim(),
  }));
}

/** Labels whose line is absent, empty or out of order. */
function missingLabels(text: string): string[] {
  const items = text.split("\n").filter((line) => line.startsWith("- **"));
  return topicLabels.filter((label, index) => {
    const start = `- **${label}:** `;
    const item = items[index];
    return item === undefined || !item.startsWith(start) || item.length <= start.length;
  });
}
