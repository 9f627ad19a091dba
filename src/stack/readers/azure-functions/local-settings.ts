import type { Snapshot } from "../../../change/snapshot.ts";
import { parseTemplateFile } from "../../../syntax/template-document.ts";
import type { NativeResource } from "../../native.ts";
import { type MapEntry, entryOf, textOf } from "../../value.ts";
import { entry, list, map, scalar } from "../../value-builders.ts";

const secretMarks = ["accountkey=", "sharedaccesskey=", "sharedsecretvalue=", "password=", "pwd=", "sharedaccesssignature=", "?sv="];
const secretWords = ["secret", "password", "apikey", "api_key", "accesskey", "privatekey", "token"];
const localMarks = ["usedevelopmentstorage=true", "usedevelopmentemulator=true", "localhost", "127.0.0.1", "azurite", "host.docker.internal"];

/** A committed local.settings.json. `secretNames` lists the values that look like real secrets: emulators, placeholders and empty values are none. */
export function readLocalSettings(path: string, snapshot: Snapshot): NativeResource | undefined {
  const content = snapshot.read(path);
  if (content.state !== "text") return undefined;
  const [document] = parseTemplateFile(path, content).documents;
  if (document?.kind !== "map") return undefined;
  const values = ["Values", "ConnectionStrings"].flatMap((name) => {
    const section = entryOf(document, name)?.value;
    return section?.kind === "map" ? [...section.entries.values()] : [];
  });
  const secrets = values.filter(looksLikeSecret).map((one) => scalar(one.name, one.at));
  return {
    platform: "azure",
    format: "host-json",
    scope: path,
    address: "local.settings.json",
    name: path,
    type: "AzureFunctions/local-settings",
    nativeType: "local.settings.json",
    at: document.at,
    properties: map([...document.entries.values(), entry("secretNames", list(secrets, document.at))], document.at),
    attributes: new Map(),
    conditional: false,
    implicit: false,
  };
}

function looksLikeSecret({ name, value }: MapEntry): boolean {
  const text = textOf(value.kind === "map" ? entryOf(value, "ConnectionString")?.value : value);
  if (text === undefined || text.length < 8 || isPlaceholder(text)) return false;
  const [lower, key] = [text.toLowerCase(), name.toLowerCase()];
  if (localMarks.some((mark) => lower.includes(mark))) return false;
  if (secretMarks.some((mark) => lower.includes(mark))) return true;
  const named = secretWords.some((word) => key.includes(word)) || key.endsWith("key");
  return named && !lower.startsWith("http") && !text.includes(" ");
}

function isPlaceholder(text: string): boolean {
  return (
    text.includes("<") ||
    text.includes("${") ||
    text.startsWith("@Microsoft.KeyVault") ||
    text.includes("__") ||
    /^(your|my|todo|change|replace|xxx|\*{3}|\.{3}|example|dummy|fake)/iu.test(text)
  );
}
