import { valueAtPath } from "../../stack/platforms/aws/property-path.ts";
import type { Resource } from "../../stack/resource.ts";
import { textOf } from "../../stack/value.ts";

/** Whether a workflow logs its executions. Level and destinations that are not known may be right. */
export function writesLogs(workflow: Resource): boolean {
  const logging = workflow.value("logging");
  if (logging === undefined) return false;
  if (logging.kind !== "map") return true;
  const level = valueAtPath(logging, "Level");
  return level !== undefined && textOf(level) !== "OFF";
}
