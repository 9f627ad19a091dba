import { type Document, LineCounter, type Pair, isMap, isNode, isScalar, parseDocument } from "yaml";
import type { z } from "zod";
import { nearestOf } from "./nearest.ts";
import { type RepositoryConfig, defaultConfig, repositoryShape } from "./repository.ts";
import { mergeTraffic } from "./traffic-names.ts";

/** One mistake in a configuration file. Lines and columns are 1-based. */
export interface ConfigProblem {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

export interface ParsedConfig {
  readonly config: RepositoryConfig;
  readonly problems: readonly ConfigProblem[];
}

type Key = keyof typeof repositoryShape;
type Values = { [K in Key]?: z.infer<(typeof repositoryShape)[K]> };

/** What a file is read against. */
export interface ConfigContext {
  /** The organisation's defaults, or ours. */
  readonly fallback?: RepositoryConfig;
  /** Ids of all rules, to find misspelt ones; not checked when absent. */
  readonly ruleIds?: readonly string[];
}

/**
 * Reads `.github/serverless-reviewer.yml`. A key with a mistake keeps its default and becomes a problem; every other key is in force.
 */
export function parseRepositoryConfig(text: string, path: string, context: ConfigContext = {}): ParsedConfig {
  const fallback = context.fallback ?? defaultConfig;
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false });
  const problems: ConfigProblem[] = [];
  const report = (offset: number, message: string) => {
    const { line, col } = counter.linePos(offset);
    problems.push({ path, line, column: col, message });
  };
  for (const error of document.errors) report(error.pos[0], `not valid YAML: ${error.message.split("\n")[0] ?? ""}`);
  if (document.errors.length > 0 || document.contents === null) return { config: fallback, problems };
  if (!isMap(document.contents)) {
    report(document.contents.range?.[0] ?? 0, "expected keys such as `enabled` or `rules`");
    return { config: fallback, problems };
  }
  const values: Values = {};
  for (const pair of document.contents.items) readKey(pair, document, values, report);
  reportUnknownRules(document, values, context.ruleIds, report);
  return { config: merge(values, fallback), problems };
}

function reportUnknownRules(
  document: Document,
  values: Values,
  ruleIds: readonly string[] | undefined,
  report: (offset: number, message: string) => void,
): void {
  if (ruleIds === undefined) return;
  const node: unknown = document.getIn(["rules"], true);
  for (const pair of isMap(node) ? node.items : []) {
    const id = isScalar(pair.key) ? String(pair.key.value) : "";
    if (ruleIds.includes(id) || values.rules === undefined) continue;
    const nearest = nearestOf(id, ruleIds);
    report(
      isScalar(pair.key) ? (pair.key.range?.[0] ?? 0) : 0,
      `\`rules\`: there is no rule \`${id}\`${nearest === null ? "" : `; did you mean \`${nearest}\`?`}`,
    );
  }
}

function readKey(pair: Pair, document: Document, values: Values, report: (offset: number, message: string) => void): void {
  const offset = isScalar(pair.key) ? (pair.key.range?.[0] ?? 0) : 0;
  const name = String(isScalar(pair.key) ? pair.key.value : "");
  if (!isKey(name)) {
    const nearest = nearestOf(name, Object.keys(repositoryShape));
    report(offset, `unknown key \`${name}\`${nearest === null ? "" : `; did you mean \`${nearest}\`?`}`);
    return;
  }
  const read = plain(pair, document, () => report(offset, `\`${name}\`: too many aliases`));
  if (read === null) return;
  const result = repositoryShape[name].safeParse(read.value);
  if (result.success) Object.assign(values, { [name]: result.data });
  else for (const issue of result.error.issues) report(offsetOf(document, [name, ...issue.path], offset), messageOf(name, issue));
}

/** The value as plain data; null with a problem where it holds more aliases than anybody writes. */
function plain(pair: Pair, document: Document, tooMany: () => void): { readonly value: unknown } | null {
  try {
    return { value: isNode(pair.value) ? pair.value.toJS(document, { maxAliasCount: 50 }) : pair.value };
  } catch {
    tooMany();
    return null;
  }
}

function isKey(name: string): name is Key {
  return Object.hasOwn(repositoryShape, name);
}

function messageOf(name: string, issue: z.core.$ZodIssue): string {
  const where = [name, ...issue.path.map(String)].join(".");
  if (issue.code !== "unrecognized_keys") return `\`${where}\`: ${issue.message}`;
  return `\`${where}\`: unknown key ${issue.keys.map((key) => `\`${key}\``).join(", ")}`;
}

function offsetOf(document: Document, path: readonly PropertyKey[], fallback: number): number {
  for (let length = path.length; length > 0; length--) {
    const node: unknown = document.getIn(path.slice(0, length), true);
    if (isScalar(node) || isMap(node)) return node.range?.[0] ?? fallback;
  }
  return fallback;
}

function merge(values: Values, fallback: RepositoryConfig): RepositoryConfig {
  return {
    enabled: values.enabled ?? fallback.enabled,
    engine: values.engine ?? fallback.engine,
    paths: { include: values.paths?.include ?? fallback.paths.include, exclude: values.paths?.exclude ?? fallback.paths.exclude },
    drafts: values.drafts ?? fallback.drafts,
    labels: { ignore: values.labels?.ignore ?? fallback.labels.ignore, require: values.labels?.require ?? fallback.labels.require },
    titles: values.titles ?? fallback.titles,
    authors: values.authors ?? fallback.authors,
    rules: new Map([...fallback.rules, ...Object.entries(values.rules ?? {})]),
    minSeverity: values.min_severity ?? fallback.minSeverity,
    maxComments: values.max_comments ?? fallback.maxComments,
    failOn: values.fail_on ?? fallback.failOn,
    language: values.language ?? fallback.language,
    instructions: values.instructions ?? fallback.instructions,
    model: values.model ?? fallback.model,
    budgets: {
      tokensPerRun: values.budgets?.tokens_per_run ?? fallback.budgets.tokensPerRun,
      tokensPerPullRequest: values.budgets?.tokens_per_pull_request ?? fallback.budgets.tokensPerPullRequest,
      tokensPerDay: values.budgets?.tokens_per_day ?? fallback.budgets.tokensPerDay,
    },
    traffic: mergeTraffic(values.traffic, fallback.traffic),
    suppress: [...fallback.suppress, ...(values.suppress ?? [])],
  };
}
