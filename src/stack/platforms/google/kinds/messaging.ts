import { googleDefaults } from "../../../../facts/google-numbers.ts";
import { not, seconds } from "../conversions.ts";
import { type KindTable, kind } from "./kind.ts";

/** Pub/Sub, Eventarc, Scheduler, Tasks, API Gateway. */
export const messagingKinds: KindTable = {
  google_pubsub_topic: kind("topic", { name: "name", kmsKey: "kms_key_name" }, { constants: { service: "pubsub" } }),
  google_pubsub_subscription: kind(
    "subscription",
    {
      name: "name",
      topic: "topic",
      ackDeadlineSeconds: "ack_deadline_seconds",
      retentionSeconds: { path: "message_retention_duration", as: seconds },
      deadLetterTarget: "dead_letter_policy.dead_letter_topic",
      maximumReceiveCount: "dead_letter_policy.max_delivery_attempts",
      pushEndpoint: "push_config.push_endpoint",
      pushServiceAccount: "push_config.oidc_token.service_account_email",
      filter: "filter",
      minimumBackoffSeconds: { path: "retry_policy.minimum_backoff", as: seconds },
    },
    { constants: { service: "pubsub" }, defaults: { retentionSeconds: googleDefaults.messageRetention.value } },
  ),
  google_eventarc_trigger: kind("event-trigger", { destination: "destination", serviceAccount: "service_account" }),
  google_eventarc_channel: kind("bus", { name: "name" }, { constants: { service: "eventarc" } }),
  google_cloud_scheduler_job: kind("schedule", {
    name: "name",
    expression: "schedule",
    timeZone: "time_zone",
    enabled: { path: "paused", as: not },
    attemptDeadlineSeconds: { path: "attempt_deadline", as: seconds },
    retryCount: "retry_config.retry_count",
    targetUri: "http_target.uri",
    oidcServiceAccount: "http_target.oidc_token.service_account_email",
  }),
  google_api_gateway_api_config: kind("api", { name: "api_config_id", definition: "openapi_documents" }, { constants: { type: "api-gateway" } }),
  google_api_gateway_route: kind("route", {
    method: "method",
    path: "path",
    api: "api",
    authorization: "authorization",
    apiKeyRequired: "api_key_required",
    timeoutSeconds: { path: "deadline", as: seconds },
    integration: "address",
  }),
  google_cloud_tasks_queue: kind(
    "queue",
    {
      name: "name",
      maximumDispatchesPerSecond: "rate_limits.max_dispatches_per_second",
      maximumConcurrentDispatches: "rate_limits.max_concurrent_dispatches",
      maximumAttempts: "retry_config.max_attempts",
    },
    { constants: { service: "cloud-tasks" } },
  ),
};
