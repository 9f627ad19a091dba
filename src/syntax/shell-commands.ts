import { type ShellPart, type ShellWord, shellTokens } from "./shell-tokens.ts";

/** A simple command of a script: what it sets for itself, and its words. */
export interface ShellCommand {
  /** `NAME=value` before the command; where there are no words, the script's own variables. */
  readonly assignments: readonly { readonly name: string; readonly value: ShellWord }[];
  readonly words: readonly ShellWord[];
  /** Inside `if`, `for`, `while` or `case`: it may run or not. */
  readonly isConditional: boolean;
  /** The parentheses around it, from the outermost: what is set inside one ends with it. */
  readonly subshells: readonly number[];
}

/** Longer scripts are not read: nobody writes them into a pipeline. In UTF-16 units. */
const maximumLength = 200_000;
const deepestSubshell = 20;
const openers = new Set(["if", "for", "while", "until", "case", "select"]);
const closers = new Set(["fi", "done", "esac"]);
const connectives = new Set(["then", "else", "elif", "do", "!", "{", "}", "time"]);

/** The commands of a script in their order. */
export function shellCommands(text: string): readonly ShellCommand[] {
  if (text.length > maximumLength) return [];
  const commands: ShellCommand[] = [];
  let words: ShellWord[] = [];
  let depth = 0;
  let parentheses = 0;
  let subshells: readonly number[] = [];
  const end = () => {
    const keywords = leadingKeywords(words);
    const opened = keywords.filter((word) => openers.has(word)).length;
    const closed = keywords.filter((word) => closers.has(word)).length;
    const command = commandOf(words.slice(keywords.length));
    if (command !== undefined) commands.push({ ...command, isConditional: depth + opened > 0, subshells });
    depth = Math.max(0, depth + opened - closed);
    words = [];
  };
  for (const token of shellTokens(text)) {
    if (token.kind === "word") {
      words.push(token.word);
      continue;
    }
    end();
    if (token.text === "(") subshells = [...subshells, parentheses++].slice(0, deepestSubshell);
    else if (token.text === ")") subshells = subshells.slice(0, -1);
  }
  end();
  return commands;
}

/** The text of a word that holds nothing but text. */
export function literalOf(word: ShellWord): string | undefined {
  return word.parts.every((part) => "text" in part) ? word.parts.map((part) => part.text).join("") : undefined;
}

function leadingKeywords(words: readonly ShellWord[]): readonly string[] {
  const keywords: string[] = [];
  for (const word of words) {
    const text = literalOf(word);
    if (text === undefined || !isKeyword(text)) break;
    keywords.push(text);
  }
  return keywords;
}

function isKeyword(text: string): boolean {
  return openers.has(text) || closers.has(text) || connectives.has(text);
}

function commandOf(words: readonly ShellWord[]): Pick<ShellCommand, "assignments" | "words"> | undefined {
  const assignments: { name: string; value: ShellWord }[] = [];
  for (const word of words) {
    const assigned = assignmentOf(word);
    if (assigned === undefined) break;
    assignments.push(assigned);
  }
  const rest = words.slice(assignments.length);
  return assignments.length === 0 && rest.length === 0 ? undefined : { assignments, words: rest };
}

/** `NAME=value` as the name and the rest of the word. */
export function assignmentOf(word: ShellWord): { readonly name: string; readonly value: ShellWord } | undefined {
  const [first, ...others] = word.parts;
  if (first === undefined || !("text" in first)) return undefined;
  const name = /^([A-Za-z_]\w*)=/.exec(first.text)?.[1];
  if (name === undefined) return undefined;
  const rest: ShellPart = { text: first.text.slice(name.length + 1) };
  return { name, value: { ...word, parts: [rest, ...others] } };
}
