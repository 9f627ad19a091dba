import type { Snapshot } from "../../../change/snapshot.ts";
import { type XmlElement, xmlElements } from "../../../syntax/xml-elements.ts";
import type { LanguageVersion } from "../../facts.ts";
import { foldersUpward } from "../../folders.ts";
import { textAt } from "../../imports/resolution.ts";
import { within } from "../located.ts";

/** Elements of a pom.xml that fix the level of classes; the first that is there counts. */
const elements = ["maven.compiler.release", "release", "maven.compiler.target", "target"];
/** The same in a Gradle build, whose languages we have no grammar for. */
const gradleWords: readonly RegExp[] = [
  /\brelease(?:\.set\(|\s*=)\s*(\d{1,2})\b/u,
  /\btargetCompatibility\s*=?\s*(?:JavaVersion\.VERSION_(?:1_)?|["']?(?:1\.)?)(\d{1,2})\b/u,
  /\bsourceCompatibility\s*=?\s*(?:JavaVersion\.VERSION_(?:1_)?|["']?(?:1\.)?)(\d{1,2})\b/u,
  /\bJavaLanguageVersion\.of\(\s*(\d{1,2})\s*\)/u,
];

/** The level of the classes that the nearest build makes. A runtime of a lower version cannot load them. */
export function javaVersions(folder: string, snapshot: Snapshot): readonly LanguageVersion[] {
  const names = ["pom.xml", "build.gradle", "build.gradle.kts"];
  const path = foldersUpward(folder)
    .flatMap((above) => names.map((name) => within(above, name)))
    .find((candidate) => snapshot.entries.has(candidate));
  const text = path === undefined ? null : textAt(path, snapshot);
  if (path === undefined || text === null || text.length > 1_000_000) return [];
  const found = path.endsWith("pom.xml") ? ofMaven(text, path) : ofGradle(text, path);
  return found === null ? [] : [found];
}

function ofMaven(text: string, path: string): LanguageVersion | null {
  const all = xmlElements(path, text);
  const first = elements.map((name) => all.filter((one) => one.name === name)).find((same) => same.length > 0);
  // Profiles and modules may say several.
  const [element] = first?.length === 1 ? first : [];
  if (element === undefined) return null;
  const level = levelOf(resolved(element.text.trim(), all));
  return level === null ? null : compiled(level, `<${element.name}>${element.text.trim()}`, element.at);
}

/** `${java.version}`: a property of the same file. */
function resolved(text: string, all: readonly XmlElement[]): string {
  const name = /^\$\{([\w.-]+)\}$/u.exec(text)?.[1];
  if (name === undefined) return text;
  const values = all.filter((one) => one.name === name);
  return values.length === 1 ? (values[0]?.text.trim() ?? "") : "";
}

function ofGradle(text: string, path: string): LanguageVersion | null {
  const lines = text.split("\n").map((line) => (line.trimStart().startsWith("//") ? "" : line));
  for (const words of gradleWords) {
    for (const [index, line] of lines.entries()) {
      const match = words.exec(line);
      const level = match === null ? null : levelOf(match[1] ?? "");
      if (match !== null && level !== null) return compiled(level, match[0].trim(), { path, startLine: index + 1, endLine: index + 1 });
    }
  }
  return null;
}

/** "21", or "1.8" as versions up to 8 were written. */
function levelOf(text: string): number | null {
  const level = Number(text.startsWith("1.") ? text.slice(2) : text);
  return text !== "" && Number.isInteger(level) ? level : null;
}

function compiled(level: number, text: string, at: LanguageVersion["at"]): LanguageVersion {
  return { version: [level, 0], how: "compiled", text, at };
}
