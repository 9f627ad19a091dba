import { type MapEntry, type Value, entryOf, itemsOf, textOf, valueAt } from "../../stack/value.ts";
import type { Draft, Rule } from "../rule.ts";
import { named, setEntry } from "../words.ts";
import { type State, statesOf } from "./states.ts";

const inSam = (retry: string) => `
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
            Retry:
${retry}            End: true
`;
const definition = (names: string) => `{
  "StartAt": "Charge",
  "States": {
    "Charge": {
      "Type": "Task",
      "Resource": "arn:aws:states:::lambda:invoke",
      "Parameters": { "FunctionName": "charge-card" },
      "Catch": [{ "ErrorEquals": [${names}], "ResultPath": "$.error", "Next": "Failed" }],
      "End": true
    },
    "Failed": { "Type": "Fail" }
  }
}
`;

export const sfnStatesAllPosition: Rule = {
  id: "sfn-states-all-position",
  title: "States.ALL does not stand alone and last",
  topics: ["6.1", "6.6"],
  category: "deployment",
  severity: "high",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html",
  bad: [
    {
      head: {
        "template.yaml": inSam(
          "              - ErrorEquals: [States.ALL]\n              - ErrorEquals: [CardDeclined]\n                MaxAttempts: 0\n",
        ),
      },
    },
    { head: { "booking.asl.json": definition(`"CardDeclined", "States.ALL"`) } },
  ],
  good: [
    {
      head: {
        "template.yaml": inSam(
          "              - ErrorEquals: [CardDeclined]\n                MaxAttempts: 0\n              - ErrorEquals: [States.ALL]\n",
        ),
      },
    },
    { head: { "booking.asl.json": definition(`"States.ALL"`) } },
    { head: { "booking.asl.json": definition(`"States.Timeout", "States.TaskFailed"`) } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const workflow of stack.resourcesOf("workflow", "aws")) {
      for (const state of statesOf(workflow)) {
        for (const field of ["Retry", "Catch"] as const) {
          const problem = problemIn(state, field);
          if (problem === null) continue;
          yield {
            subject: workflow,
            claim: `states-all:${state.name}:${field}`,
            evidence: [{ at: problem.place.at, note: problem.note }, { at: state.at }],
            what: `In \`${field}\` of the state ${named(state.name)} of ${named(workflow)}, ${problem.what}.`,
            why: `Step Functions refuses the definition (\`States.ALL\` must be the only name in its \`ErrorEquals\`, and its entry the last one), so the deployment fails.`,
            fix: problem.fix,
            edit: workflow.format === "cdk" ? undefined : setEntry(problem.names, ["States.ALL"]),
          };
        }
      }
    }
  },
};

interface Problem {
  readonly place: Value;
  /** Names of which `States.ALL` is one: it stands for the others too. */
  readonly names?: MapEntry | undefined;
  readonly note: string;
  readonly what: string;
  readonly fix: string;
}

function problemIn(state: State, field: "Retry" | "Catch"): Problem | null {
  const list = valueAt(state.body, field);
  const entries = list?.kind === "list" ? list.items : [];
  for (const [index, entry] of entries.entries()) {
    const errors = valueAt(entry, "ErrorEquals");
    const names = itemsOf(errors).map((item) => textOf(item));
    if (errors === undefined || !names.includes("States.ALL")) continue;
    if (names.length > 1) {
      const others = names.flatMap((name) => (name === "States.ALL" || name === undefined ? [] : [named(name)]));
      return {
        place: errors,
        names: entryOf(entry, "ErrorEquals"),
        note: "States.ALL among others",
        what: `\`States.ALL\` stands beside other names${others.length > 0 ? ` (${others.join(", ")})` : ""}`,
        fix: `Leave only \`States.ALL\` in this \`ErrorEquals\`, or give the other names an entry of their own before it.`,
      };
    }
    if (index < entries.length - 1) {
      return {
        place: entry,
        note: "matches everything before the entries below",
        what: `the entry for \`States.ALL\` stands before ${entries.length - 1 - index === 1 ? "another entry" : `${entries.length - 1 - index} others`}`,
        fix: `Move the entry for \`States.ALL\` to the end of \`${field}\`.`,
      };
    }
  }
  return null;
}
