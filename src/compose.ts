export { composeCommandLine } from "./compose/command-line.ts";
export { runEntry } from "./compose/run-entry.ts";

/** Answers GitHub's webhooks. The service's libraries are a third of all that is loaded, and no other command needs them. */
export async function serve(): Promise<void> {
  await (await import("./compose/service.ts")).serve();
}

/** Works the queue. */
export async function work(): Promise<void> {
  await (await import("./compose/service.ts")).work();
}
