import type { Location } from "../../change/location.ts";
import type { Resource } from "../../stack/resource.ts";
import { type MapEntry, type Value, entryOf, itemsOf, textOf, valueAt } from "../../stack/value.ts";
import type { Draft, Rule } from "../rule.ts";
import { addProperty, named } from "../words.ts";
import { handsWholeInputOn, pathsReadBy } from "./paths-read.ts";
import { type Machine, type State, isJsonata, machinesOf, transitionsOf } from "./states.ts";

const machine = (resultPath: string, reads = "$.orderId") => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Booking:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition:
        StartAt: Charge
        States:
          Charge:
            Type: Task
            Resource: arn:aws:states:::lambda:invoke
            Parameters:
              FunctionName: charge-card
            Catch:
              - ErrorEquals: [States.ALL]
${resultPath}                Next: Release
            End: true
          Release:
            Type: Task
            Resource: arn:aws:states:::lambda:invoke
            Parameters:
              FunctionName: release-order
              Payload:
                order.$: ${reads}
            End: true
`;
const definition = (resultPath: string) => `{
  "StartAt": "ReserveHotel",
  "States": {
    "ReserveHotel": {
      "Type": "Task", "Resource": "arn:aws:lambda:eu-west-1:123456789012:function:hotel", "ResultPath": "$.hotel",
      "Catch": [{ "ErrorEquals": ["States.ALL"], "ResultPath": "$.error", "Next": "CancelFlight" }],
      "Next": "ReserveCar"
    },
    "ReserveCar": {
      "Type": "Task", "Resource": "arn:aws:lambda:eu-west-1:123456789012:function:car", "ResultPath": "$.car",
      "Catch": [{ "ErrorEquals": ["States.ALL"], ${resultPath}"Next": "CancelFlight" }],
      "End": true
    },
    "CancelFlight": { "Type": "Task", "Resource": "arn:aws:lambda:eu-west-1:123456789012:function:cancel", "Next": "Failed" },
    "Failed": { "Type": "Fail" }
  }
}
`;

export const sfnCatchDropsInput: Rule = {
  id: "sfn-catch-drops-input",
  title: "The error replaces the input that the next state needs",
  topics: ["6.1", "6.6", "6.4"],
  category: "reliability",
  severity: "high",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html",
  bad: [{ head: { "template.yaml": machine("") } }, { head: { "booking.asl.json": definition("") } }],
  good: [
    { head: { "template.yaml": machine("                ResultPath: $.error\n") } },
    // A state that only reports the error needs nothing else.
    { head: { "template.yaml": machine("", "$.Cause") } },
    { head: { "template.yaml": machine("", "$$.Execution.Input.orderId") } },
    { head: { "booking.asl.json": definition(`"ResultPath": "$.error", `) } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const workflow of stack.resourcesOf("workflow", "aws")) {
      for (const machine of machinesOf(workflow)) {
        for (const state of machine.states) {
          if (isJsonata(state, workflow)) continue;
          for (const catcher of itemsOf(valueAt(state.body, "Catch"))) yield* draftsOf(catcher, { state, machine, workflow });
        }
      }
    }
  },
};

interface Around {
  readonly state: State;
  readonly machine: Machine;
  readonly workflow: Resource;
}

function* draftsOf(catcher: Value, { state, machine, workflow }: Around): Iterable<Draft> {
  const target = textOf(valueAt(catcher, "Next"));
  if (catcher.kind !== "map" || catcher.entries.has("ResultPath") || target === undefined) return;
  const need = needAfter(target, machine);
  if (need === null) return;
  const errors = itemsOf(valueAt(catcher, "ErrorEquals")).map((name) => textOf(name) ?? "…");
  yield {
    subject: workflow,
    claim: `catch:${state.name}:${errors.join(",")}`,
    evidence: [
      { at: catcher.at, note: "no ResultPath" },
      { at: need.at, note: need.note },
      { at: state.at, note: "fails here" },
    ],
    what: `When ${named(state.name)} of ${named(workflow)} fails, the \`Catch\` without \`ResultPath\` goes on to ${named(target)} with the error alone, but ${need.what}.`,
    why: `Without \`ResultPath\` the output of a \`Catch\` is only \`{ "Error", "Cause" }\`: what the execution knew is gone, so the error path fails itself (\`States.Runtime\` or an exception for the missing field) exactly when it should clean up.`,
    fix: `Add \`"ResultPath": "$.error"\` to this \`Catch\`, so that the input stays and the error stands beside it.`,
    edit: workflow.format === "cdk" ? undefined : addProperty(catcher, catcher.at, { name: "ResultPath", value: "$.error" }),
  };
}

interface Need {
  readonly at: Location;
  readonly note: string;
  readonly what: string;
}

/** The longest way that is followed after a catch. */
const furthest = 12;

/** The first state after a catch that needs more than the error: by a path, or because it takes its whole input where other ways lead to it with the input kept. */
function needAfter(first: string, machine: Machine): Need | null {
  const waiting = [{ name: first, has: new Set(["Error", "Cause"]) }];
  const seen = new Set<string>();
  for (let next = waiting.shift(); next !== undefined && seen.size < furthest; next = waiting.shift()) {
    const { name, has } = next;
    const state = machine.states.find((one) => one.name === name);
    if (state === undefined || seen.has(name)) continue;
    seen.add(name);
    const path = pathsReadBy(state).find((read) => !has.has(read.field));
    if (path !== undefined) return { at: path.at, note: `reads ${path.text}`, what: `${named(name)} reads \`${path.text}\`` };
    const kept = handsWholeInputOn(state) ? entersWithInput(name, machine) : undefined;
    if (kept !== undefined)
      return {
        at: state.at,
        note: "takes its whole input",
        what: `${named(name)} works on its input, which the \`Catch\` of ${named(kept)} keeps on its way there`,
      };
    const gained = gainedBy(state);
    if (gained === null) continue;
    for (const transition of transitionsOf(state)) {
      const to = textOf(transition.to);
      if (to !== undefined && transition.by !== "Catch") waiting.push({ name: to, has: new Set([...has, ...gained]) });
    }
  }
  return null;
}

/** A state whose own catch leads to the same state and keeps the input; undefined where another catch drops it too. */
function entersWithInput(name: string, machine: Machine): string | undefined {
  return machine.states.find((state) =>
    itemsOf(valueAt(state.body, "Catch")).some((catcher) => textOf(valueAt(catcher, "Next")) === name && keepsInput(entryOf(catcher, "ResultPath"))),
  )?.name;
}

function keepsInput(resultPath: MapEntry | undefined): boolean {
  return resultPath !== undefined && textOf(resultPath.value) !== "$";
}

/** The fields that a state adds to what it was given; null where it puts something else in its place, or where that is not known. */
function gainedBy(state: State): readonly string[] | null {
  const { entries } = state.body;
  if (entries.has("OutputPath") || entries.has("InputPath") || state.type === "") return null;
  if (["Wait", "Choice"].includes(state.type)) return [];
  const resultPath = entryOf(state.body, "ResultPath");
  if (resultPath === undefined) return state.type === "Pass" && !entries.has("Result") && !entries.has("Parameters") ? [] : null;
  if (resultPath.value.kind === "scalar" && resultPath.value.value === null) return [];
  const field = /^\$\.([\w-]+)/.exec(textOf(resultPath.value) ?? "")?.[1];
  return field === undefined ? null : [field];
}
