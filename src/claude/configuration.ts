/** How the model is reached and what a run may cost. */
export interface ModelConfiguration {
  readonly provider: "anthropic" | "bedrock" | "vertex";
  /** Needed for `anthropic`; the other providers find their platform's own credentials. */
  readonly apiKey?: string | undefined;
  /** The service's own address where absent. */
  readonly baseUrl?: string | undefined;
  readonly reviewModel?: string | undefined;
  readonly verifyModel?: string | undefined;
  /** Longest wait for one whole answer. */
  readonly timeoutMilliseconds?: number | undefined;
  /** Output tokens of one answer, the model's thinking included. */
  readonly maximumOutputTokens?: number | undefined;
  readonly budgets?: Partial<Budgets> | undefined;
}

/** Bounds of one run. Four characters are taken for one token. */
export interface Budgets {
  /** Input (cached too) and output tokens of all calls of one review. */
  readonly runTokens: number;
  /** Characters of the change in one request: delta, files, findings. */
  readonly requestCharacters: number;
  readonly fileCharacters: number;
  /** Characters of the persona's sections in one request. */
  readonly sectionCharacters: number;
}

/**
 * Current models of the Sonnet line, in each provider's spelling (`Model` in @anthropic-ai/sdk 1.12; READMEs of the Bedrock and Vertex packages 1.1). Review
 * and verification use the same one: what refutes must not know less than what claims.
 */
export const defaultModels: Readonly<Record<ModelConfiguration["provider"], string>> = {
  anthropic: "claude-sonnet-5-5",
  bedrock: "global.anthropic.claude-sonnet-5-5",
  vertex: "claude-sonnet-5-5",
};

export const defaultTimeoutMilliseconds = 300_000;
export const defaultMaximumOutputTokens = 32_000;
export const defaultBudgets: Budgets = { runTokens: 200_000, requestCharacters: 200_000, fileCharacters: 40_000, sectionCharacters: 110_000 };
