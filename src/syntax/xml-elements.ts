import type { Location } from "../change/location.ts";

/** A start tag with its attributes and the text up to the next tag. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly text: string;
  readonly at: Location;
}

/** The start tags of an XML text with their attributes and the text up to the next tag; comments are left out. */
export function xmlElementsOf(text: string, path: string): readonly XmlElement[] {
  const elements: XmlElement[] = [];
  let line = 1;
  let counted = 0;
  for (let start = text.indexOf("<"); start !== -1; start = text.indexOf("<", start + 1)) {
    if (text.startsWith("<!--", start)) {
      const end = text.indexOf("-->", start);
      if (end === -1) break;
      start = end;
      continue;
    }
    const end = text.indexOf(">", start);
    if (end === -1) break;
    for (; counted < start; counted += 1) if (text[counted] === "\n") line += 1;
    const tag = text.slice(start + 1, text[end - 1] === "/" ? end - 1 : end);
    const next = text.indexOf("<", end);
    const name = tag.split(/\s/u, 1)[0] ?? "";
    const at = { path, startLine: line, endLine: line, start, end: end + 1 };
    if (!tag.startsWith("/") && !tag.startsWith("?"))
      elements.push({ name, attributes: attributesOf(tag), text: text.slice(end + 1, next === -1 ? undefined : next), at });
  }
  return elements;
}

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
