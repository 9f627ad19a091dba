import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { loadPersona } from "../../src/persona/load-persona.ts";
import { topicLabels } from "../../src/persona/parse-section.ts";
import table from "./topics.json" with { type: "json" };

const persona = await loadPersona();

describe("the persona", () => {
  test("names 40 sections and 256 topics in the order of the table", () => {
    const named = persona.sections.map(({ number, title, topics }) => ({
      section: number,
      title,
      topics: topics.map(({ id, title: name }) => ({ id, title: name })),
    }));
    expect(named).toEqual(table);
    expect(named).toHaveLength(40);
    expect(persona.topics.size).toBe(256);
  });

  test("treats every topic with the five labels", () => {
    expect(topicLabels).toEqual(["Look for", "Matters when", "Leave alone when", "Evidence", "Recommend"]);
    const labelsOf = (text: string) => text.split("\n").flatMap((line) => /^- \*\*(.+?):\*\* \S/.exec(line)?.[1] ?? []);
    const others = [...persona.topics.values()].filter((topic) => labelsOf(topic.text).join() !== topicLabels.join());
    expect(others.map((topic) => topic.id)).toEqual([]);
  });

  test("states five practices, three to do always and two never", () => {
    expect(persona.practices.map(({ id, kind }) => `${id} ${kind}`)).toEqual(["p1 always", "p2 always", "p3 always", "p4 never", "p5 never"]);
    expect(persona.practicesText).toContain("Forbidden kinds of phrasing");
  });

  test("carries a disclaimer in one line and in full", () => {
    expect(persona.disclaimer.line).not.toContain("\n");
    expect(persona.disclaimer.full).toContain("full responsibility");
    expect(persona.disclaimer.full).not.toContain("---");
  });
});

describe("a persona with a mistake", () => {
  let folder = "";
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "persona-"));
    await cp(new URL("../../persona", import.meta.url), folder, { recursive: true });
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function edit(change: (text: string) => string, name = "sections/22-event-driven-integration.md"): Promise<void> {
    const path = join(folder, name);
    await writeFile(path, change(await readFile(path, "utf8")));
  }

  test("is refused with file and line of an unknown kind", async () => {
    await edit((text) => text.replace(/kinds: \[.*\]/, "kinds: [queue, spaceship]"));
    await expect(loadPersona(folder)).rejects.toThrow(/persona\/sections\/22-event-driven-integration\.md:6: applies\.kinds\.1: /);
  });

  test("is refused with the line of a heading that is not the topic's", async () => {
    await edit((text) => text.replace("\n## 22.2 ", "\n## 22.9 "));
    const line =
      (await readFile(join(folder, "sections/22-event-driven-integration.md"), "utf8")).split("\n").findIndex((one) => one.startsWith("## 22.9 ")) +
      1;
    await expect(loadPersona(folder)).rejects.toThrow(`22-event-driven-integration.md:${line}: the heading "## 22.2 `);
  });

  test("is refused when a topic lacks a label", async () => {
    await edit((text) => text.replace("- **Evidence:**", "- Evidence:"));
    await expect(loadPersona(folder)).rejects.toThrow('22.1 has no line "- **Evidence:** …"');
  });

  test("is refused when front matter has a key that nobody reads", async () => {
    await edit((text) => text.replace("---\nline:", "---\nquiet: true\nline:"), "disclaimer.md");
    await expect(loadPersona(folder)).rejects.toThrow(/persona\/disclaimer\.md:\d+: .*quiet/);
  });

  test("is refused when front matter is not YAML", async () => {
    await edit((text) => text.replace("practices:", "practices: [\n  x: ]:"), "practices.md");
    await expect(loadPersona(folder)).rejects.toThrow(/persona\/practices\.md:\d+: /);
  });
});
