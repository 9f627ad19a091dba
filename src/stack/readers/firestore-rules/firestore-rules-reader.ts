import { isTestPath } from "../../../change/classify.ts";
import type { Snapshot } from "../../../change/snapshot.ts";
import type { NativeResource, Note, Reader, Reading } from "../../native.ts";
import { entry, list, map, mapOf, scalar } from "../../value-builders.ts";
import { accessRulesOf } from "./access-rules.ts";
import type { RulesFile } from "./ast.ts";
import { type ParsedRules, parseRules } from "./parse-rules.ts";
import { rememberRules } from "./rules-file-of.ts";

/** Security rules of Firestore and Cloud Storage for Firebase: any `.rules` file that names one of both services. */
export const firestoreRulesReader: Reader = {
  format: "firestore-rules",
  claims: (path) => path.endsWith(".rules"),
  read: readRules,
};

const types: ReadonlyMap<string, string> = new Map([
  ["cloud.firestore", "firestore-ruleset"],
  ["firebase.storage", "storage-ruleset"],
]);

function readRules(paths: readonly string[], snapshot: Snapshot): Reading {
  const notes: Note[] = [];
  const files: string[] = [];
  const resources = paths.filter(isDeployed).flatMap((path) => {
    const content = snapshot.read(path);
    if (content.state !== "text" || ![...types.keys()].some((service) => content.text.includes(service))) return [];
    const parsed = parseRules(path, content.text);
    notes.push(...parsed.notes);
    files.push(path);
    return rulesets(path, content.text, parsed);
  });
  return { resources, notes, files };
}

/** Rules of tests and of the emulator guard nothing. */
function isDeployed(path: string): boolean {
  return !isTestPath(path) && !/(?:^|[/_.-])emulators?(?:[/_.-]|$)/iu.test(path);
}

function rulesets(path: string, text: string, { file }: ParsedRules): readonly NativeResource[] {
  return file.services.flatMap((service) => {
    const type = types.get(service.name);
    if (type === undefined) return [];
    const own: RulesFile = { version: file.version, services: [service] };
    return [
      {
        platform: "google",
        format: "firestore-rules",
        scope: path,
        address: service.name,
        name: path.slice(path.lastIndexOf("/") + 1),
        type,
        nativeType: `service ${service.name}`,
        at: service.at,
        properties: propertiesOf(path, text, own),
        attributes: new Map(),
        conditional: false,
        implicit: false,
      },
    ];
  });
}

/** The file's path, and every `allow` as text: what differs between two versions shows there. */
function propertiesOf(path: string, text: string, file: RulesFile) {
  const [service] = file.services;
  const at = service?.at ?? { path, startLine: 1, endLine: 1 };
  const allows = accessRulesOf(file).map((rule) => {
    const { condition } = rule.allow;
    const written = condition === null ? "true" : text.slice(condition.at.start, condition.at.end);
    return mapOf(
      {
        path: scalar(rule.path, rule.match.headAt),
        methods: scalar(rule.allow.methods.join(", "), rule.allow.at),
        condition: scalar(written, rule.allow.at),
      },
      rule.allow.at,
    );
  });
  const properties = map([entry("path", scalar(path, at)), entry("version", scalar(file.version, at)), entry("allows", list(allows, at))], at);
  return rememberRules(properties, file);
}
