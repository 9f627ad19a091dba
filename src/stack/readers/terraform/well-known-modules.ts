import type { Location } from "../../../change/location.ts";
import { type ModuleSource, gatherModule } from "./module-source.ts";
import { parseModel } from "./parse-hcl.ts";
import { eventBridgeModule } from "./well-known/eventbridge.ts";
import { lambdaModule } from "./well-known/lambda.ts";
import { sqsModule } from "./well-known/sqs.ts";

/** Public modules by the registry's name, each written again as the resources that its inputs make. */
const models = new Map([
  ["terraform-aws-modules/lambda/aws", lambdaModule],
  ["terraform-aws-modules/sqs/aws", sqsModule],
  ["terraform-aws-modules/eventbridge/aws", eventBridgeModule],
]);

/** The model of a public module by its source; undefined where we have none. Everything in it stands where the module is called. */
export function wellKnownModule(source: string, at: Location): ModuleSource | undefined {
  const name = registryName(source);
  const text = models.get(name);
  // Without offsets: no edit may replace the whole call.
  const place = { path: at.path, startLine: at.startLine, endLine: at.endLine };
  return text === undefined
    ? undefined
    : { ...gatherModule(name, [{ path: at.path, body: parseModel(text, place), isWhole: true }]), modelled: true };
}

/** `registry.terraform.io/terraform-aws-modules/lambda/aws` and the git address of the same module → `terraform-aws-modules/lambda/aws`. */
function registryName(source: string): string {
  const plain = source.replace("registry.terraform.io/", "").replace("registry.opentofu.org/", "").split("//")[0] ?? source;
  const repository = source.indexOf("terraform-aws-modules/terraform-aws-");
  if (repository === -1) return plain;
  const name = source.slice(repository + "terraform-aws-modules/terraform-aws-".length).split(/[./?]/u)[0] ?? "";
  return `terraform-aws-modules/${name}/aws`;
}
