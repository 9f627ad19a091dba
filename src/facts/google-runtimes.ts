import type { FactTable } from "./fact-table.ts";

/** When Google stops maintaining a runtime of functions, and when it can no longer be deployed. Dates are the first day of the period, in UTC. */
export interface RuntimeDates {
  readonly deprecated: string;
  readonly decommissioned: string;
}

const withTheFirst: RuntimeDates = { deprecated: "2024-01-30", decommissioned: "2025-01-30" };

/** By runtime identifier. Runtimes for which Google names no days yet are not listed. */
export const googleRuntimes: ReadonlyMap<string, RuntimeDates> = new Map([
  ["nodejs6", { deprecated: "2019-04-17", decommissioned: "2020-08-01" }],
  ["nodejs8", { deprecated: "2020-06-05", decommissioned: "2021-02-01" }],
  ["nodejs10", withTheFirst],
  ["nodejs12", withTheFirst],
  ["nodejs14", withTheFirst],
  ["nodejs16", withTheFirst],
  ["nodejs18", { deprecated: "2025-04-30", decommissioned: "2025-10-30" }],
  ["nodejs20", { deprecated: "2026-04-30", decommissioned: "2026-10-30" }],
  ["nodejs22", { deprecated: "2027-04-30", decommissioned: "2027-10-31" }],
  ["nodejs24", { deprecated: "2028-04-30", decommissioned: "2028-10-31" }],
  ["python37", withTheFirst],
  ["python38", { deprecated: "2024-10-14", decommissioned: "2025-10-14" }],
  ["python39", { deprecated: "2025-10-05", decommissioned: "2026-04-05" }],
  ["python310", { deprecated: "2026-10-04", decommissioned: "2027-04-04" }],
  ["python311", { deprecated: "2027-10-24", decommissioned: "2028-04-24" }],
  ["python312", { deprecated: "2028-10-02", decommissioned: "2029-04-02" }],
  ["python313", { deprecated: "2029-10-10", decommissioned: "2030-04-10" }],
  ["python314", { deprecated: "2030-10-10", decommissioned: "2031-04-10" }],
  ["go111", { deprecated: "2020-08-05", decommissioned: "2021-02-01" }],
  ["go113", withTheFirst],
  ["go116", withTheFirst],
  ["go118", withTheFirst],
  ["go119", { deprecated: "2024-04-30", decommissioned: "2025-01-30" }],
  ["go120", { deprecated: "2024-05-01", decommissioned: "2025-05-01" }],
  ["go121", { deprecated: "2025-09-03", decommissioned: "2026-03-03" }],
  ["go122", { deprecated: "2026-01-28", decommissioned: "2026-07-28" }],
  ["go123", { deprecated: "2026-02-21", decommissioned: "2026-08-21" }],
  ["go124", { deprecated: "2026-09-02", decommissioned: "2027-03-02" }],
  ["go125", { deprecated: "2026-10-01", decommissioned: "2027-04-01" }],
  ["java11", { deprecated: "2024-10-31", decommissioned: "2025-10-31" }],
  ["dotnet3", withTheFirst],
  ["dotnet6", { deprecated: "2024-11-12", decommissioned: "2025-11-12" }],
  ["dotnet8", { deprecated: "2026-11-10", decommissioned: "2027-05-10" }],
  ["ruby26", withTheFirst],
  ["ruby27", withTheFirst],
  ["ruby30", { deprecated: "2024-03-31", decommissioned: "2025-03-31" }],
  ["ruby32", { deprecated: "2026-03-31", decommissioned: "2026-09-30" }],
  ["ruby33", { deprecated: "2027-03-31", decommissioned: "2027-09-30" }],
  ["ruby34", { deprecated: "2028-03-31", decommissioned: "2028-09-30" }],
  ["php74", withTheFirst],
  ["php81", { deprecated: "2025-12-31", decommissioned: "2026-06-30" }],
  ["php82", { deprecated: "2026-12-31", decommissioned: "2027-06-30" }],
  ["php83", { deprecated: "2027-12-31", decommissioned: "2028-06-30" }],
  ["php84", { deprecated: "2028-12-31", decommissioned: "2029-06-30" }],
]);

const maintained: ReadonlyMap<string, string> = new Map([
  ["nodejs", "nodejs24"],
  ["python", "python313"],
  ["go", "go127"],
  ["java", "java21"],
  ["dotnet", "dotnet10"],
  ["ruby", "ruby34"],
  ["php", "php84"],
]);

/** A maintained runtime of the same language; the runtime itself where the language is another one. */
export function maintainedRuntime(runtime: string): string {
  return maintained.get(runtime.replace(/\d+$/u, "")) ?? runtime;
}

/** Runtimes of Google's functions and their ends. */
export const googleRuntimesTable: FactTable = {
  name: "Google Cloud runtimes",
  entries: googleRuntimes.size,
  source: "https://docs.cloud.google.com/functions/docs/runtime-support",
  retrieved: "2026-09-01",
};
