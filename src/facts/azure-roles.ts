import type { FactTable } from "./fact-table.ts";

/** Names of built-in roles by their id. */
export const azureRoles: ReadonlyMap<string, string> = new Map([
  ["8e3af657-a8ff-443c-a75c-2fe8c4bcb635", "Owner"],
  ["b24988ac-6180-42a0-ab88-20f7382dd24c", "Contributor"],
  ["acdd72a7-3385-48ef-bd42-f606fba81ae7", "Reader"],
  ["18d7d88d-d35e-4fb5-a5c3-7773c20a72d9", "User Access Administrator"],
  ["f58310d9-a9f6-439a-9e8d-f62e7b41a168", "Role Based Access Control Administrator"],
  ["17d1049b-9a84-46fb-8f53-869881c3d3ab", "Storage Account Contributor"],
  ["b7e6dc6d-f1e8-4753-8033-0f276bb0955b", "Storage Blob Data Owner"],
  ["ba92f5b4-2d11-453d-a403-e96b0029c9fe", "Storage Blob Data Contributor"],
  ["2a2b9908-6ea1-4ae2-8e65-a410df84e7d1", "Storage Blob Data Reader"],
  ["974c5e8b-45b9-4653-ba55-5f855dd0fb88", "Storage Queue Data Contributor"],
  ["19e7f393-937e-4f77-808e-94535e297925", "Storage Queue Data Reader"],
  ["8a0f0c08-91a1-4084-bc3d-661d67233fed", "Storage Queue Data Message Processor"],
  ["c6a89b2d-59bc-44d0-9896-0f6e12d7b80a", "Storage Queue Data Message Sender"],
  ["0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3", "Storage Table Data Contributor"],
  ["76199698-9eea-4c19-bc75-cec21354c6b6", "Storage Table Data Reader"],
  ["0c867c2a-1d8c-454a-a3db-ab2ea1bdc8bb", "Storage File Data SMB Share Contributor"],
  ["090c5cfd-751d-490a-894a-3ce6f1109419", "Azure Service Bus Data Owner"],
  ["4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0", "Azure Service Bus Data Receiver"],
  ["69a216fc-b8fb-44d8-bc22-1f3c2cd27a39", "Azure Service Bus Data Sender"],
  ["f526a384-b230-433a-b45c-95f59c4a2dec", "Azure Event Hubs Data Owner"],
  ["a638d3c7-ab3a-418d-83e6-5f17a39d4fde", "Azure Event Hubs Data Receiver"],
  ["2b629674-e913-4c01-ae53-ef4638d8f975", "Azure Event Hubs Data Sender"],
  ["4633458b-17de-408a-b874-0445c86b69e6", "Key Vault Secrets User"],
  ["b86a8fe4-44ce-4948-aee5-eccb2c155cd7", "Key Vault Secrets Officer"],
  ["00482a5a-887f-4fb3-b363-3b7fe8e74483", "Key Vault Administrator"],
  ["21090545-7ca7-4776-b22c-e363652d74d2", "Key Vault Reader"],
  ["12338af0-0e69-4776-bea7-57ae8d297424", "Key Vault Crypto User"],
  ["db79e9a7-68ee-4b58-9aeb-b90e7c24fcba", "Key Vault Certificate User"],
  ["d5a91429-5739-47e2-a06b-3470a27159e7", "EventGrid Data Sender"],
  ["516239f1-63e1-4d78-a4de-a74fb236a071", "App Configuration Data Reader"],
  ["5ae67dd6-50cb-40e7-96ff-dc2bfa4b606b", "App Configuration Data Owner"],
  ["0ad04412-c4d5-4796-b79c-f76d14c8d402", "Durable Task Data Contributor"],
  ["7f951dda-4ed3-4680-a7ca-43fe172d538d", "AcrPull"],
  ["3913510d-42f4-4e42-8a64-420c390055eb", "Monitoring Metrics Publisher"],
  ["00000000-0000-0000-0000-000000000001", "Cosmos DB Built-in Data Reader"],
  ["00000000-0000-0000-0000-000000000002", "Cosmos DB Built-in Data Contributor"],
]);

/** Built-in roles of Azure; the two of Cosmos DB are its own, for the rights inside of an account. */
export const azureRolesTable: FactTable = {
  name: "Built-in roles of Azure",
  entries: azureRoles.size,
  source: "https://learn.microsoft.com/azure/role-based-access-control/built-in-roles",
  retrieved: "2026-08-22",
};
