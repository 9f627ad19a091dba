import { escapeInvisible } from "./visible.ts";

/** Hosts whose pages a text may link to: documentation of the platforms and tools that we review. */
const documentationHosts: ReadonlySet<string> = new Set([
  "docs.aws.amazon.com",
  "aws.amazon.com",
  "learn.microsoft.com",
  "azure.microsoft.com",
  "cloud.google.com",
  "docs.cloud.google.com",
  "firebase.google.com",
  "registry.terraform.io",
  "developer.hashicorp.com",
  "www.serverless.com",
  "docs.powertools.aws.dev",
]);

/** Fence languages that make a host act (a suggestion can be committed, a diagram is drawn) become plain code. */
const actingLanguages = /^(?:suggestion|mermaid|math|geojson|topojson|stl)\b/i;

/** Code keeps what it holds; the rest is prose. A fence or span that is not closed is prose. */
const code = /(^ {0,3}```[^\n]*\n[\s\S]*?^ {0,3}```[ \t]*$|``[^\n]*?``|`[^`\n]+`)/m;

/**
 * A text of the model as Markdown of a few kinds: no HTML, images, mentions, references to issues, or links but to documentation hosts. Invisible characters
 * are written out.
 */
export function sanitizeMarkdown(text: string): string {
  return escapeInvisible(text)
    .split(code)
    .map((part, index) => (index % 2 === 1 ? sanitizeCode(part) : sanitizeProse(part)))
    .join("")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

/** The same on one line, without lists, fences and headings: for titles. */
export function sanitizeLine(text: string): string {
  return sanitizeMarkdown(text)
    .replace(/```\S*/g, "")
    .replace(/^\s*(?:#{1,6}|[-*+>]|\d{1,3}[.)])\s+/gm, "")
    .replace(/\s+/g, " ")
    .trim();
}

function sanitizeCode(part: string): string {
  const [, fence = "", language = ""] = /^( {0,3}`{3})\s*([^\n]*)/.exec(part) ?? [];
  if (fence === "") return part;
  return actingLanguages.test(language) || !/^[\w+#-]{0,20}$/.test(language.trim()) ? part.replace(/^[^\n]*/, fence) : part;
}

function sanitizeProse(part: string): string {
  return part
    .replace(/<!--[\s\S]*?(?:-->|$)/g, "")
    .replace(/!\[[^\]\n]*\](?:\([^)\n]*\)|\[[^\]\n]*\])?/g, "")
    .replace(/<((?:https?|mailto):[^<>\s]*)>/gi, "$1")
    .replace(/<\/?[A-Za-z!?][^<>]*>?/g, "")
    .replace(/\[([^\]\n]*)\]\(\s*([^)\s]*)[^)\n]*\)/g, (_, label: string, url: string) => (isDocumentation(url) ? `[${label}](${url})` : label))
    .replace(/^\s*\[[^\]\n]+\]:\s*\S.*$/gm, "")
    .replace(/(?<!\]\()\b(?:https?|ftp|mailto|javascript|data|vbscript):[^\s)>\]]+/gi, (url) => (isDocumentation(url) ? url : "(link removed)"))
    .replace(/\bwww\.[^\s)>\]]+/gi, "(link removed)")
    .replace(/(^|[^\w`/.])@(?=[A-Za-z\d])([\w/-]+)/g, "$1`@$2`")
    .replace(
      /(^|[\s(])([\w.-]+\/[\w.-]+)?#(\d+)\b/g,
      (_, before: string, repository: string | undefined, number: string) => `${before}\`${repository ?? ""}#${number}\``,
    );
}

function isDocumentation(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, username, port } = new URL(url);
  return protocol === "https:" && username === "" && port === "" && documentationHosts.has(hostname);
}

/** The text, cut after a sentence or word where it is longer than `limit`. */
export function cutAtWord(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const start = text.slice(0, limit);
  const sentence = Math.max(start.lastIndexOf(". "), start.lastIndexOf(".\n"));
  if (sentence > limit * 0.6) return start.slice(0, sentence + 1);
  const word = start.lastIndexOf(" ");
  return `${start.slice(0, word > limit * 0.6 ? word : limit).trimEnd()} …`;
}
