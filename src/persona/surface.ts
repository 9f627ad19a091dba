import type { Change } from "../change/change.ts";
import type { Delta } from "../stack/delta.ts";
import type { Link } from "../stack/link.ts";
import type { Resource } from "../stack/resource.ts";
import type { Stack } from "../stack/stack.ts";
import type { Platform, ResourceKind } from "../stack/vocabulary.ts";
import { type SectionFormat, type SectionKind, sectionFormats } from "./persona.ts";

/** What a change touches, in the words that sections use. */
export interface Surface {
  readonly kinds: ReadonlySet<SectionKind>;
  readonly formats: ReadonlySet<SectionFormat>;
  /** Empty where nothing of the stack changed: then every platform counts. */
  readonly platforms: ReadonlySet<Platform>;
  readonly handlers: boolean;
}

/** Sections speak of fewer kinds than the stack knows. */
const sectionKindsOf: Readonly<Partial<Record<ResourceKind, readonly SectionKind[]>>> = {
  function: ["function"],
  "function-app": ["function-app"],
  plan: ["plan"],
  queue: ["queue"],
  topic: ["topic"],
  subscription: ["topic"],
  bus: ["bus"],
  rule: ["bus"],
  "event-trigger": ["bus"],
  schedule: ["schedule"],
  stream: ["stream"],
  table: ["table"],
  bucket: ["bucket"],
  "storage-account": ["bucket"],
  api: ["api"],
  stage: ["api"],
  deployment: ["api"],
  route: ["route"],
  authorizer: ["authorizer"],
  "user-pool": ["authorizer"],
  workflow: ["workflow"],
  role: ["role"],
  "service-account": ["role"],
  secret: ["secret"],
  database: ["database"],
  "database-proxy": ["database"],
  cache: ["cache"],
  network: ["network"],
  subnet: ["network"],
  "route-table": ["network"],
  gateway: ["network"],
  "vpc-endpoint": ["network"],
  "security-group": ["network"],
  alarm: ["alarm"],
  "log-group": ["log-group"],
  distribution: ["distribution"],
  layer: ["function"],
  version: ["function"],
  alias: ["function"],
  "scaling-target": ["function"],
  slot: ["function-app"],
  namespace: ["queue", "topic", "stream"],
  ruleset: ["rules-file"],
  budget: ["budget"],
};

const codeFile = /\.(?:[cm]?[jt]sx?|py|go|java|kt|cs|fsx?|rb|php|rs)$/i;
const workflowFile = /^\.github\/(?:workflows|actions)\/.+\.ya?ml$/i;
const openApiFile = /(?:^|\/)[^/]*(?:openapi|swagger)[^/]*\.(?:ya?ml|json)$/i;

/** Reads the surface of a change from the delta, the neighbours of functions whose code changed, and the changed paths. */
export function surfaceOf(change: Change, delta: Delta, head: Stack): Surface {
  const touched = touchedResources(delta, head);
  const kinds = new Set(touched.flatMap((resource) => sectionKindsOf[resource.kind] ?? []));
  const paths = change.files.map((file) => file.path);
  const formats = new Set(touched.flatMap(({ format }) => sectionFormats.filter((name) => name === format)));
  if (paths.some((path) => workflowFile.test(path))) formats.add("github-actions");
  if (paths.some((path) => openApiFile.test(path))) formats.add("openapi");
  return {
    kinds,
    formats,
    platforms: new Set(touched.map((resource) => resource.platform)),
    handlers: delta.functionsWithChangedCode.length > 0 || paths.some((path) => codeFile.test(path)),
  };
}

/** Resources that changed, ends of links that changed, functions whose code changed, and what stands around those. */
export function touchedResources(delta: Delta, head: Stack): readonly Resource[] {
  const links = [...delta.addedLinks, ...delta.removedLinks, ...delta.changedLinks.map((change) => change.after)];
  const around = delta.functionsWithChangedCode.flatMap((one) => [one, ...[...head.linksTo(one), ...head.linksFrom(one)].flatMap(endsOf)]);
  const changed = delta.changedResources.map((change) => change.after);
  return [...new Set([...delta.addedResources, ...delta.removedResources, ...changed, ...links.flatMap(endsOf), ...around])];
}

function endsOf(link: Link): Resource[] {
  return [link.from.resource, link.to.resource].flatMap((resource) => resource ?? []);
}
