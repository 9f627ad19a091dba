import { headingOf } from "../../change/location.ts";
import { structured } from "../../stack/platforms/aws/structured-text.ts";
import type { Resource } from "../../stack/resource.ts";
import type { Stack } from "../../stack/stack.ts";
import { itemsOf, textOf, valueAt } from "../../stack/value.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";
import { type Machine, type State, integrationOf, machinesOf, resourceOf, statesOf, transitionsOf } from "./states.ts";

const machine = (more: string, second = "arn:aws:states:::sqs:sendMessage") => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Booking:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition:
        StartAt: Reserve
        States:
          Reserve: { Type: Task, Resource: "arn:aws:states:::dynamodb:updateItem", Next: Tell }
          Tell:
            Type: Task
            Resource: ${second}
${more}            End: true
          Failed: { Type: Fail }
`;
const alarm = `  Failures:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Namespace: AWS/States
      MetricName: ExecutionsFailed
      Dimensions: [{ Name: StateMachineArn, Value: !Ref Booking }]
      Statistic: Sum
      Period: 60
      EvaluationPeriods: 1
      Threshold: 0
      ComparisonOperator: GreaterThanThreshold
`;

/** Actions that change nothing begin so. */
const reading = /^(?:get|list|describe|query|scan|batchGet|head|select|search|lookup|receive)/iu;

export const sfnNoCatch: Rule = {
  id: "sfn-no-catch",
  title: "Nothing follows when a later step of the workflow fails",
  topics: ["6.4", "6.6", "6.1"],
  category: "reliability",
  severity: "low",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html",
  onByDefault: false,
  bad: [
    { head: { "template.yaml": machine("") } },
    {
      head: {
        "booking.asl.json": `{ "StartAt": "Reserve", "States": {
  "Reserve": { "Type": "Task", "Resource": "arn:aws:states:::dynamodb:updateItem", "Next": "Tell" },
  "Tell": { "Type": "Task", "Resource": "arn:aws:states:::sns:publish", "End": true } } }
`,
      },
    },
  ],
  good: [
    { head: { "template.yaml": machine("            Catch: [{ ErrorEquals: [States.ALL], Next: Failed }]\n") } },
    { head: { "template.yaml": `${machine("")}${alarm}` } },
    // Only one of the two runs.
    {
      head: {
        "booking.asl.json": `{ "StartAt": "Paid", "States": {
  "Paid": { "Type": "Choice", "Choices": [{ "Variable": "$.paid", "BooleanEquals": true, "Next": "Book" }], "Default": "Drop" },
  "Book": { "Type": "Task", "Resource": "arn:aws:states:::dynamodb:putItem", "End": true },
  "Drop": { "Type": "Task", "Resource": "arn:aws:states:::dynamodb:deleteItem", "End": true } } }
`,
      },
    },
    // The last step only reads.
    { head: { "template.yaml": machine("", "arn:aws:states:::dynamodb:getItem") } },
    {
      head: {
        "template.yaml": `${machine("")}  Failures:\n    Type: AWS::Events::Rule\n    Properties:\n      EventPattern: { source: [aws.states], detail: { status: [FAILED] } }\n      Targets: [{ Id: tell, Arn: !ImportValue team-topic }]\n`,
      },
    },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const workflow of stack.resourcesOf("workflow", "aws")) {
      if (statesOf(workflow).some(({ body }) => body.entries.has("Catch")) || isWatched(workflow, stack)) continue;
      const [pair] = machinesOf(workflow).flatMap((machine) => changesInTurn(machine) ?? []);
      if (pair === undefined) continue;
      const { first, second } = pair;
      yield {
        subject: workflow,
        claim: "catch",
        evidence: [
          { at: headingOf(second.at), note: "may fail" },
          { at: headingOf(first.at), note: "has changed something by then" },
        ],
        what: `${named(first.name)} and ${named(second.name)} of ${named(workflow)} both change something, and no state of the workflow has a \`Catch\`.`,
        why: `When ${named(second.name)} fails for good, the execution ends where it stands: what ${named(first.name)} did is neither undone nor finished, and nobody is told.`,
        fix: `Catch \`States.ALL\` on the tasks and go on to states that undo or report what was done, or alarm on \`ExecutionsFailed\`. It does not matter where the caller waits for the execution and acts on its failure.`,
        confidence: 0.7,
      };
    }
  },
};

/** Two states that change something, of which the second may follow the first in one execution. */
function changesInTurn(machine: Machine): { readonly first: State; readonly second: State } | undefined {
  for (const first of machine.states.filter(changesSomething)) {
    const second = statesAfter(first, machine).find(changesSomething);
    if (second !== undefined) return { first, second };
  }
  return undefined;
}

function statesAfter(start: State, machine: Machine): readonly State[] {
  const byName = new Map(machine.states.map((state) => [state.name, state]));
  const found = new Set<State>();
  const waiting = [start];
  for (let state = waiting.shift(); state !== undefined; state = waiting.shift()) {
    for (const { to } of transitionsOf(state)) {
      const next = byName.get(textOf(to) ?? "");
      if (next === undefined || next === start || found.has(next)) continue;
      found.add(next);
      waiting.push(next);
    }
  }
  return [...found];
}

/** Calls of functions and actions that do more than read. What a reference calls is not known to. */
function changesSomething(state: State): boolean {
  const integration = integrationOf(state);
  if (integration !== null) return !reading.test(integration.action);
  const [scheme, , service] = (state.type === "Task" ? resourceOf(state) : null)?.split(":") ?? [];
  return scheme === "arn" && service === "lambda";
}

/** An alarm on the workflow, or a rule for what Step Functions reports about its executions. */
function isWatched(workflow: Resource, stack: Stack): boolean {
  const alarms = stack.linksOf("alarms", "aws").some(({ to }) => to.resource === null || to.resource.id === workflow.id);
  return (
    alarms ||
    stack.resourcesOf("rule", "aws").some((rule) => {
      const pattern = rule.value("pattern");
      return pattern !== undefined && itemsOf(valueAt(structured(pattern), "source")).some((source) => textOf(source) === "aws.states");
    })
  );
}
