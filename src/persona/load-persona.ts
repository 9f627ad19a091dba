import { access, readFile, readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { readFrontMatter } from "./front-matter.ts";
import { parseSection } from "./parse-section.ts";
import type { Persona, Practice, Section } from "./persona.ts";

const disclaimerSchema = z.strictObject({ line: z.string().min(1) });
const practicesSchema = z.strictObject({
  practices: z.array(z.strictObject({ id: z.string().regex(/^p\d+$/), kind: z.enum(["always", "never"]), title: z.string().min(1) })).min(1),
});

/**
 * Reads `persona/` of this package, or of `folder`.
 * @throws Error that names file and line of everything that is wrong: the persona is part of the package, so that is a bug of ours.
 */
export async function loadPersona(folder?: string): Promise<Persona> {
  const root = folder ?? (await findPersonaFolder());
  const names = (await readdir(join(root, "sections"))).filter((name) => name.endsWith(".md")).toSorted();
  const [text, practices, disclaimer, ...sections] = await Promise.all(
    ["persona.md", "practices.md", "disclaimer.md", ...names.map((name) => `sections/${name}`)].map(async (name) => ({
      name: `persona/${name}`,
      text: (await readFile(join(root, name), "utf8")).replaceAll("\r\n", "\n"),
    })),
  );
  return assemble({ text, practices, disclaimer, sections });
}

interface Prose {
  readonly name: string;
  readonly text: string;
}

interface PersonaFiles {
  readonly text: Prose | undefined;
  readonly practices: Prose | undefined;
  readonly disclaimer: Prose | undefined;
  readonly sections: readonly Prose[];
}

const absent: Prose = { name: "persona", text: "" };

function assemble(files: PersonaFiles): Persona {
  const problems: string[] = [];
  const practices = readFrontMatter(files.practices ?? absent, practicesSchema, problems);
  const disclaimer = readFrontMatter(files.disclaimer ?? absent, disclaimerSchema, problems);
  const sections = files.sections.flatMap((file) => parseSection(file, problems) ?? []).toSorted((one, other) => one.number - other.number);
  sections.forEach((section, index) => {
    if (section.number === sections[index - 1]?.number) problems.push(`persona/sections: section ${section.number} exists twice`);
  });
  if (problems.length > 0 || practices === null || disclaimer === null) throw new Error(`The persona cannot be read:\n${problems.join("\n")}`);
  return {
    text: (files.text ?? absent).text.trim(),
    practices: practices.data.practices satisfies readonly Practice[],
    practicesText: practices.body.trim(),
    disclaimer: { line: disclaimer.data.line, full: disclaimer.body.trim() },
    sections,
    topics: topicsOf(sections),
  };
}

function topicsOf(sections: readonly Section[]): Persona["topics"] {
  return new Map(sections.flatMap((section) => section.topics.map((topic) => [topic.id, topic] as const)));
}

/** `persona/` stands beside `src/` and beside `dist/`: the nearest folder above that holds it. */
async function findPersonaFolder(): Promise<string> {
  const here = dirname(fileURLToPath(import.meta.url));
  for (let folder = dirname(here); ; folder = dirname(folder)) {
    const candidate = join(folder, "persona");
    const found = await access(join(candidate, "persona.md")).then(
      () => true,
      () => false,
    );
    if (found) return candidate;
    if (folder === dirname(folder)) throw new Error(`No folder persona/ with persona.md stands above ${here}`);
  }
}
