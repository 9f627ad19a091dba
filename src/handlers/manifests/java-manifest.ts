import type { Snapshot } from "../../change/snapshot.ts";
import { type XmlElement, xmlElements } from "../../syntax/xml-elements.ts";
import type { Manifest, ManifestFact } from "./manifest.ts";

const longestFile = 1_000_000;
/** The properties of Maven that set the release, the deciding one first. */
const releaseProperties = ["maven.compiler.release", "maven.compiler.target", "java.version", "maven.compiler.source"];

/** pom.xml, with its own properties in place; what a parent elsewhere says is not known. */
export function mavenManifest(path: string, snapshot: Snapshot): Manifest | undefined {
  const content = snapshot.read(path);
  if (content.state !== "text" || content.text.length > longestFile) return undefined;
  const elements = xmlElements(path, content.text);
  const properties = new Map(elements.filter(isProperty).map((one) => [one.name, one] as const));
  const fact = (element: XmlElement | undefined): ManifestFact | undefined => {
    const value = element === undefined ? undefined : withProperties(element.text.trim(), properties);
    return element === undefined || value === undefined ? undefined : { value, at: element.at };
  };
  const configured = ["release", "target"].map((name) => elements.find((one) => one.name === name && one.within.at(-1) === "configuration"));
  const written = [configured[0], ...releaseProperties.map((name) => properties.get(name)), configured[1]];
  return {
    ecosystem: "java",
    path,
    runtime: written.map(fact).find((found) => found !== undefined),
    target: undefined,
    dependencies: dependenciesOf(elements, fact),
  };
}

function isProperty({ within }: XmlElement): boolean {
  return within.length === 2 && within[1] === "properties";
}

/** `${java.version}` in place; undefined where a property is not the project's own. */
function withProperties(text: string, properties: ReadonlyMap<string, XmlElement>): string | undefined {
  const name = /^\$\{([\w.-]+)\}$/u.exec(text)?.[1];
  const value = name === undefined ? text : properties.get(name)?.text.trim();
  return value === undefined || value.includes("${") ? undefined : value;
}

function dependenciesOf(
  elements: readonly XmlElement[],
  fact: (element: XmlElement | undefined) => ManifestFact | undefined,
): Manifest["dependencies"] {
  const found = new Map<string, ManifestFact>();
  for (const [index, element] of elements.entries()) {
    if (element.name !== "dependency" || element.within.join("/") !== "project/dependencies") continue;
    const depth = element.within.length;
    const next = elements.findIndex((one, position) => position > index && one.within.length <= depth);
    const parts = elements.slice(index + 1, next === -1 ? undefined : next);
    const part = (name: string) => fact(parts.find((one) => one.name === name));
    const [group, artifact] = [part("groupId"), part("artifactId")];
    if (group !== undefined && artifact !== undefined)
      found.set(`${group.value}:${artifact.value}`, { value: part("version")?.value ?? "", at: element.at });
  }
  return found;
}

/** How build files of Gradle write the release; they are programs in a language that we have no parser for, so each line is taken by itself. */
const releases: readonly RegExp[] = [
  /\boptions\.release(?:\.set\(|\s*=)\s*(\d+)/u,
  /\bJavaLanguageVersion\.of\(\s*(\d+)\s*\)/u,
  /\bjvmToolchain\(\s*(\d+)\s*\)/u,
  /\b(?:target|source)Compatibility\s*=?\s*(?:JavaVersion\.VERSION_)?["']?(?:1[._])?(\d+)\b/u,
];
const dependency = /^\s*(?:implementation|api|runtimeOnly|compileOnly)\b[\s(]*["']([\w.-]+:[\w.-]+)(?::([\w.-]+))?["']/u;

/** build.gradle and build.gradle.kts, as far as one line tells. */
export function gradleManifest(path: string, snapshot: Snapshot): Manifest | undefined {
  const content = snapshot.read(path);
  if (content.state !== "text" || content.text.length > longestFile) return undefined;
  const lines = content.text
    .split("\n")
    .map((line, index) => ({ line: line.split("//")[0] ?? "", at: { path, startLine: index + 1, endLine: index + 1 } }));
  const written = releases.flatMap((pattern) =>
    lines.flatMap(({ line, at }): ManifestFact[] => {
      const value = pattern.exec(line)?.[1];
      return value === undefined ? [] : [{ value, at }];
    }),
  );
  const dependencies = lines.flatMap(({ line, at }) => {
    const [, name, version = ""] = dependency.exec(line) ?? [];
    return name === undefined ? [] : [[name, { value: version, at }] as const];
  });
  return { ecosystem: "java", path, runtime: written[0], target: undefined, dependencies: new Map(dependencies) };
}
