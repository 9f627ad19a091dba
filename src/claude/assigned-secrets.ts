/** A stretch of text that holds a secret, by offsets, and what kind of secret it looks like. */
export interface SecretRange {
  readonly start: number;
  readonly end: number;
  readonly kind: string;
}

const names =
  "pass(?:word|wd|phrase|code)|pwd|secret|token|credentials?|connection[_-]?string|(?:api|access|account|private|encryption|signing|master|auth|shared|subscription|function|host|storage)[_-]?(?:access[_-]?)?key";
/** A name that ends in one of these says where a secret is, how long it lives …, not what it is. */
const harmlessEnding =
  /(?:name|names|arn|id|ids|uri|url|endpoint|path|file|ttl|policy|type|version|length|size|expiry|expires|expiration|rotation|days|seconds|prefix|vault|store|manager|count|limit|enabled|ref|table|header|reference)$/i;
const gap = String.raw`[ \t]{0,8}`;
const literal = String.raw`(?:"([^"\n]{6,500})"|'([^'\n]{6,500})'|\x60([^\x60\n]{6,500})\x60|([^\s"'\x60,;(){}[\]<>]{6,500}))`;
const name = String.raw`[\w-]{0,60}?(?:${names})[\w-]{0,30}`;
const assignment = String.raw`["'\x60\]]{0,2}${gap}(?::${gap}\w{1,20}${gap}=|=>|:=|[:=])${gap}`;

const patterns: readonly RegExp[] = [
  // DB_PASSWORD = "…", api_key: …, token: string = '…'
  new RegExp(String.raw`(?<![\w-])(${name})${assignment}${literal}`, "gi"),
  // { name: 'DB_PASSWORD', value: '…' }, on one line or on two
  new RegExp(String.raw`\b(?:name|key)["']?${gap}[:=]${gap}["']?(${name})["']?,?\s{1,60}["']?value["']?${gap}[:=]${gap}${literal}`, "gi"),
  // variable "db_password" { default = "…" }, DbPassword: {Type: String, Default: …}
  new RegExp(String.raw`(?<![\w-])(${name})["']?\s{0,8}[:{][^{}]{0,240}?\bdefault["']?${gap}[:=]${gap}${literal}`, "gi"),
];

const shapes: readonly { readonly kind: string; readonly pattern: RegExp }[] = [
  {
    kind: "private key",
    pattern: /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----(?:(?!-----END)[\s\S]){0,20000}(?:-----END [A-Z0-9 ]{0,40}-----)?/g,
  },
  { kind: "access key id", pattern: /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g },
  { kind: "API key", pattern: /\bAIza[\w-]{35}/g },
  { kind: "JSON web token", pattern: /\beyJ[\w-]{10,2000}\.[\w-]{10,4000}\.[\w-]{10,2000}/g },
  { kind: "bearer token", pattern: /\bbearer[ \t]+[\w.~+/-]{20,2000}=*/gi },
  { kind: "signature", pattern: /[?&](?:sig|X-Amz-Signature|X-Goog-Signature)=[\w%+/=-]{16,500}/gi },
  { kind: "credentials in a URL", pattern: /(?<=\b[a-z][a-z\d+.-]{1,30}:\/\/)[^\s/:@"'`{}$<>]{1,200}:[^\s/@"'`{}$<>]{3,300}(?=@)/gi },
];

/** Secrets by shape, and literal values beside names such as password, secret, token or api_key. Text is looked at, never run. */
export function findAssignedSecrets(text: string): readonly SecretRange[] {
  const byShape = shapes.flatMap(({ kind, pattern }) =>
    [...text.matchAll(pattern)].map((match) => ({ start: match.index, end: match.index + match[0].length, kind })),
  );
  return [...byShape, ...patterns.flatMap((pattern) => [...text.matchAll(pattern)].flatMap(rangeOfValue))];
}

function rangeOfValue(match: RegExpMatchArray): SecretRange[] {
  const [whole, owner = "", ...values] = match;
  const value = values.find((candidate) => candidate !== undefined) ?? "";
  const isQuoted = values[3] === undefined;
  if (harmlessEnding.test(owner) || !isSecretLike(value, { isQuoted, isPassword: /pass|pwd/i.test(owner) })) return [];
  const start = (match.index ?? 0) + whole.lastIndexOf(value);
  return [{ start, end: start + value.length, kind: "value of a secret's name" }];
}

const reference =
  /\$\{|\{\{|#\{|\$\(|<[^>]*>|^!|^@Microsoft|^arn:|^https?:\/\/|^\/|^(?:process|os|env|var|local|module|data|params?|props|config|settings|event|self|this|aws_|google_|azurerm_|secrets?)\b[.[(_]|^(?:true|false|null|none|undefined|string|SecureString|NoEcho)$/i;
const placeholder =
  /^(?:[x*.?_-]+|change-?me.*|example.*|placeholder.*|your[-_ ].*|dummy.*|redacted.*|\[redacted.*|todo|none|test|secret|password|token)$/i;

/** Whether a literal looks made by a generator, or, for a password, made up by a person; references and placeholders do not. */
function isSecretLike(value: string, about: { readonly isQuoted: boolean; readonly isPassword: boolean }): boolean {
  if (reference.test(value) || placeholder.test(value) || /\s/.test(value.trim())) return false;
  // Unquoted, a name with dots or calls is code that fetches the secret.
  if (!about.isQuoted && /^[A-Za-z_$][\w$]*(?:[.(]|$)/.test(value) && !/\d/.test(value)) return false;
  const classes = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z\d]/].filter((one) => one.test(value)).length;
  if (about.isPassword && value.length >= 6 && classes >= 2 && /\d|[^\w.-]/.test(value)) return true;
  const isWords = /^[A-Za-z]+(?:[-_./ ][A-Za-z]+)*$/.test(value) && value.length < 20;
  return value.length >= 12 && !isWords && entropyOf(value) >= 3 && (/\d/.test(value) || classes >= 3 || entropyOf(value) >= 3.8);
}

/** Shannon entropy in bits for each character. */
function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  return [...counts.values()].reduce((sum, count) => sum - (count / text.length) * Math.log2(count / text.length), 0);
}
