import type { Snapshot } from "../../change/snapshot.ts";
import { parsedOnce } from "../../syntax/parsed-once.ts";
import { type XmlElement, xmlElements } from "../../syntax/xml-elements.ts";
import type { QuotedFact } from "./manifest-fact.ts";

const longestFile = 1_000_000;

/** The release of Java that a pom.xml or build.gradle(.kts) builds classes for; undefined where it does not say so, says several, or cannot be read (yet). */
export function javaReleaseAt(path: string, snapshot: Snapshot): QuotedFact | undefined {
  const content = snapshot.read(path);
  if (content.state !== "text" || content.text.length > longestFile) return undefined;
  return (path.endsWith(".xml") ? mavenOnce(path, content) : gradleOnce(path, content)) ?? undefined;
}

const mavenOnce = parsedOnce((path, text): QuotedFact | null => {
  const elements = xmlElements(path, text);
  for (const written of deciding(elements)) {
    if (written.length === 0) continue;
    // A profile, or a second module in the file, may decide.
    const [element] = written.length === 1 && !written.some(isConditional) ? written : [];
    const value = element === undefined ? undefined : resolved(element.text.trim(), elements);
    return element === undefined || value === undefined ? null : { value, text: `<${element.name}>${element.text.trim()}`, at: element.at };
  }
  return null;
});

/** Elements that fix the release, by what decides over the next: what the compiler's plugin is told, before properties; a release before a target. */
function deciding(elements: readonly XmlElement[]): readonly (readonly XmlElement[])[] {
  const named = (name: string) => elements.filter((element) => element.name === name);
  const told = (name: string) => toldCompiler(elements).filter((element) => element.name === name);
  const isSpring = elements.some(({ within, text }) => within.join("/") === "project/parent" && text.trim() === "spring-boot-starter-parent");
  return [
    told("release"),
    named("maven.compiler.release"),
    told("target"),
    named("maven.compiler.target"),
    // Spring Boot's parent makes the release of it; elsewhere it is a name like any other.
    isSpring ? named("java.version") : [],
  ];
}

/** Children of the configuration of maven-compiler-plugin. */
function toldCompiler(elements: readonly XmlElement[]): readonly XmlElement[] {
  let plugin = "";
  const found: XmlElement[] = [];
  for (const element of elements) {
    const parent = element.within.at(-1);
    if (element.name === "plugin") plugin = "";
    else if (element.name === "artifactId" && parent === "plugin") plugin = element.text.trim();
    else if (plugin === "maven-compiler-plugin" && parent === "configuration") found.push(element);
  }
  return found;
}

function isConditional({ within }: XmlElement): boolean {
  return within.includes("profile") || within.includes("execution");
}

/** `${java.version}`: a property of the same file; undefined where a parent or a profile may say it. */
function resolved(text: string, elements: readonly XmlElement[]): string | undefined {
  const name = /^\$\{([\w.-]+)\}$/u.exec(text)?.[1];
  const properties =
    name === undefined ? [] : elements.filter((element) => element.name === name && element.within.join("/") === "project/properties");
  const value = name === undefined ? text : properties.length === 1 ? properties[0]?.text.trim() : undefined;
  return value?.includes("${") === true ? undefined : value;
}

/**
 * How build files of Gradle write the release, the deciding one first; they are programs in a language that we have no parser for, so each line is taken by
 * itself. A release that is computed has no number.
 */
const releases: readonly RegExp[] = [
  /(?:\boptions\.|^\s*|\{\s*)release(?:\.set\(|\s*=(?!=))\s*(?:(\d{1,2})\b\)?)?/u,
  /\btargetCompatibility\b\s*=?\s*(?:JavaVersion\.VERSION_)?["']?(?:1[._])?(?:(\d{1,2})\b["']?)?/u,
  /\bsourceCompatibility\b\s*=?\s*(?:JavaVersion\.VERSION_)?["']?(?:1[._])?(?:(\d{1,2})\b["']?)?/u,
  /\b(?:JavaLanguageVersion\.of|jvmToolchain)\(\s*(?:(\d{1,2})\s*\))?/u,
];

const gradleOnce = parsedOnce((path, text): QuotedFact | null => {
  const lines = text.split("\n").map((line) => line.split("//")[0] ?? "");
  for (const pattern of releases) {
    const found = lines.flatMap((line, index) => {
      const match = pattern.exec(line);
      return match === null ? [] : [{ value: match[1], text: match[0].trim(), at: { path, startLine: index + 1, endLine: index + 1 } }];
    });
    const [first] = found;
    if (first === undefined) continue;
    // Sets of sources may be built for several.
    const { value, ...place } = first;
    return value !== undefined && found.every((one) => one.value === value) ? { value, ...place } : null;
  }
  return null;
});
