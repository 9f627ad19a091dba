import { describe, expect, test } from "vitest";
import { loadPersona } from "../../src/persona/load-persona.ts";
import { sectionFormats, sectionKinds } from "../../src/persona/persona.ts";
import { routeSections } from "../../src/persona/route-sections.ts";
import type { Surface } from "../../src/persona/surface.ts";

const { sections } = await loadPersona();
const nothing: Surface = { kinds: new Set(), formats: new Set(), platforms: new Set(), handlers: false };
const numbers = (surface: Surface, characters = 1_000_000) => routeSections(sections, surface, characters).map((section) => section.number);

describe("routeSections", () => {
  test("routes every section for some change", () => {
    const surfaces: Surface[] = [
      ...sectionKinds.map((kind) => ({ ...nothing, kinds: new Set([kind]) })),
      ...sectionFormats.map((format) => ({ ...nothing, formats: new Set([format]) })),
      { ...nothing, handlers: true },
    ];
    const routed = new Set(surfaces.flatMap((surface) => numbers(surface)));
    expect([...routed].toSorted((one, other) => one - other)).toEqual(sections.map((section) => section.number));
  });

  test("sends only what always applies when nothing is touched", () => {
    expect(numbers(nothing)).toEqual(sections.filter((section) => section.applies.always).map((section) => section.number));
  });

  test("sends the messaging and not the database sections for a queue", () => {
    const routed = numbers({ ...nothing, kinds: new Set(["queue"]), platforms: new Set(["aws"]) });
    expect(routed).toContain(22);
    expect(routed).not.toContain(13);
  });

  test("leaves out sections of platforms that are not touched", () => {
    const routed = numbers({ ...nothing, kinds: new Set(["function"]), platforms: new Set(["google"]), handlers: true });
    expect(routed).toContain(11);
    expect(routed).not.toContain(9);
    expect(routed).not.toContain(10);
  });

  test("keeps the sections that tell most within the budget, those that always apply first", () => {
    const surface: Surface = { kinds: new Set(["workflow"]), formats: new Set(["asl", "sam"]), platforms: new Set(["aws"]), handlers: true };
    const always = sections.filter((section) => section.applies.always).reduce((sum, section) => sum + section.text.length, 0);
    const routed = numbers(surface, always + 14_000);
    expect(routed).toEqual(expect.arrayContaining([6, 19, 40]));
    expect(routed.length).toBeLessThan(numbers(surface).length);
    expect(numbers(surface, 0)).toEqual([40]);
  });

  test("orders by number, whatever the rank, so that the same surface gives the same text", () => {
    const surface: Surface = {
      kinds: new Set(["api", "table", "queue"]),
      formats: new Set(["terraform"]),
      platforms: new Set(["aws"]),
      handlers: true,
    };
    const routed = numbers(surface, 60_000);
    expect(routed).toEqual(routed.toSorted((one, other) => one - other));
    expect(numbers({ ...surface, kinds: new Set(["queue", "api", "table"]) }, 60_000)).toEqual(routed);
  });
});
