import type { Location } from "../change/location.ts";
import { type UnknownValue, type Value, entryOf, textOf } from "./value.ts";
import { unknown } from "./value-builders.ts";

/** Whether an integration of a REST API (of CloudFormation or of an OpenAPI document) has the function called asynchronously, or streams what it answers. */
export function waitsForNoAnswer(integration: Value | undefined): boolean {
  const mode = entryOf(integration, "ResponseTransferMode") ?? entryOf(integration, "responseTransferMode");
  if (mode !== undefined && textOf(mode.value) !== "BUFFERED") return true;
  return ["RequestParameters", "requestParameters"].some((name) => {
    const parameters = entryOf(integration, name)?.value;
    const header = entryOf(parameters, "integration.request.header.X-Amz-Invocation-Type")?.value;
    return header !== undefined && /^'?Event'?$/.test(textOf(header) ?? "Event");
  });
}

/** How long such an API waits for the whole answer: its timeout says nothing of the function's. */
export function noWait(at: Location): UnknownValue {
  return unknown("the API does not wait for the whole answer", at);
}
