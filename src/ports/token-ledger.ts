/** Whose tokens. */
export interface TokenAccount {
  readonly owner: string;
  readonly repository: string;
  readonly pullRequest: number;
}

/** Tokens spent so far: on one pull request, and on its repository on one day (UTC). */
export interface TokensSpent {
  readonly pullRequest: number;
  readonly day: number;
}

/** Remembers what reviews cost, so that budgets hold across runs and restarts. */
export interface TokenLedger {
  spent(account: TokenAccount, day: Date): Promise<TokensSpent>;
  record(account: TokenAccount, day: Date, tokens: number): Promise<void>;
}
