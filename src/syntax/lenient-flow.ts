import { LineCounter, parseAllDocuments } from "yaml";

/** Closing brackets that are put right at most; a file with more is reported as it is. */
const mostRepairs = 50;

/**
 * YAML whose flow collections close at their parent's indentation, which the specification refuses and CloudFormation's parser takes. The line break before such a bracket
 * becomes a space, so that every offset stays; lines are to be counted in the original text (`linesOf`).
 */
export function withLenientFlow(text: string): string {
  let current = text;
  for (let repair = 0; repair < mostRepairs; repair++) {
    const offset = firstMisplacedBracket(current);
    const lineBreak = offset === null ? -1 : current.lastIndexOf("\n", offset);
    if (offset === null || lineBreak < 0 || current.slice(lineBreak, offset).trim() !== "" || endsInComment(current, lineBreak)) return current;
    const start = current[lineBreak - 1] === "\r" ? lineBreak - 1 : lineBreak;
    current = `${current.slice(0, start)}${" ".repeat(offset - start)}${current.slice(offset)}`;
  }
  return current;
}

function firstMisplacedBracket(text: string): number | null {
  for (const document of parseAllDocuments(text, { logLevel: "silent", uniqueKeys: false })) {
    const error = document.errors.find((one) => one.code === "BAD_INDENT" && "]}".includes(text[one.pos[0]] ?? " "));
    if (error !== undefined) return error.pos[0];
  }
  return null;
}

/** A bracket must not slip into the comment of the line above. */
function endsInComment(text: string, lineBreak: number): boolean {
  return text.slice(text.lastIndexOf("\n", lineBreak - 1) + 1, lineBreak).includes("#");
}

/** Line starts of a text. */
export function linesOf(text: string): LineCounter {
  const lines = new LineCounter();
  lines.addNewLine(0);
  for (let index = text.indexOf("\n"); index >= 0; index = text.indexOf("\n", index + 1)) lines.addNewLine(index + 1);
  return lines;
}
