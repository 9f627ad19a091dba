import type { Location } from "../change/location.ts";

/** A start tag of an XML text, with the names of the elements around it, outermost first. */
export interface XmlElement {
  readonly name: string;
  readonly within: readonly string[];
  readonly attributes: ReadonlyMap<string, string>;
  /** The text up to the next tag. */
  readonly text: string;
  readonly at: Location;
}

/** The start tags of an XML text in their order; comments and declarations are left out. What is not closed ends with the text. */
export function xmlElements(path: string, text: string): readonly XmlElement[] {
  const elements: XmlElement[] = [];
  const open: string[] = [];
  let line = 1;
  let counted = 0;
  for (let start = text.indexOf("<"); start !== -1; start = text.indexOf("<", start + 1)) {
    const end = text.startsWith("<!--", start) ? text.indexOf("-->", start) : text.indexOf(">", start);
    if (end === -1) break;
    if (text.startsWith("<!", start) || text.startsWith("<?", start)) {
      start = end;
      continue;
    }
    if (text.startsWith("</", start)) {
      open.pop();
      continue;
    }
    for (; counted < start; counted += 1) if (text[counted] === "\n") line += 1;
    const isEmpty = text[end - 1] === "/";
    const tag = text.slice(start + 1, isEmpty ? end - 1 : end);
    const next = text.indexOf("<", end);
    const name = tag.split(/\s/u, 1)[0] ?? "";
    const at = { path, startLine: line, endLine: line, start, end: end + 1 };
    elements.push({ name, within: [...open], attributes: attributesOf(tag), text: text.slice(end + 1, next === -1 ? undefined : next), at });
    if (!isEmpty && open.length < deepestElement) open.push(name);
  }
  return elements;
}

/** Deeper elements count as children of the last that is followed. */
const deepestElement = 100;

function attributesOf(tag: string): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  let rest = tag;
  for (let equals = rest.indexOf("="); equals !== -1; equals = rest.indexOf("=")) {
    const name = rest.slice(0, equals).trim().split(/\s/u).at(-1) ?? "";
    const value = rest.slice(equals + 1).trimStart();
    const quote = value.charAt(0);
    const end = quote === '"' || quote === "'" ? value.indexOf(quote, 1) : -1;
    if (end === -1) break;
    attributes.set(name, value.slice(1, end));
    rest = value.slice(end + 1);
  }
  return attributes;
}
