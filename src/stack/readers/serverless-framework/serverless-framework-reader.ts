import type { Snapshot } from "../../../change/snapshot.ts";
import { deploymentsOf } from "../../deployments/deployments.ts";
import type { NativeResource, Reader, Reading, SharedValue } from "../../native.ts";
import { isGenerated, isTemplatePath } from "../cloudformation/claims.ts";
import { LocalFiles } from "../cloudformation/local-files.ts";
import { isServicePath } from "./files-of-services.ts";
import type { Value } from "../../value.ts";
import { readService } from "./read-service.ts";
import { serviceOf } from "./service.ts";
import { sharedValuesOf } from "./shared-values.ts";
import { exportedObject } from "./static-object.ts";

/** Services of the Serverless Framework, versions 3 and 4, on AWS. Files that a service takes in are read with it. */
export const serverlessFrameworkReader: Reader = {
  format: "serverless-framework",
  claims: (path) => isServicePath(path) && !isGenerated(path),
  read: readServices,
};

function readServices(paths: readonly string[], snapshot: Snapshot): Reading {
  const files = new LocalFiles(snapshot);
  const resources: NativeResource[] = [];
  const shared: SharedValue[] = [];
  for (const path of paths) {
    const root = isTemplatePath(path) ? files.document(path) : configurationModule(path, files);
    const service = root === undefined ? undefined : serviceOf(path, root, { files, deployments: deploymentsOf(snapshot).of("serverless", path) });
    if (service === undefined) continue;
    resources.push(...readService(service, files));
    shared.push(...sharedValuesOf(service));
  }
  return { resources, shared, notes: files.notes, files: [...files.read] };
}

/** serverless.ts and its relatives: what is written out in the exported object. */
function configurationModule(path: string, files: LocalFiles): Value | undefined {
  const text = files.text(path);
  const root = text === undefined ? undefined : exportedObject(path, text);
  if (text !== undefined && root?.kind !== "map") files.note(path, 1, "the configuration is computed by code and was not reviewed");
  return root;
}
