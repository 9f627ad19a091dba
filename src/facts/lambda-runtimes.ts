import type { FactTable } from "./fact-table.ts";

/** The dates of a Lambda runtime's end, as ISO dates. `updateBlocked` is when functions on it can no longer be changed. */
export interface RuntimeEnd {
  readonly deprecated: string;
  readonly creationBlocked: string;
  readonly updateBlocked: string;
  /** What AWS names as its successor in the same family. */
  readonly successor: string;
}

/** AWS has moved the dates of blocking several times: say "deprecated since", never "stops working". */
const ends: ReadonlyMap<string, RuntimeEnd> = new Map(
  [
    ["nodejs24.x", "2028-04-30", "2028-06-01", "2028-07-01", "nodejs24.x"],
    ["nodejs22.x", "2027-04-30", "2027-06-01", "2027-07-01", "nodejs24.x"],
    ["nodejs20.x", "2026-04-30", "2027-02-01", "2027-03-03", "nodejs24.x"],
    ["nodejs18.x", "2025-09-01", "2027-02-01", "2027-03-03", "nodejs24.x"],
    ["nodejs16.x", "2024-06-12", "2027-02-01", "2027-03-03", "nodejs24.x"],
    ["nodejs14.x", "2023-12-04", "2024-01-09", "2027-03-03", "nodejs24.x"],
    ["nodejs12.x", "2023-03-31", "2023-03-31", "2023-04-30", "nodejs24.x"],
    ["nodejs10.x", "2021-07-30", "2021-07-30", "2022-02-14", "nodejs24.x"],
    ["nodejs8.10", "2020-03-06", "2020-02-04", "2020-03-06", "nodejs24.x"],
    ["nodejs6.10", "2019-08-12", "2019-07-12", "2019-08-12", "nodejs24.x"],
    ["python3.14", "2029-06-30", "2029-07-31", "2029-08-31", "python3.14"],
    ["python3.13", "2029-06-30", "2029-07-31", "2029-08-31", "python3.14"],
    ["python3.12", "2028-10-31", "2028-11-30", "2029-01-10", "python3.14"],
    ["python3.11", "2027-06-30", "2027-07-31", "2027-08-31", "python3.14"],
    ["python3.10", "2026-10-31", "2027-02-01", "2027-03-03", "python3.14"],
    ["python3.9", "2025-12-15", "2027-02-01", "2027-03-03", "python3.14"],
    ["python3.8", "2024-10-14", "2027-02-01", "2027-03-03", "python3.14"],
    ["python3.7", "2023-12-04", "2024-01-09", "2027-03-03", "python3.14"],
    ["python3.6", "2022-07-18", "2022-07-18", "2022-08-29", "python3.14"],
    ["python2.7", "2021-07-15", "2021-07-15", "2022-05-30", "python3.14"],
    ["java25", "2029-06-30", "2029-07-31", "2029-08-31", "java25"],
    ["java21", "2029-06-30", "2029-07-31", "2029-08-31", "java25"],
    ["java17.al2023", "2029-06-30", "2029-07-31", "2029-08-31", "java25"],
    ["java11.al2023", "2029-06-30", "2029-07-31", "2029-08-31", "java25"],
    ["java8.al2023", "2029-06-30", "2029-07-31", "2029-08-31", "java25"],
    ["java17", "2027-06-30", "2027-07-31", "2027-08-31", "java25"],
    ["java11", "2027-06-30", "2027-07-31", "2027-08-31", "java25"],
    ["java8.al2", "2027-06-30", "2027-07-31", "2027-08-31", "java25"],
    ["java8", "2024-01-08", "2024-02-08", "2027-03-03", "java25"],
    ["dotnet10", "2028-11-14", "2028-12-14", "2029-01-15", "dotnet10"],
    ["dotnet8", "2026-11-10", "2027-02-01", "2027-03-03", "dotnet10"],
    ["dotnet6", "2024-12-20", "2027-02-01", "2027-03-03", "dotnet10"],
    ["dotnetcore3.1", "2023-04-03", "2023-04-03", "2023-05-03", "dotnet10"],
    ["dotnetcore2.1", "2022-01-05", "2022-01-05", "2022-04-13", "dotnet10"],
    ["ruby4.0", "2029-03-31", "2029-04-30", "2029-05-31", "ruby4.0"],
    ["ruby3.4", "2028-03-31", "2028-04-30", "2028-05-31", "ruby4.0"],
    ["ruby3.3", "2027-03-31", "2027-04-30", "2027-05-31", "ruby4.0"],
    ["ruby3.2", "2026-03-31", "2027-02-01", "2027-03-03", "ruby4.0"],
    ["ruby2.7", "2023-12-07", "2024-01-09", "2027-03-03", "ruby4.0"],
    ["ruby2.5", "2021-07-30", "2021-07-30", "2022-03-31", "ruby4.0"],
    ["go1.x", "2024-01-08", "2024-02-08", "2027-03-03", "provided.al2023"],
    ["provided", "2024-01-08", "2024-02-08", "2027-03-03", "provided.al2023"],
    ["provided.al2", "2026-07-31", "2027-02-01", "2027-03-03", "provided.al2023"],
    ["provided.al2023", "2029-06-30", "2029-07-31", "2029-08-31", "provided.al2023"],
  ].map(([name = "", deprecated = "", creationBlocked = "", updateBlocked = "", successor = ""]) => [
    name,
    { deprecated, creationBlocked, updateBlocked, successor },
  ]),
);

/** When a runtime ends; undefined for names that are not in the table. */
export function runtimeEndOf(runtime: string): RuntimeEnd | undefined {
  return ends.get(runtime);
}

/** How the CDK calls a runtime in `lambda.Runtime`: `NODEJS_22_X`. */
export function runtimeConstant(runtime: string): string {
  return runtime
    .replace(/^([a-z]+)(?=\d)/, "$1_")
    .replaceAll(".", "_")
    .toUpperCase();
}

/** Releases of aws-cdk-lib, major and minor, that have the constants of runtimes. Those of 2023 may stand in an earlier one too. */
const cdkReleases: ReadonlyMap<string, readonly [major: number, minor: number]> = new Map([
  ["nodejs24.x", [2, 224]],
  ["python3.14", [2, 222]],
  ["java25", [2, 222]],
  ["nodejs20.x", [2, 108]],
  ["python3.12", [2, 108]],
  ["provided.al2023", [2, 108]],
]);

/** A release of aws-cdk-lib in which code can name a runtime by its constant; undefined where we know none. */
export function cdkReleaseWith(runtime: string): readonly [major: number, minor: number] | undefined {
  return cdkReleases.get(runtime);
}

/** Constants of runtimes in the CDK. */
export const cdkRuntimesTable: FactTable = {
  name: "Lambda runtimes of the CDK",
  entries: cdkReleases.size,
  source: "https://github.com/aws/aws-cdk/blob/main/CHANGELOG.v2.md",
  retrieved: "2026-11-23",
};

/** Lambda's managed runtimes and their ends. */
export const lambdaRuntimesTable: FactTable = {
  name: "Lambda runtimes",
  entries: ends.size,
  source: "https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html",
  retrieved: "2026-10-20",
};
