import type { NativeResource } from "../../native.ts";
import { type MapValue, entryOf, textOf } from "../../value.ts";
import { entry, list, mapOf, scalar, withEntries } from "../../value-builders.ts";
import { type Declaration, nativeOf } from "../cloudformation/declaration.ts";

/** A SimpleTable as a DynamoDB table: one hash key, on demand unless throughput is given. */
export function simpleTable(declaration: Declaration): NativeResource {
  return { ...nativeOf(declaration, "sam"), type: "AWS::DynamoDB::Table", properties: tableProperties(declaration) };
}

function tableProperties({ properties, key }: Declaration): MapValue {
  const primary = entryOf(properties, "PrimaryKey");
  const at = primary?.at ?? key;
  const name = entryOf(primary?.value, "Name")?.value ?? scalar("id", at);
  const type = textOf(entryOf(primary?.value, "Type")?.value) ?? "String";
  const attribute = mapOf({ AttributeName: name, AttributeType: scalar(type.charAt(0), at) }, at);
  const keyPart = mapOf({ AttributeName: name, KeyType: scalar("HASH", at) }, at);
  const throughput = entryOf(properties, "ProvisionedThroughput");
  const billing = scalar(throughput === undefined ? "PAY_PER_REQUEST" : "PROVISIONED", throughput?.at ?? key);
  return withEntries(
    properties,
    new Map([
      ["PrimaryKey", null],
      ["AttributeDefinitions", entry("AttributeDefinitions", list([attribute], at), { at })],
      ["KeySchema", entry("KeySchema", list([keyPart], at), { at })],
      ["BillingMode", entry("BillingMode", billing)],
    ]),
  );
}
