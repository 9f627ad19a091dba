import type { Location } from "../../../change/location.ts";
import type { NativeResource } from "../../native.ts";
import { type Value, entryOf, itemsOf, textOf } from "../../value.ts";
import { joined, list, mapOf, reference, relocated, scalar, unknown } from "../../value-builders.ts";
import { type ConnectorGrant, connectorProfile } from "./connector-grants.ts";
import { sendPolicy } from "./dead-letter-queue.ts";
import { type ImplicitOwner, implicitResource } from "./implicit-resource.ts";
import { accountArn, allow, policyDocument } from "./policy-documents.ts";

/** A connector: a resource of its own, or a member of `Connectors` of its source. */
export interface Connector extends ImplicitOwner {
  readonly name: string;
  readonly source: Value | undefined;
  readonly destination: Value | undefined;
  readonly permissions: readonly string[];
  readonly at: Location;
}

/** One end: a resource of the template by its logical id, or one of elsewhere by its type with its ARN or the name of its role. */
interface End {
  readonly type: string;
  readonly arn: Value | undefined;
  /** The role that a function or state machine runs as. */
  readonly role: Value | undefined;
  /** Undefined for what another stack declares: its own policies are not the template's to write. */
  readonly native: NativeResource | undefined;
}

/** The policies that a connector writes. `declared` are the resources of the template by logical id, as SAM has made them. */
export function expandConnector(connector: Connector, declared: ReadonlyMap<string, NativeResource>): readonly NativeResource[] {
  const source = endOf(connector.source, declared);
  return itemsOf(connector.destination).flatMap((written, index) => {
    const destination = endOf(written, declared);
    return source === undefined || destination === undefined ? [] : policyOf(connector, { source, destination, index });
  });
}

function endOf(written: Value | undefined, declared: ReadonlyMap<string, NativeResource>): End | undefined {
  const id = textOf(entryOf(written, "Id")?.value);
  const native = id === undefined ? undefined : declared.get(id);
  if (native !== undefined) {
    const role = entryOf(native.properties, native.type === "AWS::Lambda::Function" ? "Role" : "RoleArn")?.value;
    const named = role?.kind === "reference" ? reference(role.address, role.at) : undefined;
    return { type: commonType(native.type), arn: arnOf(native, native.at), role: named, native };
  }
  const type = id === undefined ? textOf(entryOf(written, "Type")?.value) : undefined;
  if (type === undefined) return undefined;
  return { type: commonType(type), arn: entryOf(written, "Arn")?.value, role: entryOf(written, "RoleName")?.value, native: undefined };
}

function policyOf(connector: Connector, ends: { source: End; destination: End; index: number }): readonly NativeResource[] {
  const { source, destination, index } = ends;
  const profile = connectorProfile(source.type, destination.type);
  if (profile === undefined) return [];
  const { at } = connector;
  if (profile.to === "resource") return resourcePolicy(connector, { ...ends, principal: profile.principal });
  const [actor, thing] = profile.to === "source" ? [source, destination] : [destination, source];
  const grants = profile.grants.filter((grant) => connector.permissions.includes(grant.permission));
  const { role } = actor;
  if (role === undefined || thing.arn === undefined || grants.length === 0) return [];
  const { arn } = thing;
  const statements = grants.map((grant) =>
    allow(
      grant.actions,
      grant.resources.map((suffix) => resourceOf({ arn, native: thing.native }, suffix, at)),
      at,
    ),
  );
  return [
    implicitResource(connector, {
      address: `${connector.name}Policy${index}`,
      type: "AWS::IAM::ManagedPolicy",
      nativeType: "connector",
      at,
      properties: mapOf({ Roles: list([relocated(role, at)], at), PolicyDocument: policyDocument(statements, at) }, at),
    }),
  ];
}

function resourcePolicy(connector: Connector, ends: { source: End; destination: End; index: number; principal: string }): readonly NativeResource[] {
  const { source, principal, index } = ends;
  const { at } = connector;
  const destination = ends.destination.native;
  if (destination === undefined || source.arn === undefined) return [];
  const sourceArn = relocated(source.arn, at);
  if (destination.type === "AWS::SQS::Queue")
    return [
      sendPolicy(connector, {
        address: `${connector.name}QueuePolicy${index}`,
        queue: destination.address,
        service: principal,
        source: sourceArn,
        at,
      }),
    ];
  if (destination.type === "AWS::SNS::Topic") {
    const statement = mapOf(
      {
        Effect: scalar("Allow", at),
        Principal: mapOf({ Service: scalar(principal, at) }, at),
        Action: scalar("sns:Publish", at),
        Resource: reference(destination.address, at),
      },
      at,
    );
    const properties = mapOf({ Topics: list([reference(destination.address, at)], at), PolicyDocument: policyDocument([statement], at) }, at);
    return [
      implicitResource(connector, {
        address: `${connector.name}TopicPolicy${index}`,
        type: "AWS::SNS::TopicPolicy",
        nativeType: "connector",
        at,
        properties,
      }),
    ];
  }
  return [permission(connector, { destination, principal, sourceArn, index })];
}

function permission(
  connector: Connector,
  { destination, principal, sourceArn, index }: { destination: NativeResource; principal: string; sourceArn: Value; index: number },
): NativeResource {
  const { at } = connector;
  return implicitResource(connector, {
    address: `${connector.name}Permission${index}`,
    type: "AWS::Lambda::Permission",
    nativeType: "connector",
    at,
    properties: mapOf(
      {
        Action: scalar("lambda:InvokeFunction", at),
        FunctionName: reference(destination.address, at),
        Principal: scalar(principal, at),
        SourceArn: sourceArn,
      },
      at,
    ),
  });
}

function resourceOf(
  { arn, native }: { arn: Value; native: NativeResource | undefined },
  suffix: ConnectorGrant["resources"][number],
  at: Location,
): Value {
  if (suffix !== "execution") return suffix === "" ? relocated(arn, at) : joined([arn, scalar(suffix, at)], at);
  const name = native === undefined ? unknown("the name of the state machine is not given", at) : reference(native.address, at, "Name");
  return accountArn("states", [scalar("execution:", at), name, scalar(":*", at)], at);
}

function arnOf(thing: NativeResource, at: Location): Value {
  const isRef = thing.type === "AWS::SNS::Topic" || thing.type === "AWS::StepFunctions::StateMachine";
  return isRef ? reference(thing.address, at) : reference(thing.address, at, "Arn");
}

/** SAM's types as what they become. */
const commonTypes: ReadonlyMap<string, string> = new Map([
  ["AWS::Serverless::Api", "AWS::ApiGateway::RestApi"],
  ["AWS::Serverless::HttpApi", "AWS::ApiGatewayV2::Api"],
  ["AWS::Serverless::Function", "AWS::Lambda::Function"],
  ["AWS::Serverless::SimpleTable", "AWS::DynamoDB::Table"],
  ["AWS::Serverless::StateMachine", "AWS::StepFunctions::StateMachine"],
]);

function commonType(type: string): string {
  return commonTypes.get(type) ?? type;
}
