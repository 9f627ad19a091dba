import type { Location } from "../../../change/location.ts";
import type { NativeResource } from "../../native.ts";
import { type MapEntry, type MapValue, type Value, entryOf, textOf } from "../../value.ts";
import { entry, list, map, mapOf, reference, scalar } from "../../value-builders.ts";
import type { SamEvent } from "./event.ts";
import { type ImplicitOwner, implicitResource } from "./implicit-resource.ts";
import { policyDocument } from "./policy-documents.ts";

/** An event's `DeadLetterConfig` in CloudFormation's shape, with the queue that SAM makes for `Type: SQS`. */
interface DeadLetters {
  readonly entry: MapEntry | undefined;
  readonly resources: readonly NativeResource[];
}

/** `service` is the principal that the queue's policy lets send; undefined where the sender uses a role. */
export function deadLettersOf(event: SamEvent, owner: ImplicitOwner, service: string | undefined): DeadLetters {
  const written = entryOf(event.properties, "DeadLetterConfig");
  const isMade = textOf(entryOf(written?.value, "Type")?.value) === "SQS";
  if (written === undefined || !isMade) return { entry: written, resources: [] };
  const address = textOf(entryOf(written.value, "QueueLogicalId")?.value) ?? `${event.logicalId}Queue`;
  const queue = madeQueue(owner, address, written.at);
  const config = mapOf({ Arn: reference(address, written.value.at, "Arn") }, written.value.at);
  const policy =
    service === undefined
      ? []
      : [
          sendPolicy(owner, {
            address: `${address}Policy`,
            queue: address,
            service,
            source: reference(event.logicalId, written.at, "Arn"),
            at: written.at,
          }),
        ];
  return { entry: { ...written, value: config }, resources: [queue, ...policy] };
}

/** A queue with nothing but defaults. */
export function madeQueue(owner: ImplicitOwner, address: string, at: Location): NativeResource {
  return implicitResource(owner, { address, type: "AWS::SQS::Queue", nativeType: "queue made by SAM", at, properties: map([], at) });
}

/** The policy that lets a service send to a queue on behalf of one source. */
export function sendPolicy(
  owner: ImplicitOwner,
  send: { address: string; queue: string; service: string; source: Value; at: Location },
): NativeResource {
  const { address, queue, service, source, at } = send;
  return implicitResource(owner, {
    address,
    type: "AWS::SQS::QueuePolicy",
    nativeType: "queue policy made by SAM",
    at,
    properties: mapOf(
      { Queues: list([reference(queue, at)], at), PolicyDocument: policyDocument([sendStatement(queue, service, source, at)], at) },
      at,
    ),
  });
}

function sendStatement(queue: string, service: string, source: Value, at: Location): MapValue {
  const condition = map([entry("ArnEquals", map([entry("aws:SourceArn", source, { at })], at), { at })], at);
  return mapOf(
    {
      Effect: scalar("Allow", at),
      Principal: mapOf({ Service: scalar(service, at) }, at),
      Action: scalar("sqs:SendMessage", at),
      Resource: reference(queue, at, "Arn"),
      Condition: condition,
    },
    at,
  );
}
