/** An ARM template with one function app: what `site` says beside its type and name. */
export function armFunctionApp(site: Readonly<Record<string, unknown>>): string {
  return armTemplate([{ type: "Microsoft.Web/sites", apiVersion: "2024-04-01", name: "func-orders", kind: "functionapp,linux", ...site }]);
}

/** An ARM template as tools write it. */
export function armTemplate(resources: readonly Readonly<Record<string, unknown>>[]): string {
  const $schema = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#";
  return `${JSON.stringify({ $schema, contentVersion: "1.0.0.0", resources }, null, 2)}\n`;
}
