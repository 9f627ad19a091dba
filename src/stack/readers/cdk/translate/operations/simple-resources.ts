import type { Value } from "../../../../value.ts";
import { list, mapOf, scalar, unknown } from "../../../../value-builders.ts";
import type { ConstructNode } from "../../evaluate/construct-node.ts";
import { type Datum, truthOf } from "../../evaluate/datum.ts";
import type { Conversion } from "../conversion.ts";
import { putAuthorizers } from "../api/graphql-authorizers.ts";
import { arnOf } from "../lambda/function.ts";
import { propertyOf, propertyValue } from "../property.ts";
import { removalAttributes } from "../removal.ts";
import type { Convert, PropertyTable, ResourceProperties } from "../resource-properties.ts";
import type { Translation } from "../translation.ts";
import { callingResources } from "./calling-resources.ts";

/** A construct class that becomes one resource, property by property. */
export interface SimpleResource {
  readonly type: string;
  readonly properties: PropertyTable;
  /** What the CDK does with it when it leaves the stack; absent where it says nothing. */
  readonly removal?: "Delete" | "Retain" | "Snapshot";
  readonly finish?: (task: {
    readonly properties: ResourceProperties;
    readonly given: Datum | undefined;
    readonly conversion: Conversion;
    readonly node: ConstructNode;
  }) => void;
}

const keyArn: Convert = (conversion, value) => conversion.value(arnOf(value, "keyArn"));
/** By a key of the account or of AWS alike: the CDK writes KMS for both. */
const streamEncryption: Convert = (conversion, value) => {
  const mode = value.kind === "library" ? value.path.at(-1) : undefined;
  if (mode === "UNENCRYPTED") return undefined;
  return mode === "KMS" || mode === "MANAGED" ? scalar("KMS", value.at) : conversion.value(value);
};
const hours: Convert = (conversion, value) => divided(conversion.value(value), value, 3_600);
const daysOf: Convert = (conversion, value) => divided(conversion.value(value), value, 86_400);
const protection: Convert = (conversion, value) => {
  const truth = truthOf(value);
  return truth === undefined ? conversion.value(value) : scalar(truth ? "ACTIVE" : "INACTIVE", value.at);
};
const backup: Convert = (conversion, value) => {
  const retention = propertyValue(value, "retention");
  return retention === undefined ? undefined : divided(conversion.value(retention), retention, 86_400);
};
const fieldLogs: Convert = (conversion, value) => {
  if (value.kind !== "object") return unknown("the log configuration is made elsewhere", value.at);
  const level = propertyOf(value, "fieldLogLevel");
  return mapOf({ FieldLogLevel: level && conversion.settingValue(level) }, value.at);
};
const engine: Convert = (_, value) => {
  const name = value.kind === "term" ? (value.name.split(".").at(-1) ?? "") : value.kind === "library" ? (value.path.at(-1) ?? "") : "";
  const word = /postgres|mysql|mariadb/iu.exec(name)?.[0].toLowerCase();
  return word === undefined
    ? unknown("the engine is given elsewhere", value.at)
    : scalar(word === "postgres" ? "aurora-postgresql" : `aurora-${word}`, value.at);
};

function divided(value: Value, from: Datum, by: number): Value {
  if (value.kind !== "scalar" || typeof value.value !== "number") return value;
  return scalar(value.value / by, { path: from.at.path, startLine: from.at.startLine, endLine: from.at.endLine });
}

const cluster: PropertyTable = {
  clusterIdentifier: "DBClusterIdentifier",
  engine: { to: "Engine", as: engine },
  enableDataApi: "EnableHttpEndpoint",
  deletionProtection: "DeletionProtection",
  serverlessV2MinCapacity: "ServerlessV2ScalingConfiguration.MinCapacity",
  serverlessV2MaxCapacity: "ServerlessV2ScalingConfiguration.MaxCapacity",
  backup: { to: "BackupRetentionPeriod", as: backup },
  backupRetention: { to: "BackupRetentionPeriod", as: daysOf },
  storageEncrypted: "StorageEncrypted",
};

const resources: ReadonlyMap<string, SimpleResource> = new Map<string, SimpleResource>([
  ...callingResources,
  [
    "aws-kinesis.Stream",
    {
      type: "AWS::Kinesis::Stream",
      properties: {
        streamName: "Name",
        shardCount: "ShardCount",
        retentionPeriod: { to: "RetentionPeriodHours", as: hours },
        streamMode: "StreamModeDetails.StreamMode",
        encryption: { to: "StreamEncryption.EncryptionType", as: streamEncryption },
        encryptionKey: { to: "StreamEncryption.KeyId", as: keyArn },
      },
      removal: "Retain",
    },
  ],
  [
    "aws-secretsmanager.Secret",
    {
      type: "AWS::SecretsManager::Secret",
      properties: { secretName: "Name", description: "Description", encryptionKey: { to: "KmsKeyId", as: keyArn } },
      removal: "Delete",
    },
  ],
  ["aws-ssm.StringParameter", { type: "AWS::SSM::Parameter", properties: { parameterName: "Name", stringValue: "Value" } }],
  ["aws-kms.Key", { type: "AWS::KMS::Key", properties: { enableKeyRotation: "EnableKeyRotation", description: "Description" }, removal: "Retain" }],
  ["aws-rds.DatabaseCluster", { type: "AWS::RDS::DBCluster", properties: cluster, removal: "Snapshot" }],
  ["aws-rds.DatabaseClusterFromSnapshot", { type: "AWS::RDS::DBCluster", properties: cluster, removal: "Snapshot" }],
  [
    "aws-rds.ServerlessCluster",
    {
      type: "AWS::RDS::DBCluster",
      properties: cluster,
      removal: "Snapshot",
      finish: ({ properties, node }) => properties.put("EngineMode", scalar("serverless", node.at)),
    },
  ],
  [
    "aws-rds.DatabaseInstance",
    {
      type: "AWS::RDS::DBInstance",
      properties: {
        instanceIdentifier: "DBInstanceIdentifier",
        multiAz: "MultiAZ",
        publiclyAccessible: "PubliclyAccessible",
        deletionProtection: "DeletionProtection",
        backupRetention: { to: "BackupRetentionPeriod", as: daysOf },
        storageEncrypted: "StorageEncrypted",
      },
      removal: "Snapshot",
    },
  ],
  ["aws-rds.DatabaseProxy", { type: "AWS::RDS::DBProxy", properties: { dbProxyName: "DBProxyName" } }],
  ["aws-ec2.SecurityGroup", { type: "AWS::EC2::SecurityGroup", properties: { vpc: "VpcId", securityGroupName: "GroupName" } }],
  ["aws-ec2.GatewayVpcEndpoint", { type: "AWS::EC2::VPCEndpoint", properties: {}, finish: endpoint("Gateway") }],
  ["aws-ec2.InterfaceVpcEndpoint", { type: "AWS::EC2::VPCEndpoint", properties: {}, finish: endpoint("Interface") }],
  [
    "aws-cognito.UserPool",
    {
      type: "AWS::Cognito::UserPool",
      properties: { userPoolName: "UserPoolName", deletionProtection: { to: "DeletionProtection", as: protection } },
      removal: "Retain",
    },
  ],
  [
    "aws-appsync.GraphqlApi",
    {
      type: "AWS::AppSync::GraphQLApi",
      properties: { name: "Name", xrayEnabled: "XrayEnabled", logConfig: { to: "LogConfig", as: fieldLogs } },
      finish: putAuthorizers,
    },
  ],
  ["aws-appsync.EventApi", { type: "AWS::AppSync::Api", properties: { apiName: "Name" }, finish: putAuthorizers }],
  ["aws-apigateway.DomainName", { type: "AWS::ApiGateway::DomainName", properties: { domainName: "DomainName", securityPolicy: "SecurityPolicy" } }],
  ["core.CustomResource", { type: "AWS::CloudFormation::CustomResource", properties: { serviceToken: "ServiceToken" } }],
  ["custom-resources.AwsCustomResource", { type: "Custom::AWS", properties: {} }],
]);

/** An endpoint serves every subnet of its VPC unless it is told otherwise. */
function endpoint(type: string): NonNullable<SimpleResource["finish"]> {
  return ({ properties, given, conversion, node }) => {
    const vpc = node.arguments[1] ?? propertyValue(given, "vpc");
    const service = propertyOf(given, "service");
    const { at } = node;
    properties.put("VpcEndpointType", scalar(type, at));
    if (vpc !== undefined) properties.put("VpcId", conversion.value(vpc));
    const member = service?.value.kind === "library" ? service.value.path.at(-1) : undefined;
    const name = member?.toLowerCase().replace("secrets_manager", "secretsmanager").replaceAll("_", "-");
    properties.put(
      "ServiceName",
      name === undefined ? unknown("the service is given elsewhere", at) : scalar(`com.amazonaws.region.${name}`, at),
      service,
      "service",
    );
    properties.put(type === "Gateway" ? "RouteTableIds" : "SubnetIds", list([unknown("every subnet of the VPC", at)], at));
  };
}

export function isSimple(type: string): boolean {
  return resources.has(type);
}

export function translateSimple(translation: Translation, node: ConstructNode): void {
  const resource = resources.get(node.type);
  if (resource === undefined) return;
  const [given] = node.arguments;
  const properties = translation.properties(node).take(given, resource.properties);
  resource.finish?.({ properties, given, conversion: translation.conversion(node.scope), node });
  if (node.type === "aws-cognito.UserPool") putTriggers(translation, node, properties);
  const attributes = resource.removal === undefined ? new Map<string, string>() : removalAttributes(translation, node, resource.removal);
  translation.add(node, { type: resource.type, properties, attributes });
}

/** `lambdaTriggers`, and `pool.addTrigger(UserPoolOperation.PRE_SIGN_UP, fn)`. */
function putTriggers(translation: Translation, node: ConstructNode, properties: ResourceProperties): void {
  const conversion = translation.conversion(node.scope);
  const written = propertyOf(node.arguments[0], "lambdaTriggers");
  const triggers = written && structOf(written.value);
  if (written !== undefined && triggers?.kind === "object")
    for (const [name, field] of triggers.fields)
      properties.put(`LambdaConfig.${pascal(name)}`, conversion.settingValue({ ...field, value: arnOf(field.value, "functionArn") }), field);
  else if (written !== undefined)
    properties.put(
      "LambdaConfig",
      conversion.settingValue({ ...written, value: { kind: "unknown", reason: "the triggers are made elsewhere", at: written.at } }),
      written,
    );
  for (const call of translation.callsOn(node, "addTrigger")) {
    const [operation, target] = call.arguments;
    const name = operation?.kind === "library" ? (operation.path.at(-1) ?? "") : "";
    if (name !== "" && target !== undefined)
      properties.put(
        `LambdaConfig.${pascal(name.toLowerCase())}`,
        { ...conversion.value(arnOf(target, "functionArn")), at: call.at },
        { key: call.at, at: call.at },
      );
  }
  const attributes = propertyOf(node.arguments[0], "customAttributes");
  if (attributes?.value.kind === "object")
    properties.put(
      "Schema",
      list(
        [...attributes.value.fields].map(([name, field]) => mapOf({ Name: scalar(name, field.key) }, field.at)),
        attributes.at,
      ),
      attributes,
      "customAttributes",
    );
}

/** Python's struct as the object that it is. */
function structOf(value: Datum): Datum {
  const [only, ...others] = value.kind === "term" && value.receiver === undefined ? value.arguments : [];
  return only?.kind === "object" && others.length === 0 ? only : value;
}

function pascal(name: string): string {
  return name.replaceAll(/(?:^|_)([a-z])/gu, (_, letter: string) => letter.toUpperCase());
}
