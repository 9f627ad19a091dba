import type { Persona } from "../persona/persona.ts";
import type { RenderContext } from "../render/render-context.ts";
import { packageVersion } from "./package-version.ts";

/** Where links lead. `documentationUrl` is where this tool's docs/ is published; without it rules are named but not linked. */
export interface Links {
  readonly documentationUrl: string | undefined;
  readonly fileUrl: RenderContext["fileUrl"];
}

/** What renderers need, from the persona and the links of one place. */
export function createRenderContext(persona: Persona, links: Links): RenderContext {
  const titles = new Map(persona.sections.flatMap((section) => section.topics.map((topic) => [topic.id, topic.title])));
  const base = links.documentationUrl?.replace(/\/+$/, "");
  return {
    disclaimer: persona.disclaimer,
    ruleDocumentationUrl: (rule) => (base === undefined ? null : `${base}/rules/${rule}.md`),
    fileUrl: links.fileUrl,
    topicTitle: (id) => titles.get(id) ?? null,
    version: packageVersion,
  };
}
