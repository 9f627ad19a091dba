import { rdsDirectWithoutProxy } from "./rds-direct-without-proxy.ts";
import { vpcFunctionNoEgress } from "./vpc-function-no-egress.ts";
import { vpcFunctionPublicSubnet } from "./vpc-function-public-subnet.ts";
import { vpcWithoutPrivateDependency } from "./vpc-without-private-dependency.ts";
import type { Rule } from "../rule.ts";

/** The rules of this folder. */
export const networks: readonly Rule[] = [rdsDirectWithoutProxy, vpcFunctionNoEgress, vpcFunctionPublicSubnet, vpcWithoutPrivateDependency];
