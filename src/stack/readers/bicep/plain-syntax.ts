/**
 * The grammar knows neither `...spread` nor the assignments of parameter files. Both are rewritten in place, so that every offset stays: in an object `...x`
 * becomes the property `_: x`, in a list its dots become blanks, and `param x = 1` becomes a variable. Whoever walks the tree looks up the original text.
 */
export function grammarText(path: string, text: string): string {
  const source = path.endsWith(".bicepparam") ? assignmentsAsVariables(text) : text;
  return source.includes("...") ? withoutSpreads(source) : source;
}

function assignmentsAsVariables(text: string): string {
  return text
    .split("\n")
    .map((line) => {
      const start = line.length - line.trimStart().length;
      const isAssignment = line.startsWith("param ", start) && line.includes("=");
      return isAssignment ? `${line.slice(0, start)}var  ${line.slice(start + "param".length)}` : line;
    })
    .join("\n");
}

function withoutSpreads(text: string): string {
  const pieces: string[] = [];
  const open: string[] = [];
  let from = 0;
  let index = 0;
  while (index < text.length) {
    const end = endOfOpaque(text, index);
    if (end > index) {
      index = end;
      continue;
    }
    const character = text.charAt(index);
    if (character === "{" || character === "[" || character === "(") open.push(character);
    else if (character === "}" || character === "]" || character === ")") open.pop();
    else if (text.startsWith("...", index)) {
      pieces.push(text.slice(from, index), open.at(-1) === "{" ? "_: " : "   ");
      index += 3;
      from = index;
      continue;
    }
    index += 1;
  }
  return [...pieces, text.slice(from)].join("");
}

/** The offset behind a comment or text that starts here; the same offset where none does. */
function endOfOpaque(text: string, start: number): number {
  if (text.startsWith("//", start)) return orEnd(text.indexOf("\n", start), text);
  if (text.startsWith("/*", start)) return orEnd(text.indexOf("*/", start), text, 2);
  if (text.startsWith("'''", start)) return orEnd(text.indexOf("'''", start + 3), text, 3);
  return text[start] === "'" ? endOfString(text, start) : start;
}

/** Strings end with their line at the latest; what an interpolation holds is taken as part of the string. */
function endOfString(text: string, start: number): number {
  let depth = 0;
  for (let index = start + 1; index < text.length; index += 1) {
    const character = text[index];
    if (character === "\n") return index;
    if (character === "\\") index += 1;
    else if (text.startsWith("${", index)) depth += 1;
    else if (character === "}" && depth > 0) depth -= 1;
    else if (character === "'" && depth === 0) return index + 1;
  }
  return text.length;
}

function orEnd(found: number, text: string, length = 0): number {
  return found === -1 ? text.length : found + length;
}
