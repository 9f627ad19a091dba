import type { FactTable } from "./fact-table.ts";

/** The end of something on Azure Functions, as an ISO date. */
export interface Retirement {
  readonly end: string;
  /** Microsoft's page that announces it. */
  readonly page: string;
}

const functions = "https://learn.microsoft.com/azure/azure-functions";
const versions = `${functions}/functions-versions`;

/** What Azure Functions gives up, and when. */
export const azureRetirements = {
  runtime1: { end: "2026-09-14", page: versions },
  runtime2: { end: "2022-12-13", page: versions },
  runtime3: { end: "2022-12-13", page: versions },
  inProcessModel: { end: "2026-11-10", page: `${functions}/migrate-dotnet-to-isolated-model` },
  linuxConsumptionPlan: { end: "2028-09-30", page: `${functions}/consumption-plan` },
} as const satisfies Record<string, Retirement>;

/** Ends of runtimes, models and plans of Azure Functions. */
export const azureRetirementsTable: FactTable = {
  name: "Azure Functions retirements",
  entries: Object.keys(azureRetirements).length,
  source: versions,
  retrieved: "2026-09-15",
};
