import type { Link } from "../../link.ts";
import type { NativeResource, Note } from "../../native.ts";
import type { Resource } from "../../resource.ts";
import type { Statement } from "../../statement.ts";
import type { PlatformModel } from "../platform-model.ts";
import { withBoundedWorkflows } from "./bounded-workflows.ts";
import { linkBuilderOf } from "./links/link-builders.ts";
import { NativeIndex } from "./native-index.ts";
import { nameOf } from "./physical-name.ts";
import { withOpenApiRoutes } from "./open-api-routes.ts";
import { resourceStatements } from "./policies/resource-statements.ts";
import { withoutReadDefinitions } from "./read-definitions.ts";
import { contributorsOf, makeResource } from "./resource-maker.ts";
import { withSharedValues } from "./shared-values.ts";

/** Types that only carry a link: the reader made them of an event of a function, and nobody deploys them. */
const linkOnlyTypes = new Set(["AWS::Serverless::Trigger"]);

/** AWS, from CloudFormation's types and property names. One declaration that cannot be understood becomes a note and leaves the others alone. */
export const awsModel: PlatformModel = {
  platform: "aws",
  build(declared, shared = []) {
    const notes: Note[] = [];
    const told = guarded(declared[0], notes, () => withSharedValues(declared, shared)) ?? declared;
    const readable: readonly NativeResource[] = withoutReadDefinitions(
      told.filter((native) => guarded(native, notes, () => isReadable(native)) === true),
    );
    const natives = [withBoundedWorkflows, withOpenApiRoutes].reduce((before, step) => {
      const after = guarded(before[0], notes, () => step(before));
      notes.push(...(after?.notes ?? []));
      return after?.natives ?? before;
    }, readable);
    const index = new NativeIndex(natives);
    const resourcePolicies = guarded(natives[0], notes, () => resourceStatements(index)) ?? new Map<NativeResource, readonly Statement[]>();
    const contributors = guarded(natives[0], notes, () => contributorsOf(index)) ?? new Map<NativeResource, readonly NativeResource[]>();
    const made: [NativeResource, Resource][] = [];
    for (const native of natives) {
      const resource = guarded(native, notes, () => makeResource(native, { index, resourcePolicies, contributors }));
      if (resource === undefined) continue;
      made.push([native, resource]);
      if (!linkOnlyTypes.has(native.type)) index.register(native, resource);
    }
    const resources = made.flatMap(([native, resource]) => (linkOnlyTypes.has(native.type) ? [] : [resource]));
    const links: Link[] = [];
    for (const [native, resource] of made) {
      links.push(...(guarded(native, notes, () => [...(linkBuilderOf(native.type)?.({ native, resource, index }) ?? [])]) ?? []));
    }
    return { resources, links, notes };
  },
};

/** Whether the parts that every lookup needs can be read: one declaration must not spoil the index for all. */
function isReadable(native: NativeResource): boolean {
  nameOf(native);
  return native.properties.entries.size >= 0;
}

/** A declaration that our own code cannot take must not end the review; the note says which one it was. */
function guarded<T>(native: NativeResource | undefined, notes: Note[], work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `${native?.name ?? "the stack"} could not be understood: ${reason}`;
    notes.push(native === undefined ? { path: "", message } : { path: native.at.path, line: native.at.startLine, message });
    return undefined;
  }
}
