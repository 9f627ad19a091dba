import { apiTypes } from "./api.ts";
import { callerTypes } from "./callers.ts";
import { frontDoorTypes } from "./front-doors.ts";
import { graphqlTypes } from "./graphql.ts";
import type { MappedType } from "../conversion/type-table.ts";
import { eventsTypes } from "./events.ts";
import { iamTypes } from "./iam.ts";
import { lambdaTypes } from "./lambda.ts";
import { messagingTypes } from "./messaging.ts";
import { operationsTypes } from "./operations.ts";
import { storageTypes } from "./storage.ts";

const types: ReadonlyMap<string, MappedType> = new Map(
  [apiTypes, callerTypes, eventsTypes, frontDoorTypes, graphqlTypes, iamTypes, lambdaTypes, messagingTypes, operationsTypes, storageTypes].flatMap(
    (table) => Object.entries(table),
  ),
);

/** How a Terraform type reads in CloudFormation's terms; undefined for types that keep their own. */
export function awsTypeOf(type: string): MappedType | undefined {
  return types.get(type);
}
