import type { HostileCase } from "./hostile-case.ts";
import { deep, twentyMegabytes, arm } from "./texts.ts";

/** Formats of modules: Terraform, Bicep and ARM. */
export const hostileModules: readonly HostileCase[] = [
  {
    title: "Terraform with an unclosed block",
    beside: "terraform-aws",
    files: () => ({ "bad/main.tf": `resource "aws_sqs_queue" "open" {\n  name = "a"\n` }),
    note: /^bad\/main\.tf:\d+ /,
  },
  {
    title: "Terraform modules that call each other",
    beside: "terraform-aws",
    files: () => ({ "ring/a/main.tf": `module "b" {\n  source = "../b"\n}\n`, "ring/b/main.tf": `module "a" {\n  source = "../a"\n}\n` }),
    note: /^ring\/a\/main\.tf:1 .*calls the module that calls it/,
  },
  {
    title: "Terraform locals in a circle and a range without end",
    beside: "terraform-google",
    files: () => ({
      "bad/main.tf": `locals {\n  a = local.b\n  b = local.a\n  many = [for x in range(1000000000) : [for y in range(1000000000) : x]]\n}\nresource "google_pubsub_topic" "ring" {\n  name   = local.a\n  labels = { many = length(local.many) }\n}\n`,
    }),
    note: null,
  },
  {
    title: "Terraform nested ten thousand deep",
    beside: "terraform-azurerm",
    files: () => ({
      "bad/main.tf": `locals {\n  a = ${deep("[", "]", 10_000)}\n}\nresource "azurerm_storage_account" "deep" {\n  name = local.a\n}\n`,
    }),
    note: null,
  },
  {
    title: "Terraform of twenty megabytes",
    beside: "terraform-aws",
    files: () => ({ "bad/main.tf": twentyMegabytes("# nothing is declared here\n") }),
    note: /^bad\/main\.tf: not read: too large/,
  },
  {
    title: "Bicep with an unclosed resource",
    beside: "bicep",
    files: () => ({ "bad.bicep": "resource q 'Microsoft.Storage/storageAccounts@2023-05-01' = {\n  name: 'a\n" }),
    note: /^bad\.bicep:\d+ /,
  },
  {
    title: "Bicep modules and variables in a circle",
    beside: "bicep",
    files: () => ({
      "ring/a.bicep": "module b 'b.bicep' = {\n  name: 'b'\n}\n",
      "ring/b.bicep": "var x = y\nvar y = x\nmodule a 'a.bicep' = {\n  name: x\n}\n",
      "ring/root.bicep": "module a 'a.bicep' = {\n  name: 'a'\n}\n",
    }),
    note: null,
  },
  {
    title: "Bicep with a loop of a thousand million",
    beside: "bicep",
    files: () => ({
      "bad.bicep": "resource s 'Microsoft.Storage/storageAccounts@2023-05-01' = [for i in range(0, 1000000000): {\n  name: 's${i}'\n}]\n",
    }),
    note: null,
  },
  {
    title: "ARM with an unclosed list",
    beside: "arm",
    files: () => ({ "bad.json": arm(`"resources": [\n{"type": "Microsoft.Storage/storageAccounts"`) }),
    note: /^bad\.json:\d+ /,
  },
  {
    title: "ARM variables in a circle and a copy without end",
    beside: "arm",
    files: () => ({
      "bad.json": arm(
        `"variables": {"a": "[variables('b')]", "b": "[variables('a')]"},\n"resources": [{"type": "Microsoft.Storage/storageAccounts", "apiVersion": "2023-05-01", "name": "[concat(variables('a'), copyIndex())]", "copy": {"name": "c", "count": 1000000000}}]`,
      ),
    }),
    note: null,
  },
  {
    title: "ARM expressions nested ten thousand deep",
    beside: "arm",
    files: () => ({
      "bad.json": arm(
        `"resources": [{"type": "Microsoft.Storage/storageAccounts", "apiVersion": "2023-05-01", "name": "[${"concat(".repeat(10_000)}'a'${")".repeat(10_000)}]"}]`,
      ),
    }),
    note: null,
  },
];
