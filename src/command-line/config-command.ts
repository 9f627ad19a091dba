import type { Command } from "commander";
import { join } from "node:path";
import { configurationPath } from "../config/repository.ts";
import { parseRepositoryConfig } from "../config/parse-repository-config.ts";
import { describeConfig } from "../config/describe-config.ts";
import type { CommandLineTools } from "./command-line-tools.ts";

/** `config`: shows the configuration in force; with --check exits with 2 when the file has a mistake. */
export function addConfigCommand(program: Command, tools: CommandLineTools, setStatus: (status: number) => void): void {
  program
    .command("config [dir]")
    .description(`Show the configuration that ${configurationPath} gives.`)
    .option("--check", "only check the file; exit with 2 when it has a mistake")
    .action(async (folder: string | undefined, options: { check?: boolean }) =>
      setStatus(await runConfig(folder ?? ".", options.check === true, tools)),
    );
}

async function runConfig(folder: string, isCheck: boolean, tools: CommandLineTools): Promise<number> {
  const text = await tools.readTextFile(join(folder, configurationPath));
  const { config, problems } = parseRepositoryConfig(text ?? "", configurationPath, { ruleIds: tools.rules.map((rule) => rule.id) });
  for (const problem of problems) tools.writeError(`${problem.path}:${problem.line}:${problem.column}: ${problem.message}\n`);
  if (isCheck && problems.length > 0) return 2;
  if (isCheck) tools.writeOutput(text === null ? `No ${configurationPath}: the defaults hold.\n` : `${configurationPath} is valid.\n`);
  else tools.writeOutput(describeConfig(config));
  return 0;
}
