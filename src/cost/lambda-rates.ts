import { type Price, prices } from "../facts/prices.ts";
import type { Resource } from "../stack/resource.ts";

/** What of a Lambda function decides its price; null where memory or architecture is not known. */
export interface LambdaShape {
  readonly gigabytes: number;
  readonly architecture: string;
  readonly duration: Price;
  readonly provisioned: Price;
}

export function lambdaShape(resource: Resource): LambdaShape | null {
  const memory = resource.number("memoryMegabytes");
  const architecture = resource.string("architecture");
  if (!memory.known || !architecture.known || !(memory.value > 0)) return null;
  const isArm = architecture.value === "arm64";
  return {
    gigabytes: memory.value / 1024,
    architecture: architecture.value,
    duration: isArm ? prices.lambdaDurationArm : prices.lambdaDurationX86,
    provisioned: isArm ? prices.lambdaProvisionedArm : prices.lambdaProvisionedX86,
  };
}
