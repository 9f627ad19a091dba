import { createTwoFilesPatch } from "diff";
import type { Change, ChangedFile } from "../../../src/change/change.ts";
import { snapshotOf } from "../../../src/change/lazy-snapshot.ts";
import { parsePatch } from "../../../src/change/parse-patch.ts";
import { type Handler, noFacts } from "../../../src/handlers/facts.ts";
import type { Brief } from "../../../src/ports/reviewer.ts";
import { computeDelta } from "../../../src/stack/compute-delta.ts";
import { Link } from "../../../src/stack/link.ts";
import { Resource } from "../../../src/stack/resource.ts";
import type { RawSetting } from "../../../src/stack/setting.ts";
import { Stack } from "../../../src/stack/stack.ts";
import { map, scalar } from "../../../src/stack/value-builders.ts";
import type { ResourceKind } from "../../../src/stack/vocabulary.ts";

export type Files = Readonly<Record<string, string>>;

/** A change between two sets of files, with the hunks that git would show. */
export function changeOf(base: Files, head: Files, words: { title?: string; body?: string } = {}): Change {
  const paths = [...new Set([...Object.keys(base), ...Object.keys(head)])].toSorted();
  const files = paths.flatMap((path): ChangedFile[] => {
    const [before, after] = [base[path], head[path]];
    if (before === after) return [];
    const status = before === undefined ? "added" : after === undefined ? "removed" : "modified";
    return [
      { path, status, binary: false, hunks: parsePatch(createTwoFilesPatch(path, path, before ?? "", after ?? "", "", "", { context: 3 })) ?? [] },
    ];
  });
  return { base: snapshotOf(base, "base"), head: snapshotOf(head, "head"), files, title: words.title ?? "Raise the timeout", body: words.body ?? "" };
}

/** A resource at a line of a file; `settings` are scalars by common name. */
export function resourceOf(
  kind: ResourceKind,
  name: string,
  at: { path: string; line: number; end?: number },
  settings: Record<string, string | number | boolean> = {},
): Resource {
  const location = { path: at.path, startLine: at.line, endLine: at.end ?? at.line };
  const raw = Object.entries(settings).map(([key, value]): [string, RawSetting] => [
    key,
    { value: scalar(value, location), at: location, nativeName: key },
  ]);
  return new Resource({
    platform: "aws",
    kind,
    name,
    scope: at.path,
    address: name,
    nativeType: `AWS::${kind}`,
    format: "sam",
    at: location,
    properties: map([], location),
    settings: new Map(raw),
  });
}

function triggerOf(from: Resource, to: Resource, line: number): Link {
  const at = { path: from.at.path, startLine: line, endLine: line };
  return new Link({ kind: "triggers", platform: "aws", name: "Orders", from: { resource: from }, to: { resource: to }, at });
}

export function stackOf(resources: readonly Resource[], links: readonly Link[] = [], code: Readonly<Record<string, string>> = {}): Stack {
  const handlers = new Map(
    Object.entries(code).map(([id, path]): [string, Handler] => [
      id,
      { state: "found", language: "javascript", entry: { path, startLine: 1, endLine: 1 }, files: [path], facts: noFacts },
    ]),
  );
  const files = new Set([...resources.map((resource) => resource.at.path), ...Object.values(code)]);
  return new Stack({ resources, links, handlers, notes: [], files });
}

export function briefOf(change: Change, base: Stack, head: Stack, more: Partial<Brief> = {}): Brief {
  const delta = computeDelta(base, head, new Set(change.files.map((file) => file.path)));
  return { change, base, head, delta, found: [], instructions: "", language: "en", signal: new AbortController().signal, ...more };
}

const template = (timeout: number) => `Resources:
  ProcessOrders:
    Type: AWS::Serverless::Function
    Properties:
      Handler: src/app.handler
      Timeout: ${timeout}
      Events:
        Orders:
          Type: SQS
          Properties:
            Queue: !GetAtt OrdersQueue.Arn
  OrdersQueue:
    Type: AWS::SQS::Queue
    Properties:
      VisibilityTimeout: 60
`;

const code = `export const handler = async (event) => {
  for (const record of event.Records) {
    await charge(JSON.parse(record.body));
  }
};
`;

/** A pull request that raises the timeout of a function behind a queue. */
export function ordersBrief(more: Partial<Brief> = {}, files: { base?: Files; head?: Files; title?: string; body?: string } = {}): Brief {
  const common = { "src/app.js": code };
  const change = changeOf(
    { "template.yaml": template(30), ...common, ...files.base },
    { "template.yaml": template(120), ...common, ...files.head },
    files,
  );
  const side = (timeout: number) => {
    const worker = resourceOf(
      "function",
      "ProcessOrders",
      { path: "template.yaml", line: 2, end: 11 },
      { timeoutSeconds: timeout, handler: "src/app.handler" },
    );
    const queue = resourceOf("queue", "OrdersQueue", { path: "template.yaml", line: 12, end: 15 }, { visibilityTimeoutSeconds: 60 });
    return stackOf([worker, queue], [triggerOf(queue, worker, 8)], { [worker.id]: "src/app.js" });
  };
  return briefOf(change, side(30), side(120), more);
}
