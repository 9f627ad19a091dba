/** A command of ours in a comment. `name` is null for a name that we do not have. */
export interface Command {
  readonly name: "review" | "help" | null;
}

const names = ["review", "help"] as const;

/**
 * Finds the command of a comment: a line of its own that begins with `/serverless`. Quoted lines and code blocks hold none, so that a reply that cites a
 * command does not give it again.
 */
export function parseCommand(body: string): Command | null {
  let fence: string | null = null;
  for (const line of body.split(/\r?\n/)) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (mark !== undefined && (fence === null || mark.startsWith(fence))) fence = fence === null ? mark : null;
    if (fence !== null) continue;
    const command = /^ {0,3}\/serverless(?:[ \t]+(.*))?$/i.exec(line);
    const word = command?.[1]?.trim().toLowerCase();
    if (command !== null) return { name: names.find((name) => name === word) ?? null };
  }
  return null;
}
