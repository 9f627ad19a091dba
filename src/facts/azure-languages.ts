import type { FactTable } from "./fact-table.ts";

/** A version of a language on Azure Functions: when its support ends (ISO date), and what to move to. */
interface LanguageEnd {
  readonly language: string;
  readonly end: string;
  readonly successor: string;
}

/** Keys are language and version as `linuxFxVersion` writes them, in lower case. */
const ends: ReadonlyMap<string, LanguageEnd> = new Map(
  [
    ["node|14", "Node.js 14", "2023-04-30", "24"],
    ["node|16", "Node.js 16", "2023-09-11", "24"],
    ["node|18", "Node.js 18", "2025-04-30", "24"],
    ["node|20", "Node.js 20", "2026-04-30", "24"],
    ["node|22", "Node.js 22", "2027-04-30", "24"],
    ["node|24", "Node.js 24", "2028-04-30", "24"],
    ["python|3.6", "Python 3.6", "2021-12-23", "3.12"],
    ["python|3.7", "Python 3.7", "2023-06-27", "3.12"],
    ["python|3.8", "Python 3.8", "2024-10-07", "3.12"],
    ["python|3.9", "Python 3.9", "2025-10-31", "3.12"],
    ["python|3.10", "Python 3.10", "2026-10-31", "3.12"],
    ["python|3.11", "Python 3.11", "2027-10-31", "3.13"],
    ["python|3.12", "Python 3.12", "2028-10-31", "3.13"],
    ["python|3.13", "Python 3.13", "2029-10-31", "3.13"],
    ["python|3.14", "Python 3.14", "2029-04-30", "3.14"],
    ["java|8", "Java 8", "2027-09-30", "21"],
    ["java|11", "Java 11", "2027-09-30", "21"],
    ["java|17", "Java 17", "2027-09-30", "21"],
    ["java|21", "Java 21", "2028-09-30", "21"],
    ["java|25", "Java 25", "2029-05-31", "25"],
    ["powershell|7", "PowerShell 7.0", "2022-12-03", "7.4"],
    ["powershell|7.0", "PowerShell 7.0", "2022-12-03", "7.4"],
    ["powershell|7.2", "PowerShell 7.2", "2024-11-08", "7.4"],
    ["powershell|7.4", "PowerShell 7.4", "2026-11-10", "7.6"],
    ["powershell|7.6", "PowerShell 7.6", "2028-11-14", "7.6"],
    ["dotnet-isolated|5.0", ".NET 5", "2022-05-10", "10.0"],
    ["dotnet-isolated|6.0", ".NET 6", "2024-11-12", "10.0"],
    ["dotnet-isolated|7.0", ".NET 7", "2024-05-14", "10.0"],
    ["dotnet-isolated|8.0", ".NET 8", "2026-11-10", "10.0"],
    ["dotnet-isolated|9.0", ".NET 9", "2026-11-10", "10.0"],
    ["dotnet-isolated|10.0", ".NET 10", "2028-11-14", "10.0"],
  ].map(([key = "", language = "", end = "", successor = ""]) => [key, { language, end, successor }]),
);

/** When a language version ends; undefined for versions that are not in the table. Takes `NODE|20`, `Node|~20`, `DOTNET-ISOLATED|v8.0`. */
export function languageEndOf(language: string, version: string): LanguageEnd | undefined {
  const name = language.toLowerCase();
  const plain = version.toLowerCase().replace(/^[~v]/u, "").replace(/-lts$/u, "");
  const key = name === "node" || name === "java" ? plain.replace(/^1\.(?=8)/u, "").split(".", 1)[0] : plain;
  return ends.get(`${name}|${key ?? plain}`);
}

const onLinuxConsumption: ReadonlyMap<string, string> = new Map([
  ["node", "22"],
  ["python", "3.12"],
  ["java", "21"],
  ["powershell", "7.4"],
  ["dotnet-isolated", "9.0"],
]);

/**
 * The newest version of a language on Consumption plans on Linux, which get no newer ones; undefined for languages that are not in the table.
 * https://learn.microsoft.com/azure/azure-functions/consumption-plan
 */
export function newestOnLinuxConsumption(language: string): string | undefined {
  return onLinuxConsumption.get(language.toLowerCase());
}

/** Languages of Azure Functions and the ends of their versions: the last day of a month where the page names no day; of versions that it no longer lists, the language's own end. */
export const azureLanguagesTable: FactTable = {
  name: "Azure Functions languages",
  entries: ends.size,
  source: "https://learn.microsoft.com/azure/azure-functions/supported-languages",
  retrieved: "2026-09-15",
};
