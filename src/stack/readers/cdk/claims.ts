import { posix } from "node:path";
import { isTestPath } from "../../../change/classify.ts";

const code = /\.(?:[cm]?[jt]s|py)$/u;
const folders = /^(?:bin|cdk|infra|infrastructure|iac|stacks?|constructs?)$|(?:^|[-_.])(?:cdk|infra|stacks?|constructs?)(?:[-_.]|$)/u;
const words =
  /(?:^|[-_.])(?:cdk|stack|stacks|construct|constructs|infra|infrastructure|stage|app|main)(?:[-_.]|$)|(?:Stack|Construct|Stage)\.[cm]?[jt]s$/u;

/**
 * Whether a path may be part of a program of infrastructure. Told by cdk.json and by names, and narrow on purpose: a repository has thousands of source
 * files, and what a program imports is read through the snapshot, claimed or not.
 */
export function mayBeCdk(path: string): boolean {
  const name = posix.basename(path);
  if (name === "cdk.json") return true;
  if (!code.test(path) || path.endsWith(".d.ts") || isTestPath(path)) return false;
  if (words.test(name)) return !/(?:^|\/)src\/(?:app|main)\.[cm]?[jt]s$/u.test(path);
  return path
    .split("/")
    .slice(0, -1)
    .some((folder) => folders.test(folder));
}

/** Whether a text speaks of the CDK at all, before it is parsed. */
export function speaksOfCdk(text: string): boolean {
  return text.includes("aws-cdk") || text.includes("aws_cdk") || text.includes("constructs");
}
