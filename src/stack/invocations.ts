import { codeCallersOf } from "./invocations/code-callers.ts";
import { concurrencyOf } from "./invocations/concurrency.ts";
import { type DeliveryRow, deliveryOf } from "./invocations/delivery-table.ts";
import { deliveryFailureOf, failureOf } from "./invocations/failure-path.ts";
import type { Invocation, InvocationKind } from "./invocations/invocation.ts";
import { type Occasion, deliveryRetryOf, retryOf } from "./invocations/retry.ts";
import { timeBudgetOf } from "./invocations/time-budget.ts";
import type { Link } from "./link.ts";
import type { Resource } from "./resource.ts";
import type { Stack } from "./stack.ts";
import type { ResourceKind } from "./vocabulary.ts";

/** Each way in which a function is invoked, with what follows from settings and platform facts. */
export function invocationsOf(stack: Stack, fn: Resource): readonly Invocation[] {
  const links = [...stack.triggersOf(fn), ...stack.linksTo(fn, "invokes")];
  const byLink = links.map((link) => invocation({ stack, fn, link, row: rowOf(fn, link) }));
  const byCode = codeCallersOf(stack, fn).map(({ link, service }) => invocation({ stack, fn, link, row: codeRow(fn, link, service) }));
  const direct = isCalledDirectly(fn, links) ? [invocation({ stack, fn, link: null, row: directRow(fn) })] : [];
  return [...byLink, ...byCode, ...direct];
}

function invocation(occasion: Occasion): Invocation {
  const { fn, link, row } = occasion;
  return {
    function: fn,
    kind: row.kind,
    service: row.service,
    link,
    retry: retryOf(occasion),
    failure: failureOf(occasion),
    delivery: row.hasOwnDelivery === true ? { retry: deliveryRetryOf(occasion), failure: deliveryFailureOf(occasion) } : null,
    time: timeBudgetOf(occasion),
    concurrency: concurrencyOf(occasion),
  };
}

function rowOf(fn: Resource, link: Link): DeliveryRow {
  const service = link.string("service");
  const name = serviceOf(fn, link, service.known ? service.value : "");
  const row = deliveryOf(fn.platform, name) ?? unknownRow(fn, link, name);
  const isSchedule = link.from.resource?.has("scheduleExpression") === true || link.has("scheduleExpression");
  return row.kind === "asynchronous" && isSchedule ? { ...row, kind: "schedule" } : row;
}

/** Code that leaves open whether it waits is said to be called by code all the same. */
function codeRow(fn: Resource, link: Link, service: string | null): DeliveryRow {
  return deliveryOf(fn.platform, service ?? "") ?? unknownRow(fn, link, "lambda");
}

/** A pipe polls for its source; a workflow of Google calls over HTTP. */
function serviceOf(fn: Resource, link: Link, service: string): string {
  const source = link.from.resource;
  if (link.kind === "invokes" && source?.kind === "workflow")
    return fn.platform === "google" ? "workflows" : fn.platform === "aws" ? "step-functions" : service;
  return service;
}

const kinds: Readonly<Partial<Record<ResourceKind, InvocationKind>>> = {
  queue: "queue",
  subscription: "queue",
  stream: "stream",
  table: "stream",
  schedule: "schedule",
  workflow: "workflow",
  route: "synchronous",
  api: "synchronous",
  authorizer: "synchronous",
  function: "synchronous",
  distribution: "synchronous",
};

/** Of what we have no facts, the source still tells how it comes. */
function unknownRow(fn: Resource, link: Link, service: string): DeliveryRow {
  const kind = kinds[link.from.resource?.kind ?? "other"] ?? "asynchronous";
  return {
    platform: fn.platform,
    service: service === "" ? "unknown" : service,
    kind,
    retry: "unknown",
    failure: "unknown",
    waits: null,
    source: "",
  };
}

/** Functions of Google without a trigger answer HTTP; a function URL counts where no link says it. */
function isCalledDirectly(fn: Resource, links: readonly Link[]): boolean {
  const hasTrigger = links.some((link) => link.kind === "triggers");
  if (fn.platform === "google") return !hasTrigger;
  return (
    fn.platform === "aws" && fn.has("urlAuthorization") && !links.some((link) => link.string("service").known && linkService(link) === "function-url")
  );
}

function linkService(link: Link): string {
  const service = link.string("service");
  return service.known ? service.value : "";
}

function directRow(fn: Resource): DeliveryRow {
  const service = fn.platform === "google" ? "http" : "function-url";
  return (
    deliveryOf(fn.platform, service) ?? {
      platform: fn.platform,
      service,
      kind: "synchronous",
      retry: "unknown",
      failure: "unknown",
      waits: null,
      source: "",
    }
  );
}
