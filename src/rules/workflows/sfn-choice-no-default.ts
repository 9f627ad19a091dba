import { headingOf } from "../../change/location.ts";
import { type MapValue, itemsOf, textOf, valueAt } from "../../stack/value.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";
import { type State, isJsonata, statesOf } from "./states.ts";

const machine = (choices: string, more = "") => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Booking:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition:
        StartAt: Paid
        States:
          Paid:
            Type: Choice
            Choices:
${choices}${more}          Done: { Type: Succeed }
`;
const equals = (test: string) => `              - { Variable: $.status, ${test}, Next: Done }\n`;

export const sfnChoiceNoDefault: Rule = {
  id: "sfn-choice-no-default",
  title: "A value that no choice expects ends the execution",
  topics: ["6.1", "6.6"],
  category: "reliability",
  severity: "low",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/step-functions/latest/dg/state-choice.html",
  onByDefault: false,
  bad: [
    { head: { "template.yaml": machine(equals("StringEquals: paid") + equals("StringEquals: open")) } },
    {
      head: {
        "booking.asl.json": `{ "StartAt": "Paid", "States": {
  "Paid": { "Type": "Choice", "Choices": [{ "Variable": "$.total", "NumericGreaterThan": 0, "Next": "Done" }] },
  "Done": { "Type": "Succeed" } } }
`,
      },
    },
  ],
  good: [
    { head: { "template.yaml": machine(equals("StringEquals: paid"), "            Default: Done\n") } },
    // Two choices that leave nothing over.
    { head: { "template.yaml": machine(equals("BooleanEquals: true") + equals("BooleanEquals: false")) } },
    { head: { "template.yaml": machine(equals("IsPresent: true") + equals("IsPresent: false")) } },
    { head: { "template.yaml": machine(equals("NumericLessThan: 5") + equals("NumericGreaterThanEquals: 5")) } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const workflow of stack.resourcesOf("workflow", "aws")) {
      for (const state of statesOf(workflow)) {
        if (state.type !== "Choice" || state.body.entries.has("Default") || isJsonata(state, workflow) || leavesNothing(state)) continue;
        yield {
          subject: workflow,
          claim: `default:${state.name}`,
          evidence: [{ at: headingOf(state.at), note: "no Default" }],
          what: `The choice ${named(state.name)} of ${named(workflow)} has no \`Default\`.`,
          why: `A value that none of its choices expects, such as a status that somebody adds later, fails the execution with \`States.NoChoiceMatched\`, and no \`Catch\` can stand on a Choice state.`,
          fix: `Add a \`Default\` that leads to a state for what was not expected: one that tells somebody, or a \`Fail\` with an error of its own.`,
        };
      }
    }
  },
};

/** Comparisons of which one holds where the other does not. */
const opposites: ReadonlyMap<string, string> = new Map(
  ["Numeric", "String", "Timestamp"].flatMap((type) => [
    [`${type}LessThan`, `${type}GreaterThanEquals`],
    [`${type}LessThanEquals`, `${type}GreaterThan`],
  ]),
);

/** Whether two of the choices hold for every value between them, or a choice is not known whole. */
function leavesNothing(state: State): boolean {
  const choices = itemsOf(valueAt(state.body, "Choices"));
  const rules = choices.filter((choice) => choice.kind === "map");
  if (rules.length < choices.length || rules.length === 0) return true;
  return rules.some((one) => rules.some((other) => one !== other && areOpposite(one, other)));
}

function areOpposite(one: MapValue, other: MapValue): boolean {
  const variable = textOf(valueAt(one, "Variable"));
  if (variable === undefined || variable !== textOf(valueAt(other, "Variable"))) return false;
  return [...one.entries.values()].some(({ name, value }) => {
    const [mine, same] = [textOf(value), textOf(valueAt(other, name))];
    if (name.startsWith("Is") || name === "BooleanEquals") return mine !== undefined && same !== undefined && mine !== same;
    const opposite = opposites.get(name);
    return opposite !== undefined && mine !== undefined && mine === textOf(valueAt(other, opposite));
  });
}
