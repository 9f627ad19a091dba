import { piecesOf } from "../../stack/platforms/aws/pieces.ts";
import type { Stack } from "../../stack/stack.ts";

/** Where the name of a service's endpoint is not the prefix of its actions. */
const endpointNames: ReadonlyMap<string, string> = new Map([
  ["kinesis", "kinesis-streams"],
  ["ses", "email"],
  ["cognito-idp", "cognito-idp"],
  ["cloudwatch", "monitoring"],
  ["rds-data", "rds-data"],
]);

/** How endpoints call the service of an action. */
export function endpointName(service: string): string {
  return endpointNames.get(service) ?? service;
}

/** Whether a network of the stack may reach a service without the internet: an endpoint whose service is not known may be the one. */
export function mayHaveEndpoint(service: string, stack: Stack): boolean {
  return stack.resourcesOf("vpc-endpoint", "aws").some((endpoint) => {
    const written = endpoint.value("service");
    const pieces = written === undefined ? undefined : piecesOf(written);
    const last = pieces?.at(-1);
    return last === undefined || !("text" in last) || last.text.endsWith(`.${endpointName(service)}`);
  });
}
