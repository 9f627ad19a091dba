/** The text with `//` and block comments replaced by spaces, so that every offset and line stays: JSON with comments becomes JSON. */
export function blankJsonComments(text: string): string {
  if (!text.includes("//") && !text.includes("/*")) return text;
  const pieces: string[] = [];
  let from = 0;
  let index = 0;
  while (index < text.length) {
    if (text[index] === '"') {
      index = endOfString(text, index);
      continue;
    }
    const end = text[index] === "/" ? endOfComment(text, index) : index;
    if (end === index) {
      index += 1;
      continue;
    }
    pieces.push(text.slice(from, index), blanked(text.slice(index, end)));
    from = index = end;
  }
  pieces.push(text.slice(from));
  return pieces.join("");
}

/** The offset behind a string; JSON strings end with their line, so an unclosed quote does not swallow the file. */
function endOfString(text: string, start: number): number {
  for (let index = start + 1; index < text.length; index += 1) {
    const character = text[index];
    if (character === "\\") index += 1;
    else if (character === '"' || character === "\n") return index + 1;
  }
  return text.length;
}

function endOfComment(text: string, start: number): number {
  if (text[start + 1] === "/") {
    const end = text.indexOf("\n", start);
    return end === -1 ? text.length : end;
  }
  if (text[start + 1] !== "*") return start;
  const end = text.indexOf("*/", start + 2);
  return end === -1 ? text.length : end + 2;
}

function blanked(comment: string): string {
  return comment
    .split("\n")
    .map((line) => " ".repeat(line.length))
    .join("\n");
}
