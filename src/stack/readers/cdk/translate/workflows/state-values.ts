import type { Location } from "../../../../../change/location.ts";
import { type MapEntry, type Value, textOf } from "../../../../value.ts";
import { entry, list, map, mapOf, scalar, unknown } from "../../../../value-builders.ts";
import type { ConstructNode, MethodCall } from "../../evaluate/construct-node.ts";
import { type Datum, textOfDatum, truthOf } from "../../evaluate/datum.ts";
import { arnOf } from "../lambda/function.ts";
import { listItems, propertyOf, propertyValue } from "../property.ts";
import type { Translation } from "../translation.ts";
import type { StateGraph } from "./state-graph.ts";
import { serviceExceptions, taskKinds } from "./task-kinds.ts";

const mostStates = 500;

interface Drawing {
  readonly translation: Translation;
  readonly graph: StateGraph;
  readonly owner: ConstructNode;
  readonly depth: number;
  /** Every state that was drawn. */
  readonly drawn: Set<ConstructNode>;
}

/** The states that a chain leads to, as a definition; unknown where its start is made elsewhere. */
export function definitionOf(drawing: Drawing, chain: Datum, at: Location): Value {
  const start = drawing.graph.startOf(chain);
  if (start === undefined || drawing.depth > 15) return unknown("the states are made elsewhere", at);
  const states: MapEntry[] = [];
  const seen = new Set<ConstructNode>();
  const open = [start];
  for (let state = open.pop(); state !== undefined && seen.size < mostStates; state = open.pop()) {
    if (seen.has(state)) continue;
    seen.add(state);
    drawing.drawn.add(state);
    states.push(entry(nameOf(state), stateValue(drawing, state), { key: state.at, at: state.at }));
    open.push(...followersOf(drawing, state));
  }
  return map([entry("StartAt", scalar(nameOf(start), start.at)), entry("States", map(states, at))], at);
}

function nameOf(state: ConstructNode): string {
  return textOfDatum(propertyValue(state.arguments[0], "stateName")) ?? state.id;
}

function followersOf({ translation, graph }: Drawing, state: ConstructNode): readonly ConstructNode[] {
  const branches = translation.callsOn(state, "when", "otherwise", "addCatch").flatMap((call) => branchOf(call) ?? []);
  const next = graph.nextOf(state);
  const starts = branches.flatMap((branch) => graph.startOf(branch) ?? []);
  return next === undefined ? starts : [...starts, next];
}

function branchOf(call: MethodCall): Datum | undefined {
  return call.arguments[call.name === "when" ? 1 : 0];
}

function stateValue(drawing: Drawing, state: ConstructNode): Value {
  const { at } = state;
  const [given] = state.arguments;
  const conversion = drawing.translation.conversion(drawing.owner.scope);
  const className = state.type.split(".").at(-1) ?? "";
  if (className === "CustomState") {
    const json = propertyValue(given, "stateJson");
    return json === undefined ? unknown("the state is made elsewhere", at) : withChaining(drawing, state, conversion.value(json));
  }
  const isTask = state.type.startsWith("aws-stepfunctions-tasks.");
  const type = isTask ? "Task" : className === "DistributedMap" ? "Map" : className;
  const properties = drawing.translation.properties(state).take(given, {
    comment: "Comment",
    inputPath: "InputPath",
    outputPath: "OutputPath",
    resultPath: "ResultPath",
    itemsPath: "ItemsPath",
    maxConcurrency: "MaxConcurrency",
    cause: "Cause",
    error: "Error",
  });
  properties.put("Type", scalar(type, at));
  const timeout = propertyOf(given, "taskTimeout") ?? propertyOf(given, "timeout");
  const heartbeat = propertyOf(given, "heartbeatTimeout") ?? propertyOf(given, "heartbeat");
  if (timeout !== undefined)
    properties.put("TimeoutSeconds", conversion.settingValue({ ...timeout, value: durationOf(timeout.value) }), timeout, "taskTimeout");
  if (heartbeat !== undefined)
    properties.put("HeartbeatSeconds", conversion.settingValue({ ...heartbeat, value: durationOf(heartbeat.value) }), heartbeat, "heartbeatTimeout");
  const parts = [
    ...properties.build().entries.values(),
    ...(isTask ? taskEntries(drawing, state, className) : []),
    ...nestedEntries(drawing, state, className),
    ...failureEntries(drawing, state, className),
    ...transitionEntries(drawing, state, type),
  ];
  return map(parts, at);
}

/** A state that the author writes out, with what the program chains to it; where both say something, what is written counts. */
function withChaining(drawing: Drawing, state: ConstructNode, written: Value): Value {
  if (written.kind !== "map") return written;
  const isTold = (name: string) =>
    written.entries.has(name) || ((name === "Next" || name === "End") && (written.entries.has("Next") || written.entries.has("End")));
  const type = textOf(written.entries.get("Type")?.value) ?? "";
  const chained = [...transitionEntries(drawing, state, type), ...failureEntries(drawing, state, "CustomState")];
  return map([...written.entries.values(), ...chained.filter(({ name }) => !isTold(name))], written.at);
}

/** `Timeout.duration(Duration.minutes(5))`. */
function durationOf(datum: Datum): Datum {
  return datum.kind === "term" && datum.name === "aws-stepfunctions.Timeout.duration" ? (datum.arguments[0] ?? datum) : datum;
}

function taskEntries({ translation, owner }: Drawing, state: ConstructNode, className: string): readonly MapEntry[] {
  const { at } = state;
  const [given] = state.arguments;
  const conversion = translation.conversion(owner.scope);
  const kind = taskKinds.get(className);
  const pattern = propertyValue(given, "integrationPattern");
  const mode = pattern?.kind === "library" ? pattern.path.at(-1) : undefined;
  const ending = mode === "WAIT_FOR_TASK_TOKEN" ? ".waitForTaskToken" : mode === "RUN_JOB" ? ".sync" : "";
  if (kind === undefined) {
    const parameters = className === "CallAwsService" ? propertyOf(given, "parameters") : undefined;
    const named = parameters === undefined ? [] : [entry("Parameters", conversion.settingValue(parameters), parameters)];
    return [entry("Resource", resourceOf(given, className, { at, ending })), ...named];
  }
  const target = propertyOf(given, kind.property);
  const isPlain = truthOf(propertyValue(given, "payloadResponseOnly") ?? { kind: "literal", value: false, at }) === true;
  if (target === undefined) return [entry("Resource", unknown("the target is made elsewhere", at))];
  if (isPlain) return [entry("Resource", conversion.value(arnOf(target.value, kind.arn)), target)];
  return [
    entry(
      "Resource",
      scalar(`arn:aws:states:::${kind.resource}${ending}${className === "StepFunctionsStartExecution" && ending === ".sync" ? ":2" : ""}`, at),
    ),
    entry("Parameters", map([entry(kind.argument, conversion.value(arnOf(target.value, kind.attribute)), target)], target.at)),
  ];
}

function resourceOf(given: Datum | undefined, className: string, { at, ending }: { at: Location; ending: string }): Value {
  const [service, action] = [textOfDatum(propertyValue(given, "service")), textOfDatum(propertyValue(given, "action"))];
  if (className === "CallAwsService" && service !== undefined && action !== undefined)
    return scalar(`arn:aws:states:::aws-sdk:${service}:${action}${ending}`, at);
  if (className === "EventBridgePutEvents") return scalar(`arn:aws:states:::events:putEvents${ending}`, at);
  return unknown(`${className} names the resource`, at);
}

function nestedEntries(drawing: Drawing, state: ConstructNode, className: string): readonly MapEntry[] {
  const inner = { ...drawing, depth: drawing.depth + 1 };
  const { translation } = drawing;
  if (className === "Map" || className === "DistributedMap") {
    const chain = translation.callsOn(state, "itemProcessor", "iterator")[0];
    const processor = chain?.arguments[0];
    return chain === undefined || processor === undefined ? [] : [entry("ItemProcessor", definitionOf(inner, processor, chain.at))];
  }
  if (className !== "Parallel") return [];
  const branches = translation.callsOn(state, "branch").flatMap((call) => call.arguments.map((branch) => definitionOf(inner, branch, call.at)));
  return [entry("Branches", list(branches, state.at))];
}

function failureEntries({ translation, graph, owner }: Drawing, state: ConstructNode, className: string): readonly MapEntry[] {
  const conversion = translation.conversion(owner.scope);
  const [given] = state.arguments;
  const errors = (options: Datum | undefined, at: Location) => {
    const written = propertyOf(options, "errors");
    return written === undefined
      ? list([scalar("States.ALL", at)], at)
      : list(
          listItems(written.value).map((item) => conversion.value(item)),
          written.value.at,
        );
  };
  const retries = translation.callsOn(state, "addRetry").map((call): Value => {
    const [options] = call.arguments;
    const built = translation
      .properties(state)
      .take(options, { interval: "IntervalSeconds", maxAttempts: "MaxAttempts", backoffRate: "BackoffRate", maxDelay: "MaxDelaySeconds" })
      .build();
    return map([entry("ErrorEquals", errors(options, call.at)), ...built.entries.values()], call.at);
  });
  const own = propertyValue(given, "retryOnServiceExceptions");
  const hasDefault = className === "LambdaInvoke" && (own === undefined || truthOf(own) !== false);
  const { at } = state;
  const standing = mapOf(
    {
      ErrorEquals: list(
        serviceExceptions.map((name) => scalar(name, at)),
        at,
      ),
      IntervalSeconds: scalar(2, at),
      MaxAttempts: scalar(6, at),
      BackoffRate: scalar(2, at),
    },
    at,
  );
  const catches = translation.callsOn(state, "addCatch").map((call): Value => {
    const [handler, options] = call.arguments;
    const start = handler === undefined ? undefined : graph.startOf(handler);
    const built = translation.properties(state).take(options, { resultPath: "ResultPath" }).build();
    const next = start === undefined ? unknown("the state is made elsewhere", call.at) : scalar(nameOf(start), call.at);
    return map([entry("ErrorEquals", errors(options, call.at)), ...built.entries.values(), entry("Next", next)], call.at);
  });
  const all = hasDefault ? [standing, ...retries] : retries;
  const first = all[0];
  return [
    ...(first === undefined ? [] : [entry("Retry", list(all, first.at))]),
    ...(catches[0] === undefined ? [] : [entry("Catch", list(catches, catches[0].at))]),
  ];
}

function transitionEntries({ translation, graph }: Drawing, state: ConstructNode, type: string): readonly MapEntry[] {
  const { at } = state;
  const target = (datum: Datum | undefined, from: Location) => {
    const start = datum === undefined ? undefined : graph.startOf(datum);
    return start === undefined ? unknown("the state is made elsewhere", from) : scalar(nameOf(start), from);
  };
  if (type === "Choice") {
    const choices = translation.callsOn(state, "when").map((call): Value => map([entry("Next", target(branchOf(call), call.at))], call.at));
    const otherwise = translation.callsOn(state, "otherwise")[0];
    return [entry("Choices", list(choices, at)), ...(otherwise === undefined ? [] : [entry("Default", target(branchOf(otherwise), otherwise.at))])];
  }
  if (type === "Succeed" || type === "Fail") return [];
  const next = graph.nextOf(state);
  return [next === undefined ? entry("End", scalar(true, at)) : entry("Next", scalar(nameOf(next), at))];
}
