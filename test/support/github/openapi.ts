import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { problemsOf, type Schema } from "./json-schema.ts";

/** An operation of GitHub's published description that a request matches. */
export interface Operation {
  /** "POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews" */
  readonly route: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** What the request does wrong against the description; empty for a good one. */
  readonly problems: readonly string[];
}

interface Parameter {
  readonly $ref?: string;
  readonly name?: string;
  readonly in?: string;
  readonly required?: boolean;
}
interface Described {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly required?: boolean; readonly content?: Readonly<Record<string, { readonly schema?: Schema }>> };
}
interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>>; readonly parameters: Readonly<Record<string, Parameter>> };
}

interface Route {
  readonly template: string;
  readonly pattern: RegExp;
  /** Names of the path's variables, in order. */
  readonly names: readonly string[];
}

let loaded: { readonly description: Description; readonly routes: readonly Route[] } | undefined;

function load() {
  const file = createRequire(import.meta.url).resolve("@octokit/openapi/generated/api.github.com.json");
  const description: Description = JSON.parse(readFileSync(file, "utf8"));
  const routes = Object.keys(description.paths)
    // Paths with fewer variables first: "/user" before "/{owner}".
    .toSorted((one, other) => one.split("{").length - other.split("{").length)
    .map((template): Route => {
      const variable = /\{([^}]+)\}/g;
      const literals = template.split(/\{[^}]+\}/).map((text) => text.replaceAll(/[.*+?^$()|[\]\\]/g, String.raw`\$&`));
      const names = [...template.matchAll(variable)].map(([, name = ""]) => name);
      const groups = names.map((name) => (name === "basehead" ? "(.+)" : "([^/]+)"));
      return { template, names, pattern: new RegExp(`^${literals.map((literal, index) => literal + (groups[index] ?? "")).join("")}$`) };
    });
  return { description, routes };
}

/** Finds the operation of a request and checks its query and body; null when GitHub has no such operation. */
export function findOperation(request: {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
}): Operation | null {
  loaded ??= load();
  const { description, routes } = loaded;
  for (const { template, pattern, names } of routes) {
    const match = pattern.exec(request.path);
    const described = match === null ? undefined : description.paths[template]?.[request.method.toLowerCase()];
    if (match === null || described === undefined) continue;
    const parameters = Object.fromEntries(names.map((name, index) => [name, decodeURIComponent(match[index + 1] ?? "")]));
    const problems = [...queryProblems(described, description, request.query), ...bodyProblems(described, description, request.body)];
    return { route: `${request.method} ${template}`, parameters, problems };
  }
  return null;
}

function queryProblems(described: Described, description: Description, query: URLSearchParams): string[] {
  const known = (described.parameters ?? []).map((parameter) =>
    parameter.$ref === undefined ? parameter : (description.components.parameters[parameter.$ref.split("/").at(-1) ?? ""] ?? parameter),
  );
  const inQuery = known.filter((parameter) => parameter.in === "query");
  const unknown = [...query.keys()].filter((name) => !inQuery.some((parameter) => parameter.name === name));
  const missing = inQuery.filter((parameter) => parameter.required === true && !query.has(parameter.name ?? ""));
  return [...unknown.map((name) => `unknown query parameter ${name}`), ...missing.map((parameter) => `missing query parameter ${parameter.name}`)];
}

function bodyProblems(described: Described, description: Description, body: unknown): string[] {
  const schema = described.requestBody?.content?.["application/json"]?.schema;
  if (body === undefined) return described.requestBody?.required === true ? ["missing body"] : [];
  return schema === undefined ? ["unexpected body"] : problemsOf(body, schema, { schemas: description.components.schemas, path: "body" });
}
