import type { Location } from "../../change/location.ts";
import { headingOf } from "../../change/location.ts";
import { entryOf, textOf } from "../../stack/value.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";
import { type Machine, type State, machinesOf, transitionsOf } from "./states.ts";

const definition = (states: string, startAt = "Pack") => `{
  "StartAt": "${startAt}",
  "States": {
${states}
  }
}
`;
const pack = (more: string) => `    "Pack": { "Type": "Pass", ${more} }`;
const ship = `    "Ship": { "Type": "Succeed" }`;

export const sfnStructureInvalid: Rule = {
  id: "sfn-structure-invalid",
  title: "Step Functions refuses this definition",
  topics: ["6.1", "29.1"],
  category: "deployment",
  severity: "high",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/step-functions/latest/dg/statemachine-structure.html",
  peers: ["cfn-lint:E3601"],
  bad: [
    { head: { "ship.asl.json": definition(pack(`"Next": "Shipped"`) + ",\n" + ship) } },
    { head: { "ship.asl.json": definition(pack(`"End": true`) + ",\n" + ship) } },
    { head: { "ship.asl.json": definition(pack(`"Next": "Ship", "End": true`) + ",\n" + ship) } },
    { head: { "ship.asl.json": definition(pack(`"Result": 1`)) } },
    { head: { "ship.asl.json": definition(ship) } },
  ],
  good: [
    { head: { "ship.asl.json": definition(pack(`"Next": "Ship"`) + ",\n" + ship) } },
    { head: { "ship.asl.json": definition(pack(`"Next": "\${AfterPacking}"`) + ",\n" + ship) } },
    {
      head: {
        "template.yaml": `
Transform: AWS::Serverless-2016-10-31
Resources:
  Ship:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition:
        StartAt: Both
        States:
          Both:
            Type: Parallel
            Branches:
              - StartAt: Print
                States: { Print: { Type: Pass, End: true } }
              - StartAt: Weigh
                States: { Weigh: { Type: Wait, Seconds: 1, End: true } }
            Catch: [{ ErrorEquals: [States.ALL], Next: Stop }]
            Next: Check
          Check:
            Type: Choice
            Choices: [{ Variable: "$[0]", IsNull: true, Next: Stop }]
            Default: Done
          Stop: { Type: Fail }
          Done: { Type: Succeed }
`,
      },
    },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const workflow of stack.resourcesOf("workflow", "aws")) {
      const machines = machinesOf(workflow);
      const problems = [...machines.flatMap(problemsIn), ...repeatedNames(machines)];
      for (const problem of problems) {
        yield {
          subject: workflow,
          claim: problem.claim,
          evidence: [{ at: problem.at, note: problem.note }],
          what: `In the definition of ${named(workflow)}, ${problem.what}.`,
          why: `Step Functions checks definitions when it creates or updates a state machine and refuses this one: the deployment fails and is rolled back.`,
          fix: problem.fix,
        };
      }
    }
  },
};

interface Problem {
  readonly claim: string;
  readonly at: Location;
  readonly note: string;
  readonly what: string;
  readonly fix: string;
}

/** States that end or choose; all others say `Next` or `End`. */
const withoutNext = new Set(["Choice", "Succeed", "Fail"]);
const longestName = 80;

function problemsIn(machine: Machine): readonly Problem[] {
  return [
    ...startOf(machine),
    ...machine.states.flatMap((state) => [...undefinedTargets(state, machine), ...endingOf(state), ...longName(state)]),
    ...unreachable(machine),
  ];
}

function startOf({ startAt, names, at }: Machine): readonly Problem[] {
  if (startAt === undefined)
    return [
      {
        claim: "start",
        at: headingOf(at),
        note: "no StartAt",
        what: "`StartAt` is missing beside `States`",
        fix: "Name the first state in `StartAt`.",
      },
    ];
  const name = literal(startAt.value);
  if (name === undefined || names.has(name)) return [];
  return [
    {
      claim: `start:${name}`,
      at: startAt.at,
      note: "no such state",
      what: `\`StartAt\` names ${named(name)}, but there is no such state beside it`,
      fix: `Define ${named(name)}, or correct the name. States of another level (a branch, a Map) cannot be named.`,
    },
  ];
}

/** A name that is written out whole; substitutions that are filled in later are not known. */
function literal(value: Parameters<typeof textOf>[0]): string | undefined {
  const text = textOf(value);
  return text?.includes("${") === true ? undefined : text;
}

function undefinedTargets(state: State, { names }: Machine): readonly Problem[] {
  return transitionsOf(state).flatMap(({ to, at, by }) => {
    const name = literal(to);
    if (name === undefined || names.has(name)) return [];
    const field = by === "Choice" || by === "Catch" ? `\`Next\` in \`${by === "Choice" ? "Choices" : "Catch"}\`` : `\`${by}\``;
    return [
      {
        claim: `next:${state.name}:${name}`,
        at,
        note: "no such state",
        what: `${field} of the state ${named(state.name)} names ${named(name)}, but there is no such state at its level`,
        fix: `Define ${named(name)} beside ${named(state.name)}, or correct the name.`,
      },
    ];
  });
}

function endingOf(state: State): readonly Problem[] {
  const { entries } = state.body;
  const end = entryOf(state.body, "End");
  const at = headingOf(state.at);
  if (state.type === "")
    return entries.has("Type") || entries.size === 0
      ? []
      : [
          {
            claim: `type:${state.name}`,
            at,
            note: "no Type",
            what: `the state ${named(state.name)} has no \`Type\``,
            fix: `Give ${named(state.name)} a \`Type\`.`,
          },
        ];
  if (withoutNext.has(state.type)) return [];
  if (entries.has("Next") && textOf(end?.value) === "true")
    return [
      {
        claim: `end:${state.name}`,
        at: end?.at ?? at,
        note: "Next and End",
        what: `the state ${named(state.name)} has both \`Next\` and \`End\``,
        fix: "Keep `Next` or `End`, not both.",
      },
    ];
  if (entries.has("Next") || end !== undefined) return [];
  return [
    {
      claim: `end:${state.name}`,
      at,
      note: "neither Next nor End",
      what: `the ${state.type} state ${named(state.name)} has neither \`Next\` nor \`End\``,
      fix: `Say where ${named(state.name)} goes on, or set \`End\` to \`true\`.`,
    },
  ];
}

function longName(state: State): readonly Problem[] {
  if (state.name.length <= longestName || state.name.includes("${")) return [];
  return [
    {
      claim: `name:${state.name.slice(0, longestName)}`,
      at: headingOf(state.at),
      note: `${state.name.length} characters`,
      what: `the name of the state ${named(state.name)} has ${state.name.length} characters; ${longestName} are allowed`,
      fix: "Shorten the name.",
    },
  ];
}

/** States that no way from the start leads to. Silent where some way is not known. */
function unreachable(machine: Machine): readonly Problem[] {
  const start = machine.startAt === undefined ? undefined : literal(machine.startAt.value);
  if (start === undefined || !machine.names.has(start) || machine.states.length !== machine.names.size) return [];
  const transitions = new Map(machine.states.map((state) => [state.name, transitionsOf(state).map(({ to }) => literal(to))]));
  if ([...transitions.values()].flat().includes(undefined)) return [];
  const reached = new Set<string>([start]);
  for (const name of reached) for (const next of transitions.get(name) ?? []) if (next !== undefined) reached.add(next);
  return machine.states
    .filter((state) => !reached.has(state.name))
    .map((state) => ({
      claim: `reach:${state.name}`,
      at: headingOf(state.at),
      note: "nothing leads here",
      what: `no state leads to ${named(state.name)}`,
      fix: `Let a state go to ${named(state.name)}, or remove it.`,
    }));
}

/** Names are unique in the whole definition, also across branches. */
function repeatedNames(machines: readonly Machine[]): readonly Problem[] {
  const seen = new Set<string>();
  return machines.flatMap((machine) =>
    machine.states.flatMap((state) => {
      if (!seen.has(state.name)) {
        seen.add(state.name);
        return [];
      }
      return [
        {
          claim: `repeated:${state.name}`,
          at: headingOf(state.at),
          note: "the same name again",
          what: `two states are named ${named(state.name)}; names must be unique in the whole definition, also across branches`,
          fix: "Rename one of the two states.",
        },
      ];
    }),
  );
}
