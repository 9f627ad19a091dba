import type { CallRecord } from "../code-model.ts";
import { qualifiedName } from "../origin.ts";
import { iamService, operationName } from "./aws-names.ts";
import { type CallContext, type Operation, inputOf } from "./service-call.ts";

/** `new PutCommand({…})`, `paginateQuery(config, {…})`, `new Upload({ params })` of the modular SDK. */
export function commandOf(call: CallRecord, context: CallContext): Operation | null {
  const name = qualifiedName(call.callee);
  if (name === null || !name.startsWith("@aws-sdk/")) return null;
  if (name === "@aws-sdk/lib-storage:Upload") {
    const parameters = inputOf(call.arguments.positional[0], context).entries.get("params");
    return { service: "s3", operation: "Upload", input: inputOf(parameters, context), given: null };
  }
  const match = /^@aws-sdk\/(?:client-([\w-]+)|lib-(dynamodb)):(?:paginate(\w+)|(\w+)Command)$/u.exec(name);
  const service = match?.[1] ?? match?.[2];
  if (match === null || service === undefined) return null;
  const prefix = iamService(service);
  const input = inputOf(call.arguments.positional[match[3] === undefined ? 0 : 1], context);
  return { service: prefix, operation: operationName(prefix, match[3] ?? match[4] ?? ""), input, given: null };
}

/** Helpers of Powertools that fetch parameters and secrets. */
const parameterHelpers: readonly (readonly [calls: RegExp, service: string, operation: string])[] = [
  [
    /^(?:@aws-lambda-powertools\/parameters\/secrets:getSecret|aws_lambda_powertools\.utilities\.parameters\.get_secret)$/u,
    "secretsmanager",
    "GetSecretValue",
  ],
  [/^(?:@aws-lambda-powertools\/parameters\/ssm:getParameter|aws_lambda_powertools\.utilities\.parameters\.get_parameter)$/u, "ssm", "GetParameter"],
  [
    /^(?:@aws-lambda-powertools\/parameters\/ssm:getParameters|aws_lambda_powertools\.utilities\.parameters\.get_parameters)$/u,
    "ssm",
    "GetParametersByPath",
  ],
  [
    /^(?:@aws-lambda-powertools\/parameters\/ssm:getParametersByName|aws_lambda_powertools\.utilities\.parameters\.get_parameters_by_name)$/u,
    "ssm",
    "GetParameters",
  ],
];

/** Whether a call is one of Powertools' helpers, which keep what they fetched. */
export function isParameterHelper(name: string | null): boolean {
  return name !== null && parameterHelpers.some(([calls]) => calls.test(name));
}

/** `getSecret(arn)`, `get_parameter(name)` of Powertools. */
export function cachedParameterOf(call: CallRecord, context: CallContext): Operation | null {
  const name = qualifiedName(call.callee);
  const helper = name === null ? undefined : parameterHelpers.find(([calls]) => calls.test(name));
  if (helper === undefined) return null;
  const given = call.arguments.positional[0] ?? call.arguments.named.get("name") ?? null;
  return { service: helper[1], operation: helper[2], input: inputOf(call.arguments.positional[1], context), given };
}

/** A request object of Go, Java or C#, whose type names the operation. */
export function typedRequestOf(call: CallRecord, context: CallContext): Operation | null {
  for (const given of call.arguments.positional) {
    const value = context.resolver.resolve(given);
    if (value.kind !== "object" || value.type === null) continue;
    const name = qualifiedName(value.type) ?? "";
    const match =
      /aws-sdk-go(?:-v2)?\/service\/(\w+):(\w+)Input$/u.exec(name) ??
      /^software\.amazon\.awssdk\.services\.(\w+)\.model[.:](\w+)Request$/u.exec(name);
    if (match?.[1] === undefined || match[2] === undefined) continue;
    const callee = call.callee.kind === "member" ? call.callee.name : "";
    // A request handed to a helper is counted where the helper calls the service.
    if (
      operationName("", callee) !== match[2] &&
      !/paginator|^New/iu.test(callee) &&
      !/^New\w+Paginator$/u.test(qualifiedName(call.callee)?.split(":").at(-1) ?? "")
    )
      continue;
    return { service: iamService(match[1]), operation: match[2], input: inputOf(value, context), given: null };
  }
  return null;
}
