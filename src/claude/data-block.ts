import { createHash } from "node:crypto";
import { escapeLine } from "./visible.ts";

/** Text of the repository, of people or of an earlier answer: data for the model, never instructions. */
export interface DataBlock {
  /** What it is: "file", "pull-request", "delta". A word of ours. */
  readonly kind: string;
  /** Foreign words about it, such as its path. */
  readonly name?: string;
  readonly content: string;
}

/**
 * A tag for the blocks of one request. It is a hash of all their contents: nobody can write a text that holds the hash of that very text, so nothing inside a
 * block can close it.
 */
export function tagFor(blocks: readonly DataBlock[]): string {
  const all = blocks.map(({ kind, name, content }) => JSON.stringify([kind, name ?? "", content])).join("\n");
  for (let round = 0; ; round++) {
    const tag = `data-${createHash("sha256").update(`${round}\n${all}`).digest("hex").slice(0, 20)}`;
    if (!all.includes(tag)) return tag;
  }
}

export function renderBlock(block: DataBlock, tag: string): string {
  const name = block.name === undefined ? "" : ` name=${JSON.stringify(escapeLine(block.name))}`;
  return `<${tag} kind="${block.kind}"${name}>\n${block.content}\n</${tag}>`;
}
