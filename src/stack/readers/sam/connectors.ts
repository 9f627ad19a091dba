import type { Location } from "../../../change/location.ts";
import type { NativeResource } from "../../native.ts";
import { type Value, entryOf, itemsOf, textOf } from "../../value.ts";
import { joined, list, mapOf, reference, scalar } from "../../value-builders.ts";
import { type ConnectorGrant, connectorProfile } from "./connector-grants.ts";
import { sendPolicy } from "./dead-letter-queue.ts";
import { type ImplicitOwner, implicitResource } from "./implicit-resource.ts";
import { accountArn, allow, policyDocument } from "./policy-documents.ts";

/** A connector: a resource of its own, or a member of `Connectors` of its source. */
export interface Connector extends ImplicitOwner {
  readonly name: string;
  /** Logical id of the source; undefined where the source is given by its ARN or name only. */
  readonly source: string | undefined;
  readonly destination: Value | undefined;
  readonly permissions: readonly string[];
  readonly at: Location;
}

/** The policies that a connector writes. `declared` are the resources of the template by logical id, as SAM has made them. */
export function expandConnector(connector: Connector, declared: ReadonlyMap<string, NativeResource>): readonly NativeResource[] {
  const source = declared.get(connector.source ?? "");
  return itemsOf(connector.destination).flatMap((end, index) => {
    const destination = declared.get(textOf(entryOf(end, "Id")?.value) ?? "");
    return source === undefined || destination === undefined ? [] : policyOf(connector, { source, destination, index });
  });
}

function policyOf(connector: Connector, ends: { source: NativeResource; destination: NativeResource; index: number }): readonly NativeResource[] {
  const { source, destination, index } = ends;
  const profile = connectorProfile(commonType(source.type), commonType(destination.type));
  if (profile === undefined) return [];
  const { at } = connector;
  if (profile.to === "resource") return [resourcePolicy(connector, { ...ends, principal: profile.principal })];
  const [actor, thing] = profile.to === "source" ? [source, destination] : [destination, source];
  const role = entryOf(actor.properties, actor.type === "AWS::Lambda::Function" ? "Role" : "RoleArn")?.value;
  const statements = profile.grants
    .filter((grant) => connector.permissions.includes(grant.permission))
    .map((grant) =>
      allow(
        grant.actions,
        grant.resources.map((suffix) => resourceOf(thing, suffix, at)),
        at,
      ),
    );
  if (role?.kind !== "reference" || statements.length === 0) return [];
  return [
    implicitResource(connector, {
      address: `${connector.name}Policy${index}`,
      type: "AWS::IAM::ManagedPolicy",
      nativeType: "connector",
      at,
      properties: mapOf({ Roles: list([reference(role.address, at)], at), PolicyDocument: policyDocument(statements, at) }, at),
    }),
  ];
}

function resourcePolicy(
  connector: Connector,
  ends: { source: NativeResource; destination: NativeResource; index: number; principal: string },
): NativeResource {
  const { source, destination, principal, index } = ends;
  const { at } = connector;
  const sourceArn = arnOf(source, at);
  if (destination.type === "AWS::SQS::Queue")
    return sendPolicy(connector, {
      address: `${connector.name}QueuePolicy${index}`,
      queue: destination.address,
      service: principal,
      source: sourceArn,
      at,
    });
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
    return implicitResource(connector, {
      address: `${connector.name}TopicPolicy${index}`,
      type: "AWS::SNS::TopicPolicy",
      nativeType: "connector",
      at,
      properties: mapOf({ Topics: list([reference(destination.address, at)], at), PolicyDocument: policyDocument([statement], at) }, at),
    });
  }
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

function resourceOf(thing: NativeResource, suffix: ConnectorGrant["resources"][number], at: Location): Value {
  if (suffix === "execution") return accountArn("states", [scalar("execution:", at), reference(thing.address, at, "Name"), scalar(":*", at)], at);
  return suffix === "" ? arnOf(thing, at) : joined([arnOf(thing, at), scalar(suffix, at)], at);
}

function arnOf(thing: NativeResource, at: Location): Value {
  const isRef = thing.type === "AWS::SNS::Topic" || thing.type === "AWS::StepFunctions::StateMachine";
  return isRef ? reference(thing.address, at) : reference(thing.address, at, "Arn");
}

/** SAM's APIs as what they become. */
function commonType(type: string): string {
  if (type === "AWS::Serverless::Api") return "AWS::ApiGateway::RestApi";
  return type === "AWS::Serverless::HttpApi" ? "AWS::ApiGatewayV2::Api" : type;
}
