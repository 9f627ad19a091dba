/** A value that an edit may write. */
export type EditValue = string | number | boolean | readonly EditValue[] | EditMap;

/** A map in the order in which it is to be written. */
export interface EditMap {
  readonly [name: string]: EditValue;
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

/** A value on one line, as the dialect writes it. `text` is the file, for its way of quoting. */
export function valueIn(dialect: Dialect, value: EditValue, text: string): string {
  if (isList(value)) return `[${value.map((item) => valueIn(dialect, item, text)).join(", ")}]`;
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

/** An entry of YAML in block style: maps and lists of maps on lines of their own, the first of them without indentation. */
export function blockLines(name: string, value: EditValue, text: string): readonly string[] {
  if (isList(value) && value.some((item) => typeof item === "object" && !isList(item)))
    return [`${name}:`, ...value.flatMap((item) => itemLines(item, text).map((line) => `  ${line}`))];
  if (typeof value === "object" && !isList(value)) return [`${name}:`, ...mapLines(value, text).map((line) => `  ${line}`)];
  return [`${name}: ${valueIn("yaml", value, text)}`];
}

function mapLines(value: EditMap, text: string): readonly string[] {
  return Object.entries(value).flatMap(([name, item]) => blockLines(name, item, text));
}

function itemLines(item: EditValue, text: string): readonly string[] {
  if (typeof item !== "object" || isList(item)) return [`- ${valueIn("yaml", item, text)}`];
  return mapLines(item, text).map((line, index) => (index === 0 ? `- ${line}` : `  ${line}`));
}

function isList(value: EditValue): value is readonly EditValue[] {
  return Array.isArray(value);
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
  return /^[A-Za-z][\w./-]*$/.test(value) && !/^(?:true|false|yes|no|on|off|null|y|n)$/i.test(value);
}

function prefersSingleQuotes(text: string): boolean {
  return text.split("'").length > text.split('"').length;
}
