import { type Block, type Span, readBlocks, readSpans } from "./markdown-tokens.ts";
import { cutText, visibleLine, visibleText } from "./visible-text.ts";

/** Longest text that is read at all; the callers' own limits are far below. */
const maximumTextLength = 60_000;

/** Fence languages that only colour code. Others act on GitHub: `suggestion` can be applied, `mermaid` and `math` are drawn. */
const colouringLanguages = new Set(
  "yaml yml json jsonc hcl terraform tf bicep typescript ts javascript js python py go java csharp cs bash sh toml xml sql diff text kotlin graphql dockerfile".split(
    " ",
  ),
);

/**
 * Markdown that may hold names from the repository or words of the model, as Markdown that can only be paragraphs, lists, code and bold: no HTML, image,
 * link, mention, issue reference, heading, table or math survives.
 */
export function safeMarkdown(text: string): string {
  const blocks = readBlocks(visibleText(cutText(text, maximumTextLength)));
  return blocks
    .map((block, index) => {
      const previous = blocks[index - 1];
      const gap = previous === undefined ? "" : previous.kind === "item" && block.kind === "item" ? "\n" : "\n\n";
      return gap + renderBlock(block);
    })
    .join("");
}

/** The same on one line, without lists and fences: for titles, table cells, notes. `bold: false` where the place is bold already. */
export function safeInline(text: string, options: { readonly bold?: boolean } = {}): string {
  const spans = readSpans(visibleLine(cutText(text, maximumTextLength)));
  return guardLineStart(renderSpans(options.bold === false ? withoutBold(spans) : spans));
}

/**
 * A code span that its content cannot leave: backticks inside become "ˋ" and a last backslash gets a space, since not every parser reads
 * them as the standard does. Empty text gives an empty string.
 */
export function codeSpan(text: string): string {
  const content = breakMarkers(visibleLine(text)).replaceAll("`", "ˋ").replace(/\\$/, "\\ ");
  return content === "" ? "" : `\`${content}\``;
}

/** A fenced block that its content cannot close. Content is kept as it is, character by character. */
export function fence(content: string, language = ""): string {
  const marks = "`".repeat(Math.max(3, longestRun(content, "`") + 1, longestRun(content, "~") + 1));
  return content === "" ? `${marks}${language}\n${marks}` : `${marks}${language}\n${content}\n${marks}`;
}

/** A fenced block of foreign code: made visible, without marker comments; only languages that colour are kept. */
export function codeBlock(content: string, language = ""): string {
  const known = language.toLowerCase();
  return fence(breakMarkers(visibleText(content)), colouringLanguages.has(known) ? known : "");
}

/** A link of ours. `label` is Markdown that is safe already; without an address, or with one that is not http(s), the label alone. */
export function link(label: string, url: string | null | undefined): string {
  if (url === null || url === undefined || !URL.canParse(url)) return label;
  const { protocol, href } = new URL(url);
  if (protocol !== "https:" && protocol !== "http:") return label;
  return `[${label}](${href.replace(/[()<>\\|`\s]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)})`;
}

/** Foreign text for one cell of a table. Pipes are replaced: parsers disagree on how they are escaped inside code. */
export function tableCell(text: string): string {
  return safeInline(text.replaceAll("|", "¦"));
}

function renderBlock(block: Block): string {
  if (block.kind === "fence") return codeBlock(block.content, block.language);
  if (block.kind === "item") return `${block.marker} ${guardLineStart(renderSpans(block.spans))}`;
  return block.lines.map((spans) => guardLineStart(renderSpans(spans))).join("\n");
}

/** Text that bold divided is one span again: its parts must be looked at together. */
function withoutBold(spans: readonly Span[]): readonly Span[] {
  const merged: Span[] = [];
  for (const span of spans) {
    const last = merged.at(-1);
    if (last !== undefined && !last.code && !span.code) merged[merged.length - 1] = { ...last, text: last.text + span.text };
    else merged.push({ ...span, bold: false });
  }
  return merged;
}

/** Spans one after another. Bold stands around whole words, else its asterisks would not close. */
function renderSpans(spans: readonly Span[]): string {
  let rendered = "";
  for (let index = 0; index < spans.length;) {
    const bold = spans[index]?.bold === true;
    let group = "";
    for (; index < spans.length && spans[index]?.bold === bold; index++) group = append(group, renderSpan(spans[index]));
    const words = group.trim();
    rendered = append(rendered, bold && words !== "" ? group.replace(words, () => `**${words}**`) : group);
  }
  return rendered;
}

function renderSpan(span: Span | undefined): string {
  if (span === undefined) return "";
  return span.code ? codeSpan(span.text) : escapeWords(span.text);
}

/** Keeps code spans apart: two runs of backticks that touch would become one. */
function append(rendered: string, part: string): string {
  return rendered.endsWith("`") && part.startsWith("`") ? `${rendered} ${part}` : rendered + part;
}

/** What GitHub would turn into a mention, an issue reference or a link inside text. */
const linkedByGitHub = /@[\p{L}\p{N}_-]|#\p{N}|GH-\d|:\/\/|www\.|(?:mailto|xmpp):/iu;

/** Plain words: those that GitHub would link become code, in the rest every character that could be markup is escaped. */
function escapeWords(text: string): string {
  let rendered = "";
  for (const part of text.split(/(\s+)/)) {
    rendered = append(rendered, linkedByGitHub.test(part) ? codeWord(part) : escapeCharacters(part));
  }
  return rendered;
}

function codeWord(word: string): string {
  const [, before = "", core = "", after = ""] = /^([([{"']*)(.*?)([)\]}"'.,;:!?]*)$/su.exec(word) ?? [];
  return escapeCharacters(before) + codeSpan(core) + escapeCharacters(after);
}

function escapeCharacters(text: string): string {
  return text
    .replace(/[\\*[\]~|$]/g, "\\$&")
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\\_")
    .replace(/&(?=#?\w+;)/g, "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll("`", "&#96;");
}

/** A line of text that a parser would take for a heading, quote, list, rule or underline. */
function guardLineStart(line: string): string {
  return line
    .trimStart()
    .replace(/^(\d{1,9})([.)])(?=\s|$)/, "$1\\$2")
    .replace(/^(?:#{1,6}(?=\s|$)|>|[+-](?=\s|$)|[:=-][\s:=-]*$)/, "\\$&");
}

function breakMarkers(text: string): string {
  return text.replaceAll("<!--", "<! --");
}

function longestRun(text: string, character: string): number {
  let longest = 0;
  let run = 0;
  for (const one of text) {
    run = one === character ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
}
