import { awsLimits } from "../../facts/aws-numbers.ts";
import type { Resource } from "../../stack/resource.ts";
import { type Value, itemsOf, textOf, valueAt } from "../../stack/value.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";
import { type Machine, type State, hasOwnTimeout, machinesOf, transitionsOf } from "./states.ts";

/** Events that the history of one Standard execution holds. */
const historyMaximum = awsLimits.workflowHistory.value;
/** A loop that asks for a status and ends with it is only worth a word where the history lasts shorter than a job may. */
const shortestHistorySeconds = 86_400;

const inSam = (choice: string, seconds: number) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Watcher:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition:
        StartAt: Pause
        States:
          Pause: { Type: Wait, Seconds: ${seconds}, Next: Look }
          Look:
            Type: Task
            Resource: arn:aws:states:::lambda:invoke
            Parameters: { FunctionName: look }
            Next: Ready
${choice}`;
const endless = `            Catch: [{ ErrorEquals: [States.ALL], Next: Failed }]
          Ready: { Type: Pass, Next: Pause }
          Failed: { Type: Fail }
`;
const byStatus = `          Ready:
            Type: Choice
            Choices:
              - { Variable: $.status, StringEquals: done, Next: Done }
            Default: Pause
          Done: { Type: Succeed }
`;
const counted = byStatus.replace(
  "            Default",
  "              - { Variable: $.tries, NumericGreaterThan: 50, Next: Done }\n            Default",
);

export const sfnUnboundedLoopHistory: Rule = {
  id: "sfn-unbounded-loop-history",
  title: "Loop ends only when the execution's history is full",
  topics: ["6.1", "8.2", "6.6"],
  category: "reliability",
  severity: "medium",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/step-functions/latest/dg/sfn-best-practices.html",
  bad: [
    { head: { "template.yaml": inSam(endless, 60) } },
    { head: { "template.yaml": inSam(byStatus, 5) } },
    {
      head: {
        "main.tf": `
resource "aws_sfn_state_machine" "watcher" {
  name     = "watcher"
  role_arn = "arn:aws:iam::123456789012:role/watcher"
  definition = jsonencode({
    StartAt = "Pause"
    States = {
      Pause = { Type = "Wait", Seconds = 60, Next = "Look" }
      Look  = { Type = "Task", Resource = "arn:aws:states:::lambda:invoke", Parameters = { FunctionName = "look" }, Next = "Pause" }
    }
  })
}
`,
      },
    },
  ],
  good: [{ head: { "template.yaml": inSam(counted, 5) } }, { head: { "template.yaml": inSam(byStatus, 300) } }],
  *check({ stack }): Iterable<Draft> {
    for (const workflow of stack.resourcesOf("workflow", "aws")) {
      const type = workflow.string("type");
      // The type of a definition that no template names is not known.
      if (!type.known || type.value !== "STANDARD" || workflow.format === "asl" || hasOwnTimeout(workflow)) continue;
      for (const machine of machinesOf(workflow)) for (const wait of machine.states) yield* draftsOf(wait, machine, workflow);
    }
  },
};

function* draftsOf(wait: State, machine: Machine, workflow: Resource): Iterable<Draft> {
  const seconds = Number(textOf(valueAt(wait.body, "Seconds")) ?? Number.NaN);
  const loop = wait.type === "Wait" && seconds > 0 ? loopThrough(wait, machine) : null;
  if (loop === null || loop.states.some(counts)) return;
  const rounds = Math.floor(historyMaximum / loop.eventsPerRound);
  const lasts = rounds * seconds;
  if (loop.hasExit && lasts >= shortestHistorySeconds) return;
  const hours = lasts >= 172_800 ? `${Math.round(lasts / 86_400)} days` : `${Math.max(1, Math.round(lasts / 3_600))} h`;
  const names = loop.states.map((state) => named(state.name)).join(" → ");
  yield {
    subject: workflow,
    claim: `loop:${wait.name}`,
    evidence: [
      { at: wait.at, note: `waits ${seconds} s in each round` },
      ...loop.states.filter((state) => state !== wait).map((state) => ({ at: state.at, note: "part of the loop" })),
    ],
    what: `The states ${names} of ${named(workflow)} form a loop ${loop.hasExit ? "that ends only with a status, not after a number of rounds" : "without a way out"}.`,
    why: `Each round writes about ${loop.eventsPerRound} events into the execution's history, and a Standard execution fails at ${historyMaximum.toLocaleString("en")}: after some ${rounds.toLocaleString("en")} rounds (${hours}) it ends with an error that nothing can catch, and until then every round is billed.`,
    fix: loop.hasExit
      ? `Count the rounds and leave with a failure after a limit, set \`TimeoutSeconds\` on the state machine, or let the job call back (\`.sync\`, \`.waitForTaskToken\`) instead of asking for its status.`
      : `Give the loop a way out, or start a new execution after some rounds; a schedule does the same without a loop.`,
    severity: loop.hasExit ? "low" : "medium",
  };
}

interface Loop {
  /** In the order of one shortest round, the wait first. */
  readonly states: readonly State[];
  readonly eventsPerRound: number;
  readonly hasExit: boolean;
}

/** The shortest way from a state back to itself; null where there is none, or where a state on it may go somewhere that is not known. */
function loopThrough(start: State, machine: Machine): Loop | null {
  const byName = new Map(machine.states.map((state) => [state.name, state]));
  const cameFrom = new Map<State, State>();
  const waiting = [start];
  for (let state = waiting.shift(); state !== undefined; state = waiting.shift()) {
    for (const transition of transitionsOf(state)) {
      const next = byName.get(textOf(transition.to) ?? "");
      if (next === undefined || transition.by === "Catch") continue;
      if (next === start) return loopOf(start, state, cameFrom);
      if (cameFrom.has(next)) continue;
      cameFrom.set(next, state);
      waiting.push(next);
    }
  }
  return null;
}

function loopOf(start: State, last: State, cameFrom: ReadonlyMap<State, State>): Loop | null {
  const states: State[] = [];
  for (let state: State | undefined = last; state !== undefined && state !== start; state = cameFrom.get(state)) states.unshift(state);
  states.unshift(start);
  const names = new Set(states.map((state) => state.name));
  const targets = states.flatMap((state) => transitionsOf(state).filter(({ by }) => by !== "Catch"));
  if (targets.some(({ to }) => textOf(to) === undefined)) return null;
  const hasExit = targets.some(({ to }) => !names.has(textOf(to) ?? ""));
  return { states, eventsPerRound: states.reduce((sum, state) => sum + (state.type === "Task" ? 5 : 2), 0), hasExit };
}

const limits = /^(?:Numeric|Timestamp)(?:Less|Greater)/;

/** Whether a state compares a count or a time, or counts. What is not known may do so. */
function counts(state: State): boolean {
  return holdsLimit(state.body, 0);
}

function holdsLimit(value: Value, depth: number): boolean {
  if (depth > 20) return true;
  if (value.kind === "list") return value.items.some((item) => holdsLimit(item, depth + 1));
  if (value.kind === "map")
    return [...value.entries.values()].some(
      (entry) => limits.test(entry.name) || isExpressionLimit(entry.name, entry.value) || holdsLimit(entry.value, depth + 1),
    );
  return itemsOf(value).some((item) => (textOf(item) ?? "").includes("States.MathAdd"));
}

/** JSONata conditions are text. */
function isExpressionLimit(name: string, value: Value): boolean {
  return name === "Condition" && /[<>]/.test(textOf(value) ?? "<");
}
