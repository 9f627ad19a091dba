import { type Origin, qualifiedName } from "../origin.ts";

/** Makers of AWS clients, and what sets them up: every option may be left out. Commands of the same packages have names that end otherwise. */
const makers =
  /^(?:@aws-sdk\/client-[\w-]+:(?!\w*Command$)\w+|aws-sdk(?:\/clients\/\w+)?:[\w.]*|boto3\.(?:client|resource|Session|session\.Session))$/u;

/** Whether a value is made from options of which each may be undefined: a client of AWS. */
export function takesOptionsOnly(origin: Origin): boolean {
  return origin.kind === "result" && makers.test(qualifiedName(origin.callee) ?? "");
}
