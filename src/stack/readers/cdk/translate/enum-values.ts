import type { LibraryDatum } from "../evaluate/datum.ts";

/** Days of each member of `RetentionDays`. */
const retentionDays: Readonly<Record<string, number>> = {
  ONE_DAY: 1,
  THREE_DAYS: 3,
  FIVE_DAYS: 5,
  ONE_WEEK: 7,
  TWO_WEEKS: 14,
  ONE_MONTH: 30,
  TWO_MONTHS: 60,
  THREE_MONTHS: 90,
  FOUR_MONTHS: 120,
  FIVE_MONTHS: 150,
  SIX_MONTHS: 180,
  ONE_YEAR: 365,
  THIRTEEN_MONTHS: 400,
  EIGHTEEN_MONTHS: 545,
  TWO_YEARS: 731,
  THREE_YEARS: 1096,
  FIVE_YEARS: 1827,
  SIX_YEARS: 2192,
  SEVEN_YEARS: 2557,
  EIGHT_YEARS: 2922,
  NINE_YEARS: 3288,
  TEN_YEARS: 3653,
};

/** Members that are not spelled as what they stand for; whatever is not listed is. */
const spelled: ReadonlyMap<string, Readonly<Record<string, string | number>>> = new Map<string, Readonly<Record<string, string | number>>>([
  ["aws-logs.RetentionDays", retentionDays],
  ["aws-lambda.Architecture", { ARM_64: "arm64", X86_64: "x86_64" }],
  ["aws-lambda.Tracing", { ACTIVE: "Active", PASS_THROUGH: "PassThrough", DISABLED: "Disabled" }],
  ["aws-lambda.LoggingFormat", { JSON: "JSON", TEXT: "Text" }],
  ["aws-lambda.RecursiveLoop", { ALLOW: "Allow", TERMINATE: "Terminate" }],
  ["aws-dynamodb.AttributeType", { STRING: "S", NUMBER: "N", BINARY: "B" }],
  ["aws-apigateway.AuthorizationType", { NONE: "NONE", IAM: "AWS_IAM", CUSTOM: "CUSTOM", COGNITO: "COGNITO_USER_POOLS" }],
  ["aws-apigatewayv2.CorsHttpMethod", { ANY: "*" }],
  ["aws-cloudwatch.TreatMissingData", { BREACHING: "breaching", NOT_BREACHING: "notBreaching", IGNORE: "ignore", MISSING: "missing" }],
  [
    "aws-cloudwatch.ComparisonOperator",
    {
      GREATER_THAN_OR_EQUAL_TO_THRESHOLD: "GreaterThanOrEqualToThreshold",
      GREATER_THAN_THRESHOLD: "GreaterThanThreshold",
      LESS_THAN_THRESHOLD: "LessThanThreshold",
      LESS_THAN_OR_EQUAL_TO_THRESHOLD: "LessThanOrEqualToThreshold",
    },
  ],
  ["aws-cloudwatch.Stats", { AVERAGE: "Average", SUM: "Sum", MINIMUM: "Minimum", MAXIMUM: "Maximum", SAMPLE_COUNT: "SampleCount" }],
  ["aws-iam.Effect", { ALLOW: "Allow", DENY: "Deny" }],
  ["core.RemovalPolicy", { DESTROY: "Delete", RETAIN: "Retain", SNAPSHOT: "Snapshot", RETAIN_ON_UPDATE_OR_DELETE: "RetainExceptOnCreate" }],
]);

/** What a member of an enumeration stands for in a template; undefined for what the installed version of the CDK decides. */
export function enumValue(member: LibraryDatum): string | number | undefined {
  const type = `${member.package}.${member.path.slice(0, -1).join(".")}`;
  const name = member.path.at(-1) ?? "";
  if (type === "aws-lambda.Runtime") return runtimeOf(name);
  if (type === "aws-s3.EventType") return objectEvent(name);
  return spelled.get(type)?.[name] ?? name;
}

/** `NODEJS_22_X` → `nodejs22.x`, `PYTHON_3_13` → `python3.13`. */
function runtimeOf(name: string): string | undefined {
  if (name.endsWith("_LATEST")) return undefined;
  const [family = "", ...version] = name.toLowerCase().split("_");
  switch (family) {
    case "java":
      return version.join(".") === "8.corretto" ? "java8.al2" : `java${version.join(".")}`;
    case "provided":
      return version.length === 0 ? "provided" : `provided.${version.join("")}`;
    case "dotnet":
      return version[0] === "core" ? `dotnetcore${version.slice(1).join(".")}` : `dotnet${version[0] ?? ""}`;
    default:
      return `${family}${version.join(".")}`;
  }
}

const objectEvents: ReadonlyMap<string, string> = new Map([
  ["OBJECT_CREATED", "ObjectCreated:*"],
  ["OBJECT_CREATED_PUT", "ObjectCreated:Put"],
  ["OBJECT_CREATED_POST", "ObjectCreated:Post"],
  ["OBJECT_CREATED_COPY", "ObjectCreated:Copy"],
  ["OBJECT_CREATED_COMPLETE_MULTIPART_UPLOAD", "ObjectCreated:CompleteMultipartUpload"],
  ["OBJECT_REMOVED", "ObjectRemoved:*"],
  ["OBJECT_REMOVED_DELETE", "ObjectRemoved:Delete"],
  ["OBJECT_REMOVED_DELETE_MARKER_CREATED", "ObjectRemoved:DeleteMarkerCreated"],
  ["OBJECT_RESTORE_POST", "ObjectRestore:Post"],
  ["OBJECT_RESTORE_COMPLETED", "ObjectRestore:Completed"],
  ["OBJECT_TAGGING", "ObjectTagging:*"],
  ["LIFECYCLE_EXPIRATION", "LifecycleExpiration:*"],
]);

function objectEvent(name: string): string {
  return `s3:${objectEvents.get(name) ?? name}`;
}
