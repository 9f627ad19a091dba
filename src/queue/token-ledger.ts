import type { TokenLedger } from "../ports/token-ledger.ts";
import type { Store } from "./open-store.ts";

/** Tokens by repository, pull request and day (UTC), beside the queue. */
export async function createTokenLedger({ boss }: Store): Promise<TokenLedger> {
  const database = boss.getDb();
  await database.executeSql(
    `CREATE TABLE IF NOT EXISTS serverless_reviewer_tokens (
      repository text NOT NULL, pull_request integer NOT NULL, day date NOT NULL, tokens bigint NOT NULL,
      PRIMARY KEY (repository, pull_request, day))`,
  );
  return {
    async spent(account, day) {
      const { rows } = await database.executeSql(
        `SELECT coalesce(sum(tokens) FILTER (WHERE pull_request = $2), 0) AS pull_request, coalesce(sum(tokens) FILTER (WHERE day = $3), 0) AS day
         FROM serverless_reviewer_tokens WHERE repository = $1`,
        [nameOf(account), account.pullRequest, dayOf(day)],
      );
      return { pullRequest: Number(rows[0]?.pull_request ?? 0), day: Number(rows[0]?.day ?? 0) };
    },
    async record(account, day, tokens) {
      await database.executeSql(
        `INSERT INTO serverless_reviewer_tokens VALUES ($1, $2, $3, $4)
         ON CONFLICT (repository, pull_request, day) DO UPDATE SET tokens = serverless_reviewer_tokens.tokens + excluded.tokens`,
        [nameOf(account), account.pullRequest, dayOf(day), tokens],
      );
    },
  };
}

function nameOf({ owner, repository }: { readonly owner: string; readonly repository: string }): string {
  return `${owner}/${repository}`.toLowerCase();
}

function dayOf(day: Date): string {
  return day.toISOString().slice(0, 10);
}
