import { awsNumbersTable } from "./aws-numbers.ts";
import { azureLanguagesTable } from "./azure-languages.ts";
import { azureNumbersTable } from "./azure-numbers.ts";
import { azureRetirementsTable } from "./azure-retirements.ts";
import { azureRolesTable } from "./azure-roles.ts";
import type { FactTable } from "./fact-table.ts";
import { googleNumbersTable } from "./google-numbers.ts";
import { googleRuntimesTable } from "./google-runtimes.ts";
import { iamActionsTable } from "./iam-actions.ts";
import { cdkRuntimesTable, lambdaRuntimesTable } from "./lambda-runtimes.ts";
import { managedPoliciesTable } from "./managed-policies.ts";
import { pricesTable } from "./prices.ts";
import { replacementPropertiesTable } from "./replacement-properties.ts";

/** Every table of outside facts that rules and costs rest on. */
export const factTables: readonly FactTable[] = [
  awsNumbersTable,
  azureLanguagesTable,
  azureNumbersTable,
  azureRetirementsTable,
  azureRolesTable,
  cdkRuntimesTable,
  googleNumbersTable,
  googleRuntimesTable,
  iamActionsTable,
  lambdaRuntimesTable,
  managedPoliciesTable,
  pricesTable,
  replacementPropertiesTable,
];

const millisecondsOfDay = 86_400_000;

/** Whole days since a table was read at its source. */
export function ageInDays({ retrieved }: FactTable, now: Date): number {
  return Math.floor((now.getTime() - Date.parse(retrieved)) / millisecondsOfDay);
}
