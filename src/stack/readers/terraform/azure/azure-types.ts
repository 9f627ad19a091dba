import type { MappedType } from "../conversion/type-table.ts";
import { dataTypes } from "./data.ts";
import { messagingTypes } from "./messaging.ts";
import { webTypes } from "./web.ts";

const types: ReadonlyMap<string, MappedType> = new Map([webTypes, messagingTypes, dataTypes].flatMap((table) => Object.entries(table)));

/** How an azurerm type reads in ARM's terms; undefined for types that keep their own. */
export function azureTypeOf(type: string): MappedType | undefined {
  return types.get(type);
}
