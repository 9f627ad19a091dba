/**
 * The short name of a package of the CDK: `aws-lambda` for `aws-cdk-lib/aws-lambda`, `@aws-cdk/aws-lambda-python-alpha` and `aws_cdk.aws_lambda`, `core`
 * for the package itself and for `constructs`; `npm:<name>` or `pip:<name>` for any other package.
 */
export function packageName(module: string, language: "typescript" | "python"): string {
  return language === "python" ? pythonPackage(module) : nodePackage(module);
}

/** The community's package for functions of Rust (https://github.com/cargo-lambda/cargo-lambda-cdk). */
const rust = "aws-lambda-rust";

function nodePackage(module: string): string {
  const name = module.startsWith("node:") ? module.slice("node:".length) : module;
  if (name === "aws-cdk-lib" || name === "constructs" || name === "@aws-cdk/core" || name === "aws-cdk-lib/core") return "core";
  if (name === "cargo-lambda-cdk") return rust;
  const service = /^(?:aws-cdk-lib|@aws-cdk)\/([a-z0-9-]+)/u.exec(name)?.[1];
  return service === undefined ? `npm:${name}` : withoutStage(service);
}

function pythonPackage(module: string): string {
  if (module === "aws_cdk" || module === "constructs" || module === "aws_cdk.core") return "core";
  if (module === "cargo_lambda_cdk") return rust;
  const service = /^aws_cdk\.([a-z0-9_]+)/u.exec(module)?.[1];
  return service === undefined ? `pip:${module}` : withoutStage(service.replaceAll("_", "-"));
}

/** Packages of the main package that are none of a service. */
const otherMembers = new Set(["core", "custom-resources", "triggers", "pipelines", "cloudformation-include"]);

/** `aws_lambda_event_sources`, `awsLambdaEventSources` or `custom_resources`, as a member of the main package; undefined for other members. */
export function serviceMember(name: string): string | undefined {
  const dashed = name.includes("_") ? name.replaceAll("_", "-") : name.replaceAll(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`);
  return dashed.startsWith("aws-") ? withoutStage(dashed) : otherMembers.has(dashed) ? dashed : undefined;
}

/** Whether a package is one of the CDK. */
export function isOfCdk(name: string): boolean {
  return !name.startsWith("npm:") && !name.startsWith("pip:");
}

function withoutStage(service: string): string {
  return service.replace(/-(?:alpha|beta)$/u, "");
}
