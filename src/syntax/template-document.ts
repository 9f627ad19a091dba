import { LineCounter, type Tags, type YAMLError, parseAllDocuments } from "yaml";
import type { DocumentNote, DocumentValue } from "./document-value.ts";
import { intrinsicTagsIn } from "./intrinsic-tags.ts";
import { blankJsonComments } from "./json-comments.ts";
import { type TextContent, parsedOnce } from "./parsed-once.ts";
import { linesOf, withLenientFlow } from "./lenient-flow.ts";
import { YamlConversion, tooDeep } from "./yaml-conversion.ts";

/** A YAML or JSON file as values with places. Broken text keeps what could be understood, and says the rest in `notes`. */
interface TemplateDocument {
  /** One value for each document of the file; empty where the file says nothing. */
  readonly documents: readonly DocumentValue[];
  readonly notes: readonly DocumentNote[];
  /** Whether it says something else where plain `yes`, `no`, `on` and `off` are booleans. */
  readonly dependsOnYaml11: boolean;
}

interface TemplateSyntax {
  /** Plain `yes`, `no`, `on` and `off` are booleans, as CloudFormation's YAML 1.1 reads them. */
  readonly yaml11Booleans?: boolean;
}

/** Longer files are not parsed: no template that somebody wrote is that long. In UTF-16 units. */
const maximumLength = 4_000_000;
const maximumNotes = 5;
const options = { uniqueKeys: false, logLevel: "silent", stringKeys: false, prettyErrors: false } as const;

/**
 * Parses YAML or JSON (also with comments). CloudFormation's short tags come out in their long form (`!Ref x` as a map with the one key `Ref`), aliases and
 * merge keys are applied. Never throws.
 */
export function parseTemplate(path: string, text: string, syntax: TemplateSyntax = {}): TemplateDocument {
  if (text.length > maximumLength)
    return {
      documents: [],
      notes: [{ path, message: `the file is longer than ${maximumLength} characters and was not parsed` }],
      dependsOnYaml11: false,
    };
  const written = isJson(path, text) ? blankJsonComments(text) : text;
  const documents: DocumentValue[] = [];
  const notes: DocumentNote[] = [];
  let dependsOnYaml11 = false;
  try {
    const { source, lines, parsed } = parseLeniently(written);
    for (const document of parsed) {
      for (const error of document.errors.slice(0, maximumNotes)) {
        notes.push({ path, line: lines.linePos(error.pos[0]).line, message: toldOf(error) });
      }
      if (document.contents === null) continue;
      const conversion = new YamlConversion({ path, text: source, lines, notes, syntax });
      documents.push(conversion.convert(document.contents));
      dependsOnYaml11 ||= conversion.hasYaml11Boolean;
    }
  } catch (error) {
    notes.push({ path, message: error instanceof RangeError ? "the file is nested too deeply and was not parsed" : "the file could not be parsed" });
  }
  return { documents, notes: oncePerLine(notes), dependsOnYaml11 };
}

/** A slip often makes several errors of one text; the depth of a file is told where it first is too much. */
function oncePerLine(notes: readonly DocumentNote[]): readonly DocumentNote[] {
  const said = new Set<string>();
  return notes.filter(({ message, line }) => {
    const key = message === tooDeep ? message : `${line ?? ""} ${message}`;
    const isNew = !said.has(key);
    said.add(key);
    return isNew;
  });
}

const parsedAsWritten = parsedOnce((path, text) => parseTemplate(path, text));
const parsedAsYaml11 = parsedOnce((path, text) => parseTemplate(path, text, { yaml11Booleans: true }));

/** The same for a file's content, which is parsed once for each path; a second time only where the syntax makes a difference. */
export function parseTemplateFile(path: string, content: TextContent, syntax: TemplateSyntax = {}): TemplateDocument {
  const asWritten = parsedAsWritten(path, content);
  return syntax.yaml11Booleans === true && asWritten.dependsOnYaml11 ? parsedAsYaml11(path, content) : asWritten;
}

/** Parses once; a second time only where a flow collection closes too early for YAML's specification. */
function parseLeniently(written: string) {
  const parse = (source: string, lines: LineCounter) => {
    // With the tags known, the parser makes no warning (an Error with its stack) of each.
    const tags = source.includes("!") ? intrinsicTagsIn(source) : [];
    const settings = { ...options, lineCounter: lines, customTags: (known: Tags): Tags => [...known, ...tags] };
    return { source, lines, parsed: [...parseAllDocuments(source, settings)] };
  };
  const first = parse(written, new LineCounter());
  const isMisplaced = first.parsed.some((document) => document.errors.some((error) => error.code === "BAD_INDENT"));
  const repaired = isMisplaced ? withLenientFlow(written) : written;
  // The parser counts the repaired text's lines, which are fewer: places are told in the written text.
  return repaired === written ? first : { ...parse(repaired, new LineCounter()), lines: linesOf(written) };
}

function isJson(path: string, text: string): boolean {
  return path.endsWith(".json") || path.endsWith(".jsonc") || text.trimStart().startsWith("{");
}

/** The parser's message without its excerpt of the file and its own line number. What it tells of its own call stack is no matter of the file's author. */
function toldOf({ code, message }: YAMLError): string {
  if (code === "RESOURCE_EXHAUSTION") return tooDeep;
  const line = message.split("\n", 1)[0] ?? message;
  const position = line.lastIndexOf(" at line ");
  return position === -1 ? line : line.slice(0, position);
}
