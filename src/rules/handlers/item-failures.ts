import type { EditValue } from "../../findings/edit-dialect.ts";
import type { Handler } from "../../handlers/facts.ts";
import type { Link } from "../../stack/link.ts";

/** Whether a handler answers with batch item failures: "unknown" where its code was not read whole. */
export function handlerReportsItemFailures(handler: Handler | undefined): "yes" | "no" | "unknown" {
  if (handler?.state !== "found") return "unknown";
  if (handler.facts.itemFailures.length > 0) return "yes";
  return handler.facts.complete ? "no" : "unknown";
}

/** How an event source asks for item failures: CloudFormation, SAM and Terraform take a list, the Serverless Framework a word, the CDK's own event sources a flag. */
export function itemFailuresValue(settingName: string): EditValue | undefined {
  if (settingName === "functionResponseType") return "ReportBatchItemFailures";
  if (settingName === "reportBatchItemFailures" || settingName === "report_batch_item_failures") return true;
  return /^function_?response_?types$/i.test(settingName) ? ["ReportBatchItemFailures"] : undefined;
}

/** The same for readers: "`FunctionResponseTypes` to `[ReportBatchItemFailures]`". */
export function itemFailuresSetting(link: Link): string {
  const name = link.nameInDialect("reportsItemFailures");
  const value = itemFailuresValue(name);
  const text = value === true ? (name.includes("_") ? "True" : "true") : typeof value === "string" ? value : "[ReportBatchItemFailures]";
  return `\`${name}\` to \`${text}\``;
}
