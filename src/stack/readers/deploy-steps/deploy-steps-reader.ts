import type { Snapshot } from "../../../change/snapshot.ts";
import { deploymentsOf, isDeployPath } from "../../deployments/deployments.ts";
import type { Reader, Reading } from "../../native.ts";
import { LocalFiles } from "../cloudformation/local-files.ts";
import { gcloudDeployments } from "./gcloud.ts";

/**
 * Pipelines and scripts that deploy: functions and services of Google Cloud that only a command declares. What other commands pass to templates is asked by the
 * readers of these templates; here their files count as read.
 */
export const deployStepsReader: Reader = {
  format: "deploy-steps",
  claims: isDeployPath,
  read: (_, snapshot) => readDeployments(snapshot),
};

function readDeployments(snapshot: Snapshot): Reading {
  const deployments = deploymentsOf(snapshot);
  const local = new LocalFiles(snapshot);
  const resources = gcloudDeployments(deployments.invocations, local);
  const files = new Set([...deployments.deployingFiles, ...local.read, ...resources.map((resource) => resource.at.path)]);
  return { resources, notes: [...deployments.notes, ...local.notes], files: [...files] };
}
