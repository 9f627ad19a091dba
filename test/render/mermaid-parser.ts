import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

interface Sanitizer {
  addHook?: unknown;
  sanitize?: unknown;
}

/**
 * Mermaid's own parser without a browser. It cleans labels with DOMPurify, which has no methods where there is no DOM; the parser's verdict does not depend on
 * them, so they are given as ones that change nothing.
 */
export async function loadMermaidParser(): Promise<(text: string) => Promise<unknown>> {
  const entry = createRequire(import.meta.url).resolve("mermaid");
  const purify = createRequire(entry).resolve("dompurify").replace("purify.cjs.js", "purify.es.mjs");
  const loaded: { default: Sanitizer } = await import(pathToFileURL(purify).href);
  loaded.default.addHook = () => undefined;
  loaded.default.sanitize = (text: string) => text;
  const { default: mermaid } = await import("mermaid");
  return (text) => mermaid.parse(text);
}
