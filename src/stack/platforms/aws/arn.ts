import { type Piece, splitAtAny, withoutPrefix } from "./pieces.ts";

/** An ARN's fields, each a text with holes. `service` is undefined where it is not known. */
export interface Arn {
  readonly service: string | undefined;
  readonly region: readonly Piece[];
  readonly account: readonly Piece[];
  readonly resource: readonly Piece[];
}

/** What an ARN names: the CloudFormation types it may be, the physical name, and what follows the name (qualifier, object key, index). */
export interface NamedResource {
  readonly types: readonly string[];
  readonly name: readonly Piece[];
  readonly rest: readonly Piece[];
}

interface Form {
  readonly prefix: string;
  readonly types: readonly string[];
  readonly delimiters: string;
}

/** How each service writes the resource field (https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html). */
const forms: ReadonlyMap<string, readonly Form[]> = new Map([
  ["sqs", [{ prefix: "", types: ["AWS::SQS::Queue"], delimiters: ":/" }]],
  ["sns", [{ prefix: "", types: ["AWS::SNS::Topic"], delimiters: ":/" }]],
  ["lambda", [{ prefix: "function:", types: ["AWS::Lambda::Function"], delimiters: ":/" }]],
  ["dynamodb", [{ prefix: "table/", types: ["AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable"], delimiters: "/" }]],
  ["s3", [{ prefix: "", types: ["AWS::S3::Bucket"], delimiters: "/" }]],
  ["kinesis", [{ prefix: "stream/", types: ["AWS::Kinesis::Stream"], delimiters: "/" }]],
  ["firehose", [{ prefix: "deliverystream/", types: ["AWS::KinesisFirehose::DeliveryStream"], delimiters: "/" }]],
  ["states", [{ prefix: "stateMachine:", types: ["AWS::StepFunctions::StateMachine"], delimiters: ":/" }]],
  [
    "events",
    [
      { prefix: "event-bus/", types: ["AWS::Events::EventBus"], delimiters: "/" },
      { prefix: "rule/", types: ["AWS::Events::Rule"], delimiters: "/" },
    ],
  ],
  ["logs", [{ prefix: "log-group:", types: ["AWS::Logs::LogGroup"], delimiters: ":*" }]],
  ["secretsmanager", [{ prefix: "secret:", types: ["AWS::SecretsManager::Secret"], delimiters: "*?" }]],
  ["ssm", [{ prefix: "parameter", types: ["AWS::SSM::Parameter"], delimiters: "*" }]],
  [
    "iam",
    [
      { prefix: "role/", types: ["AWS::IAM::Role"], delimiters: "" },
      { prefix: "policy/", types: ["AWS::IAM::ManagedPolicy"], delimiters: "" },
    ],
  ],
  [
    "kms",
    [
      { prefix: "key/", types: ["AWS::KMS::Key"], delimiters: "/" },
      { prefix: "alias/", types: ["AWS::KMS::Alias"], delimiters: "" },
    ],
  ],
  ["cognito-idp", [{ prefix: "userpool/", types: ["AWS::Cognito::UserPool"], delimiters: "/" }]],
  [
    "execute-api",
    [
      {
        prefix: "",
        types: [
          "AWS::ApiGateway::RestApi",
          "AWS::ApiGatewayV2::Api",
          "AWS::Serverless::Api",
          "AWS::Serverless::HttpApi",
          "AWS::Serverless::WebSocketApi",
        ],
        delimiters: "/",
      },
    ],
  ],
  ["cloudwatch", [{ prefix: "alarm:", types: ["AWS::CloudWatch::Alarm"], delimiters: ":" }]],
  [
    "rds",
    [
      { prefix: "cluster:", types: ["AWS::RDS::DBCluster"], delimiters: ":" },
      { prefix: "db:", types: ["AWS::RDS::DBInstance"], delimiters: ":" },
    ],
  ],
]);

const fieldsBeforeResource = 5;

/** Splits a text with holes into an ARN's fields; undefined where it is none. */
export function arnOf(pieces: readonly Piece[]): Arn | undefined {
  const fields: Piece[][] = [[]];
  for (const piece of pieces) {
    if (!("text" in piece)) {
      fields.at(-1)?.push(piece);
      continue;
    }
    let text = piece.text;
    while (fields.length <= fieldsBeforeResource && text.includes(":")) {
      const colon = text.indexOf(":");
      if (colon > 0) fields.at(-1)?.push({ text: text.slice(0, colon) });
      fields.push([]);
      text = text.slice(colon + 1);
    }
    if (text !== "") fields.at(-1)?.push({ text });
  }
  const [scheme, , service, region = [], account = [], resource] = fields;
  if (resource === undefined || textOf(scheme) !== "arn") return undefined;
  return { service: textOf(service), region, account, resource };
}

/** What the ARN's resource field names, where the service is one that we know. */
export function namedIn(arn: Arn): NamedResource | undefined {
  for (const form of forms.get(arn.service ?? "") ?? []) {
    const pieces = form.prefix === "" ? arn.resource : withoutPrefix(arn.resource, form.prefix);
    if (pieces === undefined || pieces.length === 0) continue;
    const named = nameIn(pieces, form);
    if (named.name.length > 0) return named;
  }
  return undefined;
}

/** The service and prefix that the ARNs of a CloudFormation type have; undefined for types without a form of their own. */
export function arnFormOf(type: string): { readonly service: string; readonly prefix: string } | undefined {
  for (const [service, list] of forms) {
    const form = list.find((one) => one.types.includes(type));
    if (form !== undefined) return { service, prefix: form.prefix };
  }
  return undefined;
}

function nameIn(pieces: readonly Piece[], form: Form): NamedResource {
  const { before, after } = splitAtAny(pieces, form.delimiters);
  const [first] = after;
  const isRuleOfBus = form.prefix === "rule/" && first !== undefined && "text" in first;
  if (isRuleOfBus) {
    const name = withoutPrefix(after, "/") ?? [];
    return { types: form.types, name, rest: [] };
  }
  return { types: form.types, name: form.prefix === "secret:" ? withoutSuffixMark(before) : before, rest: after };
}

/** Secrets Manager ends a secret's ARN with a dash and six characters, which policies write as `-??????` or `-*`. */
function withoutSuffixMark(name: readonly Piece[]): readonly Piece[] {
  const last = name.at(-1);
  if (last === undefined || !("text" in last) || !last.text.endsWith("-")) return name;
  return [...name.slice(0, -1), ...(last.text === "-" ? [] : [{ text: last.text.slice(0, -1) }])];
}

function textOf(pieces: readonly Piece[] | undefined): string | undefined {
  const [only] = pieces ?? [];
  return pieces?.length === 1 && only !== undefined && "text" in only ? only.text : undefined;
}
