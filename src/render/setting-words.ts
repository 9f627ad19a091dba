import type { SettingChange } from "../stack/delta.ts";
import { type Value, textOf } from "../stack/value.ts";
import { codeSpan } from "./markdown-escape.ts";
import { count, groupDigits } from "./wording.ts";

const units: readonly (readonly [suffix: string, unit: string])[] = [
  ["Seconds", "s"],
  ["Megabytes", "MB"],
  ["Hours", "h"],
  ["Days", "days"],
];

const acronyms: Readonly<Record<string, string>> = {
  kms: "KMS",
  cors: "CORS",
  tls: "TLS",
  url: "URL",
  cpu: "CPU",
  https: "HTTPS",
  api: "API",
  ttl: "TTL",
  oidc: "OIDC",
  http: "HTTP",
};

/** "visibilityTimeoutSeconds" → "visibility timeout"; native property names stay as they are, in code. */
function settingWords(change: SettingChange): string {
  if (!change.common) return codeSpan(change.name.slice(0, 80));
  const unit = units.find(([suffix]) => change.name.endsWith(suffix));
  const name = unit === undefined ? change.name : change.name.slice(0, -unit[0].length);
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(" ");
  return words.map((word) => acronyms[word] ?? word).join(" ");
}

/** A value in a few characters: "30 s", "on", "`arm64`", "3 entries"; null where it is not known or too long to be said. */
export function valueWords(name: string, value: Value | undefined): string | null {
  if (value?.kind === "list") return count(value.items.length, "entry", "entries");
  if (value?.kind === "reference") return codeSpan(value.address.slice(0, 80));
  if (value?.kind !== "scalar" || value.value === null) return null;
  if (typeof value.value === "boolean") return value.value ? "on" : "off";
  const text = String(value.value);
  const unit = units.find(([suffix]) => name.endsWith(suffix))?.[1];
  if (Number.isFinite(Number(text)) && text.trim() !== "")
    return unit === undefined ? groupDigits(Number(text)) : `${groupDigits(Number(text))} ${unit}`;
  return text.length > 60 ? null : codeSpan(text);
}

/** What stands before and after the name of the holder: "raises the timeout of" and "from 30 s to 120 s". */
export interface ChangePhrase {
  readonly before: string;
  readonly after: string;
}

/** The change as a predicate around its holder's name: "raises the timeout of … from 30 s to 120 s", "turns off versioning of …". */
export function changePhrase(change: SettingChange): ChangePhrase {
  const words = settingWords(change);
  const [before, after] = [valueWords(change.name, change.before), valueWords(change.name, change.after)];
  const said = (verb: string, tail = "") => ({ before: `${verb} the ${words} of`, after: tail });
  if (change.after === undefined) return said("removes", before === null ? "" : `(${before})`);
  if (after === "on" || after === "off") return { before: `turns ${after} ${words} of`, after: "" };
  if (change.before === undefined) return said("sets", after === null ? "" : `to ${after}`);
  if (before === null || after === null || before === after) return said("changes");
  const [one, other] = [Number(textOf(change.before)), Number(textOf(change.after))];
  const verb = Number.isFinite(one) && Number.isFinite(other) ? (other > one ? "raises" : "lowers") : "changes";
  return said(verb, `from ${before} to ${after}`);
}

/** Settings that say how much we know, not how the system is set. */
const bookkeeping = new Set(["complete", "appSettingsComplete"]);

export function isTold(change: SettingChange): boolean {
  return !(change.common && bookkeeping.has(change.name));
}

const protections = new Set(
  [
    "deadLetterTarget asyncDeadLetterTarget asyncFailureDestination failureDestination deletionProtection pointInTimeRecovery versioning encrypted managedEncryption kmsKey",
    "reportsItemFailures httpsOnly authorizer authorization urlAuthorization apiKeyRequired reservedConcurrency maximumConcurrency tracing accessLog throttling backupRetentionDays",
    "actionsEnabled recursiveLoop uniformAccess permissionsBoundary bisectOnError",
  ].flatMap((line) => line.split(" ")),
);

/** Whether the change takes away or turns off something that protects: a dead-letter target, encryption, backups, an authorizer. */
export function isLostProtection(change: SettingChange): boolean {
  if (!change.common || !protections.has(change.name)) return false;
  return change.after === undefined || ["false", "NONE", "off", "0"].includes(textOf(change.after) ?? "");
}
