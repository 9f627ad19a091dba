import type { Section } from "./persona.ts";
import type { Surface } from "./surface.ts";

/**
 * The sections that a change needs, in the order of their numbers, so that the same surface gives the same text. Where they exceed `characters`, those that
 * fit the surface least are left out; sections that always apply stay.
 */
export function routeSections(sections: readonly Section[], surface: Surface, characters: number): readonly Section[] {
  const rarity = rarityOf(sections);
  const ranked = sections
    .map((section) => ({ section, score: scoreOf(section, surface, rarity) }))
    .filter(({ score }) => score > 0)
    .toSorted((one, other) => other.score - one.score || one.section.number - other.section.number);
  const chosen = new Set<Section>();
  let left = characters;
  for (const { section, score } of ranked) {
    if (score !== Infinity && section.text.length > left) continue;
    chosen.add(section);
    left -= section.text.length;
  }
  return sections.filter((section) => chosen.has(section)).toSorted((one, other) => one.number - other.number);
}

type Rarity = (mark: string) => number;

/** How much a mark tells: little where most sections bear it. */
function rarityOf(sections: readonly Section[]): Rarity {
  const counts = new Map<string, number>();
  for (const section of sections) for (const mark of marksOf(section)) counts.set(mark, (counts.get(mark) ?? 0) + 1);
  return (mark) => 1 / (counts.get(mark) ?? 1);
}

function marksOf({ applies }: Section): string[] {
  const marks = [...applies.kinds.map((kind) => `kind:${kind}`), ...applies.formats.map((format) => `format:${format}`)];
  return applies.handlers ? [...marks, "handlers"] : marks;
}

/** 0: not needed; Infinity: always. A section of one platform alone counts twice where that platform is touched. */
function scoreOf(section: Section, surface: Surface, rarity: Rarity): number {
  if (section.applies.always) return Infinity;
  const isElsewhere = surface.platforms.size > 0 && !section.platforms.some((platform) => surface.platforms.has(platform));
  if (isElsewhere) return 0;
  const met = marksOf(section).filter((mark) => isMet(mark, surface));
  const score = met.reduce((sum, mark) => sum + rarity(mark), 0);
  return section.platforms.length === 1 && surface.platforms.size > 0 ? score * 2 : score;
}

function isMet(mark: string, surface: Surface): boolean {
  if (mark === "handlers") return surface.handlers;
  const [sort, name] = [mark.slice(0, mark.indexOf(":")), mark.slice(mark.indexOf(":") + 1)];
  const names: ReadonlySet<string> = sort === "kind" ? surface.kinds : surface.formats;
  return names.has(name);
}
