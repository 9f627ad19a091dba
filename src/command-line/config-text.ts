import { parseRepositoryConfig } from "../config/parse-repository-config.ts";
import type { RepositoryConfig } from "../config/repository.ts";
import type { CommandLineTools } from "./command-line-tools.ts";

/** Parses a configuration; mistakes go to stderr, and the rest of the file is in force. */
export function parseConfigText(text: string, path: string, tools: CommandLineTools): RepositoryConfig {
  const { config, problems } = parseRepositoryConfig(text, path, { ruleIds: tools.rules.map((rule) => rule.id) });
  for (const problem of problems) tools.writeError(`${problem.path}:${problem.line}:${problem.column}: ${problem.message}\n`);
  return config;
}
