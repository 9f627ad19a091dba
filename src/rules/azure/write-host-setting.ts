import type { EditValue } from "../../findings/edit-dialect.ts";
import type { EditPlan } from "../../findings/edit-plan.ts";
import { hostValue } from "../../stack/platforms/azure/app-questions.ts";
import type { Resource } from "../../stack/resource.ts";
import { addProperty } from "../words.ts";

/** An edit that writes a setting into host.json that does not stand there yet: into the deepest of its sections that does. */
export function addToHost(app: Resource, path: readonly string[], value: EditValue): EditPlan | undefined {
  for (let depth = path.length - 1; depth >= 0; depth -= 1) {
    const section = hostValue(app, ...path.slice(0, depth));
    // A section that stands empty offers no place, and must not be written twice.
    if (section !== undefined) return addProperty(section, section.at, { name: path.slice(depth).join("."), value });
  }
  return undefined;
}
