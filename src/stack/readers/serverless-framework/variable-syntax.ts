/** A piece of text: literal characters, or a variable with its alternatives, first one first. `source` is the text as written. */
export type TextPart = { readonly literal: string } | { readonly alternatives: readonly Alternative[]; readonly source: string };

/** A source that is asked: `file(x.yml):key`. */
interface SourceAlternative {
  readonly kind: "source";
  readonly name: string;
  readonly argument: readonly TextPart[] | undefined;
  readonly address: readonly TextPart[] | undefined;
}

/** One alternative of a variable: a literal, or a source such as `file(x.yml):key` with variables inside its parts. */
export type Alternative =
  | { readonly kind: "literal"; readonly value: string | number | boolean | null }
  | SourceAlternative
  | { readonly kind: "variable"; readonly parts: readonly TextPart[] };

const maximumNesting = 20;

/** Splits text into literals and Serverless Framework variables. `${AWS::Region}` and `${Name}` belong to CloudFormation and stay literal. */
export function partsOfText(text: string, nesting = 0): readonly TextPart[] {
  const parts: TextPart[] = [];
  const closing = nesting < maximumNesting ? closingBraces(text) : new Map<number, number>();
  let literal = "";
  let index = 0;
  while (index < text.length) {
    const end = closing.get(index);
    const alternatives = end === undefined ? undefined : alternativesOf(text.slice(index + 2, end), nesting + 1);
    if (end === undefined || alternatives === undefined) {
      literal += text[index];
      index += 1;
      continue;
    }
    if (literal !== "") parts.push({ literal });
    literal = "";
    parts.push({ alternatives, source: text.slice(index, end + 1) });
    index = end + 1;
  }
  if (literal !== "") parts.push({ literal });
  return parts;
}

/** Whether text may hold a variable at all. */
export function mayHoldVariable(text: string): boolean {
  return text.includes("${");
}

/** Where each variable that begins in the text ends. */
function closingBraces(text: string): ReadonlyMap<number, number> {
  const closing = new Map<number, number>();
  const open: number[] = [];
  for (let index = 0; index < text.length; index += 1) {
    if (text.startsWith("${", index)) open.push(index);
    const start = text[index] === "}" ? open.pop() : undefined;
    if (start !== undefined) closing.set(start, index);
  }
  return closing;
}

/** The alternatives of a variable's content; undefined where it is no variable of the framework. */
function alternativesOf(content: string, nesting: number): readonly Alternative[] | undefined {
  const pieces = splitOutside(content, ",").map((piece) => piece.trim());
  const readers = pieces.map((piece, index) => readerOf(piece, nesting, index === 0));
  return readers.every((one) => one !== undefined) && readers.length > 0 ? readers.map((read) => read()) : undefined;
}

/** What reads a piece, undefined where it is no alternative: what is nested in pieces that are none must not be read at every level anew. */
function readerOf(piece: string, nesting: number, isFirst: boolean): (() => Alternative) | undefined {
  const literal = isFirst ? undefined : literalOf(piece);
  if (literal !== undefined) return () => literal;
  if (piece.startsWith("${") && closingBraces(piece).get(0) === piece.length - 1)
    return () => ({ kind: "variable", parts: partsOfText(piece, nesting) });
  const name = /^[A-Za-z][\w-]*/.exec(piece)?.[0];
  if (name === undefined) return undefined;
  const rest = piece.slice(name.length);
  const argumentEnd = rest.startsWith("(") ? closingParenthesis(rest) : -1;
  const argument = argumentEnd === -1 ? undefined : rest.slice(1, argumentEnd);
  const tail = argumentEnd === -1 ? rest : rest.slice(argumentEnd + 1);
  // "AWS::Region" is CloudFormation's.
  if (tail.startsWith("::") || (tail !== "" && !tail.startsWith(":"))) return undefined;
  if (tail === "" && argument === undefined) return undefined;
  return () => ({
    kind: "source",
    name,
    argument: argument === undefined ? undefined : partsOfText(argument, nesting),
    address: tail === "" ? undefined : partsOfText(tail.slice(1).trim(), nesting),
  });
}

function literalOf(piece: string): Alternative | undefined {
  const quote = piece[0];
  if ((quote === "'" || quote === '"') && piece.length > 1 && piece.endsWith(quote)) return { kind: "literal", value: piece.slice(1, -1) };
  if (piece === "true" || piece === "false") return { kind: "literal", value: piece === "true" };
  if (piece === "null" || piece === "") return { kind: "literal", value: null };
  return Number.isFinite(Number(piece)) ? { kind: "literal", value: Number(piece) } : undefined;
}

function closingParenthesis(text: string): number {
  let open = 0;
  for (let index = 0; index < text.length; index += 1) {
    if (text[index] === "(") open += 1;
    else if (text[index] === ")") open -= 1;
    if (open === 0) return index;
  }
  return -1;
}

/** Splits at a character that stands outside quotes, parentheses and nested variables. */
function splitOutside(text: string, separator: string): readonly string[] {
  const pieces: string[] = [];
  let depth = 0;
  let quote: string | undefined;
  let from = 0;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index] ?? "";
    if (quote !== undefined) quote = character === quote ? undefined : quote;
    else if (character === "'" || character === '"') quote = character;
    else if (character === "{" || character === "(") depth += 1;
    else if (character === "}" || character === ")") depth -= 1;
    else if (character === separator && depth === 0) {
      pieces.push(text.slice(from, index));
      from = index + 1;
    }
  }
  pieces.push(text.slice(from));
  return pieces;
}

/** The source of a text that is nothing but `${file(custom.yml)}`, without address or fallback. */
export function plainFileOf([part, ...others]: readonly TextPart[]): SourceAlternative | undefined {
  if (part === undefined || others.length > 0 || !("alternatives" in part)) return undefined;
  const [source, ...fallbacks] = part.alternatives;
  if (source?.kind !== "source" || source.name !== "file" || fallbacks.length > 0 || source.address !== undefined) return undefined;
  return source.argument?.every((one) => "literal" in one) === true ? source : undefined;
}
