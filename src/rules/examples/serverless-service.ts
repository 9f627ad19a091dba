/** What an example's service consists of. Lines stand as below their heading, without its indentation. */
interface ServiceParts {
  readonly runtime?: string;
  /** Lines of the provider besides name and runtime. */
  readonly provider?: string;
  /** The functions. */
  readonly functions: string;
  /** Resources in CloudFormation. */
  readonly resources?: string;
}

/** The serverless.yml of an example. */
export function serverlessService({ runtime = "nodejs22.x", provider, functions, resources }: ServiceParts): string {
  return `service: shop
provider:
  name: aws
  runtime: ${runtime}
${provider === undefined ? "" : indented(provider, 2)}functions:
${indented(functions, 2)}${resources === undefined ? "" : `resources:\n  Resources:\n${indented(resources, 4)}`}`;
}

function indented(lines: string, columns: number): string {
  return lines
    .replace(/^\n+/, "")
    .trimEnd()
    .split("\n")
    .map((line) => (line === "" ? "\n" : `${" ".repeat(columns)}${line}\n`))
    .join("");
}
