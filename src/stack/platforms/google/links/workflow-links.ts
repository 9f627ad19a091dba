import type { Link } from "../../../link.ts";
import { valueAt } from "../../../value.ts";
import { workflowSteps } from "../workflow-steps.ts";
import { type Declaration, makeLink, serviceTypes } from "./declaration.ts";

/** The functions, services and workflows of the stack that a workflow calls over HTTP. */
export function* workflowCallLinks(declaration: Declaration): Iterable<Link> {
  const { native, resource, index } = declaration;
  if (native.type !== "google_workflows_workflow") return;
  for (const step of workflowSteps(resource)) {
    const url = step.call?.startsWith("http.") === true ? valueAt(step.args, "url") : undefined;
    if (url === undefined) continue;
    const to = index.end(url, native.scope, serviceTypes);
    if (to.resource !== null) yield makeLink(declaration, { kind: "invokes", name: step.name, from: { resource }, to, at: step.at, service: "http" });
  }
}
