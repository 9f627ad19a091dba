import { Command, CommanderError } from "commander";
import { UserError } from "../errors.ts";
import type { CommandLineTools } from "./command-line-tools.ts";
import { addConfigCommand } from "./config-command.ts";
import { addGraphCommand } from "./graph-command.ts";
import { addReviewCommand } from "./review-command.ts";
import { addRulesCommand } from "./rules-command.ts";

/** The call or the input is wrong. */
const wrongCall = 2;

/**
 * Runs one command. Exit status: 0 reviewed and nothing at or above `--fail-on`; 1 something is; 2 the call or the input is wrong (message on stderr, nothing on
 * stdout).
 */
export async function runCommandLine(parameters: readonly string[], tools: CommandLineTools): Promise<number> {
  let status = 0;
  const setStatus = (value: number) => {
    status = value;
  };
  try {
    await createProgram(tools, setStatus).parseAsync([...parameters], { from: "user" });
    return status;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : wrongCall;
    tools.writeError(messageOf(error));
    return wrongCall;
  }
}

function createProgram(tools: CommandLineTools, setStatus: (status: number) => void): Command {
  const program = new Command("serverless-reviewer");
  program.description("Reviews changes of serverless systems as a principal serverless engineer would.").version(tools.version);
  program
    .configureOutput({ writeOut: tools.writeOutput, writeErr: tools.writeError })
    .exitOverride()
    .showHelpAfterError("Run with --help for the options.");
  addReviewCommand(program, tools, setStatus);
  addGraphCommand(program, tools);
  addRulesCommand(program, tools);
  addConfigCommand(program, tools, setStatus);
  program.command("serve").description("Answer GitHub's webhooks, and work the queue in the same process.").action(tools.serve);
  program.command("worker").description("Only work the queue (needs DATABASE_URL).").action(tools.work);
  for (const command of program.commands) command.exitOverride().configureOutput({ writeOut: tools.writeOutput, writeErr: tools.writeError });
  return program;
}

function messageOf(error: unknown): string {
  if (error instanceof UserError) return `serverless-reviewer: ${error.message}\n${error.remedy === undefined ? "" : `${error.remedy}\n`}`;
  return `serverless-reviewer: this is a bug, please report it.\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`;
}
