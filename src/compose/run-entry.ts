import { UserError } from "../errors.ts";

/** Runs a process to its end: a UserError prints its line and ends with 2, a bug its stack and ends with 1. */
export async function runEntry(main: () => Promise<void>): Promise<void> {
  try {
    await main();
    process.exit(0);
  } catch (error) {
    const isKnown = error instanceof UserError;
    const text = isKnown
      ? [error.message, error.remedy].filter(Boolean).join("\n")
      : error instanceof Error
        ? (error.stack ?? error.message)
        : String(error);
    process.stderr.write(`serverless-reviewer: ${text}\n`);
    process.exit(isKnown ? 2 : 1);
  }
}
