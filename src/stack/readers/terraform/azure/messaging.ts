import type { TypeTable } from "../conversion/type-table.ts";
import { asWord, not } from "../conversion/conversions.ts";

const delivery = {
  lock_duration: "properties.lockDuration",
  max_delivery_count: "properties.maxDeliveryCount",
  requires_session: "properties.requiresSession",
  dead_lettering_on_message_expiration: "properties.deadLetteringOnMessageExpiration",
  default_message_ttl: "properties.defaultMessageTimeToLive",
  forward_to: "properties.forwardTo",
  forward_dead_lettered_messages_to: "properties.forwardDeadLetteredMessagesTo",
} as const;

/** Service Bus, Event Hubs, Event Grid. */
export const messagingTypes: TypeTable = {
  azurerm_servicebus_namespace: {
    type: "Microsoft.ServiceBus/namespaces",
    arguments: {
      name: "name",
      location: "location",
      sku: "sku.name",
      local_auth_enabled: { to: "properties.disableLocalAuth", as: not },
      minimum_tls_version: "properties.minimumTlsVersion",
      public_network_access_enabled: { to: "properties.publicNetworkAccess", as: asWord("Enabled", "Disabled") },
    },
  },
  azurerm_servicebus_queue: {
    type: "Microsoft.ServiceBus/namespaces/queues",
    arguments: {
      ...delivery,
      name: "name",
      namespace_id: "parent",
      requires_duplicate_detection: "properties.requiresDuplicateDetection",
      max_size_in_megabytes: "properties.maxSizeInMegabytes",
    },
  },
  azurerm_servicebus_topic: {
    type: "Microsoft.ServiceBus/namespaces/topics",
    arguments: { name: "name", namespace_id: "parent", requires_duplicate_detection: "properties.requiresDuplicateDetection" },
  },
  azurerm_servicebus_subscription: {
    type: "Microsoft.ServiceBus/namespaces/topics/subscriptions",
    arguments: { ...delivery, name: "name", topic_id: "parent" },
  },
  azurerm_eventhub_namespace: {
    type: "Microsoft.EventHub/namespaces",
    arguments: {
      name: "name",
      location: "location",
      sku: "sku.name",
      capacity: "sku.capacity",
      local_authentication_enabled: { to: "properties.disableLocalAuth", as: not },
    },
  },
  azurerm_eventhub: {
    type: "Microsoft.EventHub/namespaces/eventhubs",
    arguments: {
      name: "name",
      namespace_id: "parent",
      namespace_name: "parent",
      partition_count: "properties.partitionCount",
      message_retention: "properties.messageRetentionInDays",
    },
  },
  azurerm_eventhub_consumer_group: {
    type: "Microsoft.EventHub/namespaces/eventhubs/consumergroups",
    arguments: { name: "name", eventhub_name: "parent", namespace_name: "namespaceName" },
  },
  azurerm_eventgrid_topic: { type: "Microsoft.EventGrid/topics", arguments: { name: "name", location: "location" } },
  azurerm_eventgrid_system_topic: {
    type: "Microsoft.EventGrid/systemTopics",
    arguments: {
      name: "name",
      source_resource_id: "properties.source",
      source_arm_resource_id: "properties.source",
      topic_type: "properties.topicType",
    },
  },
  azurerm_eventgrid_event_subscription: { type: "Microsoft.EventGrid/eventSubscriptions", arguments: { ...eventSubscription(), scope: "scope" } },
  azurerm_eventgrid_system_topic_event_subscription: {
    type: "Microsoft.EventGrid/systemTopics/eventSubscriptions",
    arguments: { ...eventSubscription(), system_topic: "parent" },
  },
};

function eventSubscription() {
  return {
    name: "name",
    included_event_types: "properties.filter.includedEventTypes",
    azure_function_endpoint: {
      to: "properties.destination.properties",
      block: {
        function_id: "resourceId",
        max_events_per_batch: "maxEventsPerBatch",
        preferred_batch_size_in_kilobytes: "preferredBatchSizeInKilobytes",
      },
    },
    service_bus_queue_endpoint_id: "properties.destination.properties.resourceId",
    retry_policy: {
      to: "properties.retryPolicy",
      block: { max_delivery_attempts: "maxDeliveryAttempts", event_time_to_live: "eventTimeToLiveInMinutes" },
    },
    storage_blob_dead_letter_destination: {
      to: "properties.deadLetterDestination.properties",
      block: { storage_account_id: "resourceId", storage_blob_container_name: "blobContainerName" },
    },
  } as const;
}
