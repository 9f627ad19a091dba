import { createHash } from "node:crypto";

/** One question to the model, whatever the provider. */
export interface ModelRequest {
  readonly model: string;
  /** The stable part, in order; `keep` says how long a cached prefix up to the end of that part is worth keeping. */
  readonly system: readonly { readonly text: string; readonly keep: "5m" | "1h" }[];
  readonly content: string;
  readonly format: { readonly type: "json_schema"; readonly schema: Record<string, unknown> };
  readonly maximumOutputTokens: number;
}

/** The same request has the same hash, in this process and in another. */
export function hashOf(request: ModelRequest): string {
  return createHash("sha256").update(JSON.stringify(request)).digest("hex");
}

/** Input tokens by the rule of thumb of four characters for one. */
export function estimateTokens(request: ModelRequest): number {
  const characters =
    request.content.length + request.system.reduce((sum, part) => sum + part.text.length, 0) + JSON.stringify(request.format.schema).length;
  return Math.ceil(characters / 4);
}
