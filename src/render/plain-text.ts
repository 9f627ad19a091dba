import { readBlocks, readSpans } from "./markdown-tokens.ts";
import { visibleLine, visibleText } from "./visible-text.ts";

/** Our Markdown for places that show text as it is (annotations, SARIF's `text`): code spans keep their backticks, bold loses its asterisks. */
export function plainText(markdown: string): string {
  return readBlocks(visibleText(markdown))
    .map((block) => {
      if (block.kind === "fence") return block.content;
      if (block.kind === "item") return `${block.marker} ${plainSpans(block.spans)}`;
      return block.lines.map(plainSpans).join("\n");
    })
    .join("\n\n");
}

export function plainLine(markdown: string): string {
  return plainSpans(readSpans(visibleLine(markdown)));
}

function plainSpans(spans: ReturnType<typeof readSpans>): string {
  return spans.map((span) => (span.code ? `\`${span.text}\`` : span.text)).join("");
}
