import type { Link } from "../../../link.ts";
import { itemsOf, textOf } from "../../../value.ts";
import { unknown } from "../../../value-builders.ts";
import { seconds } from "../conversions.ts";
import { blocksAt, propertyAt, valueAtPath } from "../property-path.ts";
import { type Declaration, makeLink, serviceTypes } from "./declaration.ts";
import { filterValue, serviceOf } from "./function-links.ts";

/** A subscription: its topic, what it pushes to, and where it gives up to. */
export function* subscriptionLinks(declaration: Declaration): Iterable<Link> {
  const { native, resource, index } = declaration;
  if (native.type !== "google_pubsub_subscription") return;
  const topic = propertyAt(native.properties, "topic");
  const push = propertyAt(native.properties, "push_config.push_endpoint");
  const deadLetters = propertyAt(native.properties, "dead_letter_policy.dead_letter_topic");
  if (topic !== undefined) {
    const from = index.end(topic.value, native.scope, ["google_pubsub_topic"]);
    yield makeLink(declaration, { kind: "contains", name: native.name, from, to: { resource }, at: topic.at });
  }
  if (push !== undefined) {
    yield makeLink(declaration, {
      kind: "triggers",
      name: native.name,
      from: { resource },
      to: index.end(push.value, native.scope, serviceTypes),
      at: push.at,
      service: "pubsub",
      sources: { serviceAccount: "push_config.oidc_token.service_account_email", filter: "filter" },
    });
  }
  if (deadLetters !== undefined) {
    const to = index.end(deadLetters.value, native.scope, ["google_pubsub_topic"]);
    yield makeLink(declaration, { kind: "dead-letters", name: "dead_letter_policy", from: { resource }, to, at: deadLetters.at });
  }
}

/** A bucket's notifications go to a topic. */
export function* notificationLinks(declaration: Declaration): Iterable<Link> {
  const { native, index } = declaration;
  const bucket = valueAtPath(native.properties, "bucket");
  const topic = valueAtPath(native.properties, "topic");
  if (native.type !== "google_storage_notification" || bucket === undefined || topic === undefined) return;
  yield makeLink(declaration, {
    kind: "subscribes",
    name: native.name,
    from: index.end(bucket, native.scope, ["google_storage_bucket"]),
    to: index.end(topic, native.scope, ["google_pubsub_topic"]),
    service: "cloud-storage",
    sources: { events: "event_types", prefix: "object_name_prefix" },
  });
}

/** A scheduler job calls a function, a service, a workflow, or publishes to a topic. */
export function* scheduleLinks(declaration: Declaration): Iterable<Link> {
  const { native, resource, index } = declaration;
  if (native.type !== "google_cloud_scheduler_job") return;
  const uri = propertyAt(native.properties, "http_target.uri");
  const topic = propertyAt(native.properties, "pubsub_target.topic_name");
  const draft = { name: native.name, from: { resource }, service: "cloud-scheduler" } as const;
  if (uri !== undefined) {
    yield makeLink(declaration, {
      ...draft,
      kind: "triggers",
      to: index.end(uri.value, native.scope, [...serviceTypes, "google_workflows_workflow"]),
      at: uri.at,
      sources: {
        serviceAccount: "http_target.oidc_token.service_account_email",
        method: "http_target.http_method",
        scheduleExpression: "schedule",
        timeoutSeconds: { path: "attempt_deadline", as: seconds },
      },
    });
  }
  if (topic !== undefined) {
    const to = index.end(topic.value, native.scope, ["google_pubsub_topic"]);
    yield makeLink(declaration, { ...draft, kind: "subscribes", to, at: topic.at });
  }
}

/** An Eventarc trigger: from what its filters or its transport name, to its destination. */
export function* eventarcLinks(declaration: Declaration): Iterable<Link> {
  const { native, index } = declaration;
  if (native.type !== "google_eventarc_trigger") return;
  const destination = destinationOf(declaration);
  if (destination === undefined) return;
  const filters = blocksAt(native.properties, "matching_criteria");
  const typeValue = filterValue(filters, "type");
  const type = textOf(typeValue) ?? "";
  const source = valueAtPath(native.properties, "transport.pubsub.topic") ?? filterValue(filters, "bucket") ?? filterValue(filters, "database");
  const types = ["google_pubsub_topic", "google_storage_bucket", "google_firestore_database"];
  const from = index.end(source ?? unknown("the source of the events is not declared here", native.at), native.scope, types);
  yield makeLink(declaration, {
    kind: "triggers",
    name: native.name,
    from,
    to: index.end(destination.value, native.scope, [...serviceTypes, "google_workflows_workflow"]),
    at: destination.at,
    service: serviceOf(type),
    sources: { serviceAccount: "service_account", filter: "matching_criteria" },
    settings: typeValue === undefined ? new Map() : new Map([["eventType", { value: typeValue, at: typeValue.at, nativeName: "type" }]]),
  });
}

function destinationOf({ native }: Declaration) {
  const paths = ["destination.cloud_run_service.service", "destination.cloud_function", "destination.workflow", "destination.http_endpoint.uri"];
  return paths.map((path) => propertyAt(native.properties, path)).find((found) => found !== undefined);
}

/** A Tasks queue that overrides where its tasks go. */
export function* taskQueueLinks(declaration: Declaration): Iterable<Link> {
  const { native, resource, index } = declaration;
  if (native.type !== "google_cloud_tasks_queue") return;
  const host = propertyAt(native.properties, "http_target.uri_override.host");
  if (host === undefined) return;
  yield makeLink(declaration, {
    kind: "triggers",
    name: native.name,
    from: { resource },
    to: index.end(host.value, native.scope, serviceTypes),
    at: host.at,
    service: "cloud-tasks",
    sources: { serviceAccount: "http_target.oidc_token.service_account_email" },
  });
}

/** An alert policy watches the resources that its filters refer to. */
export function* alarmLinks(declaration: Declaration): Iterable<Link> {
  const { native, resource, index } = declaration;
  if (native.type !== "google_monitoring_alert_policy") return;
  for (const condition of blocksAt(native.properties, "conditions")) {
    const filter = propertyAt(condition, "condition_threshold.filter") ?? propertyAt(condition, "condition_absent.filter");
    if (filter === undefined) continue;
    const references = filter.value.kind === "joined" ? filter.value.parts : itemsOf(filter.value);
    for (const part of references.filter((one) => one.kind === "reference")) {
      const to = index.end(part, native.scope, []);
      if (to.resource !== null) yield makeLink(declaration, { kind: "alarms", name: native.name, from: { resource }, to, at: filter.at });
    }
  }
}
