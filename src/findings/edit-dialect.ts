/** A value that an edit may write. */
export type EditValue = string | number | boolean | Reference | readonly EditValue[] | EditMap;

/** A map in the order in which it is to be written. */
export interface EditMap {
  readonly [name: string]: EditValue;
}

/** A reference to a resource of the same stack. Only templates and Terraform write it: `isWritable` says where. */
export class Reference {
  readonly address: string;
  /** The attribute in CloudFormation; undefined for a plain `Ref`. In Terraform it is always the ARN. */
  readonly attribute: string | undefined;
  /** What follows the reference: "/index/*". */
  readonly ending: string;

  constructor(address: string, attribute: string | undefined, ending = "") {
    this.address = address;
    this.attribute = attribute;
    this.ending = ending;
  }
}

/** How the text around an edit is written. `code` is TypeScript or JavaScript: an object literal; `python` the arguments of a call. */
export type Dialect = "yaml" | "json" | "hcl" | "bicep" | "code" | "python";

const dialects: ReadonlyMap<string, Dialect> = new Map([
  ["yml", "yaml"],
  ["yaml", "yaml"],
  ["template", "yaml"],
  ["json", "json"],
  ["tf", "hcl"],
  ["tofu", "hcl"],
  ["bicep", "bicep"],
  ["ts", "code"],
  ["mts", "code"],
  ["cts", "code"],
  ["tsx", "code"],
  ["js", "code"],
  ["mjs", "code"],
  ["cjs", "code"],
  ["py", "python"],
]);

/** The dialect of a file; null for formats that we do not write. */
export function dialectOf(path: string, text: string): Dialect | null {
  const dialect = dialects.get(path.slice(path.lastIndexOf(".") + 1)) ?? null;
  return dialect === "yaml" && text.trimStart().startsWith("{") ? "json" : dialect;
}

/** Whether values are expressions of a program. */
export function isCode(dialect: Dialect): boolean {
  return dialect === "code" || dialect === "python";
}

/** Whether a dialect has a form for a value. */
export function isWritable(dialect: Dialect, value: EditValue): boolean {
  if (value instanceof Reference) return dialect === "yaml" || dialect === "json" || dialect === "hcl";
  if (typeof value !== "object") return true;
  return Object.values(value).every((item: EditValue) => isWritable(dialect, item));
}

/** A value on one line, as the dialect writes it. `text` is the file, for its way of quoting. */
export function valueIn(dialect: Dialect, value: EditValue, text: string): string {
  if (isList(value)) return `[${value.map((item) => valueIn(dialect, item, text)).join(", ")}]`;
  if (value instanceof Reference) return referenceIn(dialect, value);
  if (typeof value === "object") {
    const sign = dialect === "hcl" ? " = " : ": ";
    const entries = Object.entries(value).map(
      ([name, item]) => `${nameIn(dialect, name, dialect === "python")}${sign}${valueIn(dialect, item, text)}`,
    );
    return dialect === "python" ? `{${entries.join(", ")}}` : `{ ${entries.join(", ")} }`;
  }
  if (typeof value === "boolean" && dialect === "python") return value ? "True" : "False";
  return typeof value === "string" ? quoted(dialect, value, text) : String(value);
}

function referenceIn(dialect: Dialect, { address, attribute, ending }: Reference): string {
  const whole = attribute === undefined ? address : `${address}.${attribute}`;
  if (dialect === "hcl") return ending === "" ? `${address}.arn` : `"\${${address}.arn}${ending}"`;
  if (ending !== "") return dialect === "yaml" ? `!Sub "\${${whole}}${ending}"` : `{ "Fn::Sub": "\${${whole}}${ending}" }`;
  if (dialect === "yaml") return attribute === undefined ? `!Ref ${address}` : `!GetAtt ${whole}`;
  return attribute === undefined ? `{ "Ref": "${address}" }` : `{ "Fn::GetAtt": ["${address}", "${attribute}"] }`;
}

/** An entry of YAML in block style: maps and lists of maps on lines of their own, the first of them without indentation. */
export function blockLines(name: string, value: EditValue, text: string): readonly string[] {
  if (isList(value) && value.some(isMap)) return [`${name}:`, ...value.flatMap((item) => itemLines(item, text).map((line) => `  ${line}`))];
  if (isMap(value)) return [`${name}:`, ...mapLines(value, text).map((line) => `  ${line}`)];
  return [`${name}: ${valueIn("yaml", value, text)}`];
}

function mapLines(value: EditMap, text: string): readonly string[] {
  return Object.entries(value).flatMap(([name, item]) => blockLines(name, item, text));
}

function itemLines(item: EditValue, text: string): readonly string[] {
  if (!isMap(item)) return [`- ${valueIn("yaml", item, text)}`];
  return mapLines(item, text).map((line, index) => (index === 0 ? `- ${line}` : `  ${line}`));
}

function isList(value: EditValue): value is readonly EditValue[] {
  return Array.isArray(value);
}

function isMap(value: EditValue): value is EditMap {
  return typeof value === "object" && !isList(value) && !(value instanceof Reference);
}

/** A key as the dialect writes it; `isQuoted`: the neighbours' keys are in quotes. */
export function nameIn(dialect: Dialect, name: string, isQuoted: boolean): string {
  return dialect === "json" || (isQuoted && dialect !== "hcl") ? JSON.stringify(name) : name;
}

function quoted(dialect: Dialect, value: string, text: string): string {
  switch (dialect) {
    case "json":
      return JSON.stringify(value);
    case "yaml":
      return isPlainInYaml(value) ? value : JSON.stringify(value);
    case "hcl":
      return JSON.stringify(value).replaceAll(/[$%](?=\{)/g, "$&$&");
    case "bicep":
      return `'${value.replaceAll(/[\\']|\$(?=\{)/g, "\\$&")}'`;
    case "code":
    case "python":
      return prefersSingleQuotes(text) ? `'${value.replaceAll(/[\\']/g, "\\$&")}'` : JSON.stringify(value);
  }
}

function isPlainInYaml(value: string): boolean {
  return /^[A-Za-z](?:[\w./-]|:(?=[\w:/]))*$/.test(value) && !/^(?:true|false|yes|no|on|off|null|y|n)$/i.test(value);
}

function prefersSingleQuotes(text: string): boolean {
  return text.split("'").length > text.split('"').length;
}
