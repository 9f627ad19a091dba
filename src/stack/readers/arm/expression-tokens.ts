/** A word may hold dots: `contoso.uniqueName` names a function of the template, `.a.b` a path of members. */
export type Token =
  | { readonly kind: "text"; readonly value: string; readonly start: number; readonly end: number }
  | { readonly kind: "number"; readonly value: number; readonly start: number; readonly end: number }
  | { readonly kind: "word" | "sign"; readonly value: string; readonly start: number; readonly end: number };

const signs = new Set(["(", ")", "[", "]", ",", ".", "?"]);
const blanks = new Set([" ", "\t", "\n", "\r"]);

/** The tokens of an ARM expression without its outer brackets; undefined where a character has no meaning or a text does not end. */
export function tokensOf(text: string): readonly Token[] | undefined {
  const tokens: Token[] = [];
  let start = 0;
  while (start < text.length) {
    const character = text.charAt(start);
    if (blanks.has(character)) {
      start += 1;
      continue;
    }
    const token = tokenAt(text, start, character);
    if (token === undefined) return undefined;
    tokens.push(token);
    start = token.end;
  }
  return tokens;
}

function tokenAt(text: string, start: number, character: string): Token | undefined {
  if (character === "'") return quoted(text, start);
  if (signs.has(character)) return { kind: "sign", value: character, start, end: start + 1 };
  if (isDigit(character) || (character === "-" && isDigit(text.charAt(start + 1)))) {
    const end = endWhile(text, start + 1, (next) => isDigit(next) || next === ".");
    return { kind: "number", value: Number(text.slice(start, end)), start, end };
  }
  if (!isLetter(character)) return undefined;
  const end = endWhile(text, start + 1, (next) => isLetter(next) || isDigit(next) || next === "." || next === "-");
  return { kind: "word", value: text.slice(start, end), start, end };
}

/** Texts stand in single quotes; two in a row are one. */
function quoted(text: string, start: number): Token | undefined {
  let value = "";
  for (let index = start + 1; index < text.length; index += 1) {
    if (text[index] !== "'") value += text.charAt(index);
    else if (text[index + 1] === "'") {
      value += "'";
      index += 1;
    } else return { kind: "text", value, start, end: index + 1 };
  }
  return undefined;
}

function endWhile(text: string, start: number, holds: (character: string) => boolean): number {
  let end = start;
  while (end < text.length && holds(text.charAt(end))) end += 1;
  return end;
}

function isDigit(character: string): boolean {
  return character >= "0" && character <= "9";
}

function isLetter(character: string): boolean {
  return (character >= "a" && character <= "z") || (character >= "A" && character <= "Z") || character === "_" || character === "$";
}
