import type { Resource } from "../../resource.ts";
import type { Value } from "../../value.ts";
import { arnFormOf, arnOf } from "./arn.ts";
import { type Piece, keyOf, piecesOf } from "./pieces.ts";

/** Stands for one text that nobody knows before deployment. */
export const hole = "\u{E100}";

/** The part of an ARN that policies are compared by. `alternatives` name the same thing in another form, where that may be meant too. */
export interface TargetArn {
  readonly service: string;
  readonly resource: string;
  readonly alternatives: readonly string[];
}

const bucketActions =
  /^s3:(?:ListBucket|ListBucketVersions|ListBucketMultipartUploads|CreateBucket|DeleteBucket|HeadBucket|(?:Get|Put|Delete)(?:Bucket|Encryption|Lifecycle|Replication|Accelerate|Analytics|Inventory|Metrics|IntelligentTiering|PublicAccess)\w*)/i;
const streamActions = /^dynamodb:(?:GetRecords|GetShardIterator|DescribeStream|ListStreams)$/i;
const executionActions = /^states:(?:DescribeExecution|StopExecution|GetExecutionHistory|RedriveExecution)$/i;

/** The ARN of the resource itself; undefined for types without a known form. */
export function ownArnOf(target: Resource): { readonly service: string; readonly resource: string } | undefined {
  const form = arnFormOf(target.nativeShape);
  return (
    form && { service: form.service, resource: `${form.prefix}${target.nativeShape === "AWS::SSM::Parameter" ? pathText(target) : nameText(target)}` }
  );
}

/** The ARN that an action needs on a resource of the stack: the bucket's objects, the table's stream. Undefined for types without a known form. */
export function arnOfResource(target: Resource, action: string): TargetArn | undefined {
  const own = ownArnOf(target);
  if (own === undefined) return undefined;
  const { service, resource: whole } = own;
  switch (service) {
    case "s3":
      return arn(service, action.toLowerCase().startsWith("s3:") && !bucketActions.test(action) ? `${whole}/${hole}` : whole);
    case "dynamodb":
      return arn(service, streamActions.test(action) ? `${whole}/stream/${hole}` : whole);
    case "lambda":
      return arn(service, whole, [`${whole}:${hole}`]);
    case "states":
      return arn(service, executionActions.test(action) ? `execution:${nameText(target)}:${hole}` : whole, [`${whole}:${hole}`]);
    case "logs":
      return arn(service, `${whole}:log-stream:${hole}`, [whole]);
    case "secretsmanager":
      return arn(service, `${whole}-${hole.repeat(6)}`, [whole]);
    case "execute-api":
      return arn(service, `${whole}/${hole}`);
    case "events":
      return arn(service, whole, whole.startsWith("rule/") ? [`rule/${hole}/${nameText(target)}`] : []);
    case "ssm":
      return arn(service, whole, [`parameter${nameText(target)}`]);
    default:
      return arn(service, whole);
  }
}

/** The ARN that a value holds; undefined where it holds none. */
export function arnOfValue(target: Value): TargetArn | undefined {
  const found = arnOf(piecesOf(target) ?? []);
  return found?.service === undefined ? undefined : arn(found.service, withoutWildcards(keyOf(found.resource, "")));
}

/** The resource field of a policy's ARN as a pattern for the target, in which the target's own references stand for its name. */
export function patternFor(pieces: readonly Piece[], target: Resource | Value): string {
  if (!("kind" in target && "address" in target && "scope" in target && "nativeShape" in target)) return patternText(pieces);
  return pieces.map((piece) => ("hole" in piece && isSelf(piece.hole, target) ? nameText(target) : patternText([piece]))).join("");
}

/** Whether a value is a reference to the resource. */
export function isSelf(value: Value, target: Resource): boolean {
  return value.kind === "reference" && value.address === target.address && (value.scope ?? target.scope) === target.scope;
}

function nameText(target: Resource): string {
  const value = target.nativeShape === "AWS::Serverless::Route" ? undefined : valueOfName(target);
  const pieces = value && piecesOf(value);
  if (pieces === undefined) return `\u{E000}${target.scope}|${target.address}\u{E001}`;
  return withoutWildcards(keyOf(pieces, target.scope));
}

/** The ARN of a parameter has one slash before the name, whether the name begins with one or not. */
function pathText(parameter: Resource): string {
  const name = nameText(parameter);
  return name.startsWith("/") ? name : `/${name}`;
}

function valueOfName(target: Resource): Value | undefined {
  const value = target.value("name");
  return value?.kind === "scalar" && value.value === null ? undefined : value;
}

function patternText(pieces: readonly Piece[]): string {
  return pieces.map((piece) => ("text" in piece ? piece.text : withoutWildcards(keyOf([piece], "")))).join("");
}

function withoutWildcards(key: string): string {
  return key.replaceAll(/[*?]/g, "_");
}

function arn(service: string, resource: string, alternatives: readonly string[] = []): TargetArn {
  return { service, resource, alternatives };
}
