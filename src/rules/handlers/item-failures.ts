import type { Handler } from "../../handlers/facts.ts";

/** Whether a handler answers with batch item failures: "unknown" where its code was not read whole. */
export function handlerReportsItemFailures(handler: Handler | undefined): "yes" | "no" | "unknown" {
  if (handler?.state !== "found") return "unknown";
  if (handler.facts.itemFailures.length > 0) return "yes";
  return handler.facts.complete ? "no" : "unknown";
}
