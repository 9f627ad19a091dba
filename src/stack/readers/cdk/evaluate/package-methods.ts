import { runAspect } from "./aspects.ts";
import { argumentsWithKeywords } from "./call-arguments.ts";
import { makeConstruct } from "./constructs.ts";
import { type Datum, literal, nodeOf, numberOfDatum, textOfDatum, unknownDatum } from "./datum.ts";
import { secondsOfTerm } from "./durations.ts";
import type { CallArguments, CallSite, Interpreter } from "./interpreter.ts";
import { inPlaces } from "./positional-names.ts";

interface Call {
  readonly given: CallArguments;
  readonly call: CallSite;
}

interface Maker {
  readonly type: string;
  readonly on?: RegExp;
  /** The id of those that take none. */
  readonly id?: string;
  readonly named?: boolean;
  /** May be called on what a construct has besides itself: `fn.logGroup`. */
  readonly ofPart?: boolean;
}

/** Methods that make a construct: what they are called on comes behind the properties. */
const makers: ReadonlyMap<string, Maker> = new Map<string, Maker>([
  ["createAlarm", { type: "aws-cloudwatch.Alarm" }],
  ["addAlias", { type: "aws-lambda.Alias", on: /^aws-lambda/u, named: true }],
  ["addFunctionUrl", { type: "aws-lambda.FunctionUrl", id: "FunctionUrl" }],
  ["addEventSourceMapping", { type: "aws-lambda.EventSourceMapping", named: true }],
  ["addGatewayEndpoint", { type: "aws-ec2.GatewayVpcEndpoint", named: true }],
  ["addInterfaceEndpoint", { type: "aws-ec2.InterfaceVpcEndpoint", named: true }],
  ["addListener", { type: "aws-elasticloadbalancingv2.ApplicationListener", on: /\.ApplicationLoadBalancer$/u, named: true }],
  ["addStage", { type: "aws-apigatewayv2.HttpStage", on: /^aws-apigatewayv2\./u, named: true }],
  ["addSubscriptionFilter", { type: "aws-logs.SubscriptionFilter", named: true, ofPart: true }],
  ["addRotationSchedule", { type: "aws-secretsmanager.RotationSchedule", named: true }],
]);

/** A method of something of a package: makes a construct, is worked out, or is kept as what was said. */
export function callPackageMethod(interpreter: Interpreter, receiver: Datum, name: string, work: Call): Datum {
  const { call } = work;
  const given = inPlaces(name, work.given);
  const made = makeByMethod(interpreter, receiver, name, { given, call }) ?? makeEventRule(interpreter, receiver, name, { given, call });
  if (made !== undefined) return made;
  const worked = convertedDuration(receiver, name, call) ?? contextOf(interpreter, name, work);
  if (worked !== undefined) return worked;
  const handed = argumentsWithKeywords(given);
  if (name === "add") runAspect(interpreter, receiver, handed, call);
  const result: Datum = { kind: "term", name, receiver, arguments: handed, module: call.frame.module.path, at: call.at };
  interpreter.state.record({
    receiver,
    name,
    arguments: handed,
    at: call.at,
    conditional: interpreter.state.conditions > 0,
    module: call.frame.module.path,
    language: call.frame.module.language,
    result,
  });
  return result;
}

/** `this.node.tryGetContext("stage")` */
function contextOf(interpreter: Interpreter, name: string, { given, call }: Call): Datum | undefined {
  const key = name === "tryGetContext" || name === "getContext" ? textOfDatum(given.positional[0]) : undefined;
  return key === undefined ? undefined : interpreter.contextValue(key, call);
}

function makeByMethod(interpreter: Interpreter, receiver: Datum, name: string, { given, call }: Call): Datum | undefined {
  const maker = makers.get(name);
  const node = nodeOf(receiver) ?? (maker?.ofPart === true && receiver.kind === "attribute" ? nodeOf(receiver.of) : undefined);
  if (maker === undefined || (maker.on !== undefined && !maker.on.test(node?.type ?? ""))) return undefined;
  const written = { ...call, written: name };
  if (maker.named !== true && maker.id === undefined) {
    const [scope, id, ...rest] = given.positional;
    if (scope === undefined || id === undefined) return undefined;
    return makeConstruct(interpreter, {
      type: maker.type,
      given: { positional: [scope, id, ...withReceiver(rest, given, receiver)], keywords: undefined },
      call: written,
    });
  }
  if (node === undefined) return undefined;
  const [first, ...others] = given.positional;
  const id = maker.id === undefined ? first : literal(maker.id, call.at);
  if (id === undefined) return undefined;
  const rest = maker.id === undefined ? others : given.positional;
  return makeConstruct(interpreter, {
    type: maker.type,
    given: { positional: [node.instance, id, ...withReceiver(rest, given, receiver), id], keywords: undefined },
    call: written,
  });
}

/** `repository.onCommit("id", { target })`, `project.onBuildFailed(…)`: a rule with a pattern of the CDK's own. */
function makeEventRule(interpreter: Interpreter, receiver: Datum, name: string, { given, call }: Call): Datum | undefined {
  const node = nodeOf(receiver);
  const [id, options] = argumentsWithKeywords(given);
  const target = options?.kind === "object" ? options.fields.get("target") : undefined;
  if (node === undefined || !/^on[A-Z]/u.test(name) || id === undefined || options?.kind !== "object" || target === undefined) return undefined;
  const targets: Datum = { kind: "list", items: [target.value], open: undefined, at: target.value.at };
  const pattern = unknownDatum(`the CDK writes the pattern of ${name}`, call.at);
  const fields = new Map(options.fields)
    .set("targets", { ...target, value: targets })
    .set("eventPattern", { value: pattern, key: call.at, at: call.at });
  return makeConstruct(interpreter, {
    type: "aws-events.Rule",
    given: { positional: [receiver, id, { ...options, fields }], keywords: undefined },
    call: { ...call, written: name },
  });
}

/** Properties, what the method was called on, in this order. */
function withReceiver(rest: readonly Datum[], given: CallArguments, receiver: Datum): readonly Datum[] {
  const properties = given.keywords ?? rest[0] ?? { kind: "object", fields: new Map(), open: undefined, depth: 0, at: receiver.at };
  return [properties, receiver];
}

const unitsOfConversion: ReadonlyMap<string, number> = new Map([
  ["toSeconds", 1],
  ["toMinutes", 60],
  ["toHours", 3_600],
  ["toDays", 86_400],
  ["toMilliseconds", 0.001],
]);

function convertedDuration(receiver: Datum, name: string, call: CallSite): Datum | undefined {
  const unit = unitsOfConversion.get(name);
  const seconds = unit === undefined ? undefined : numberOfDatum(secondsOfTerm(receiver));
  return unit === undefined || seconds === undefined ? undefined : literal(seconds / unit, call.at);
}
