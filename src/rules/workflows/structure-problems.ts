import type { Location } from "../../change/location.ts";
import { headingOf } from "../../change/location.ts";
import { awsLimits } from "../../facts/aws-numbers.ts";
import type { Resource } from "../../stack/resource.ts";
import { entryOf, textOf } from "../../stack/value.ts";
import { named } from "../words.ts";
import { type Machine, type State, machinesOf, transitionsOf } from "./states.ts";

/** Something for which Step Functions refuses a definition. */
interface StructureProblem {
  readonly claim: string;
  readonly at: Location;
  readonly note: string;
  readonly what: string;
  readonly fix: string;
  /** The only state of its level, which can but end. */
  readonly ending?: State | undefined;
}

/** States that end or choose; all others say `Next` or `End`. */
const withoutNext = new Set(["Choice", "Succeed", "Fail"]);
const longestName = awsLimits.stateName.value;

/** What Step Functions would refuse in a workflow's definition; empty where the definition is not known. */
export function structureProblems(workflow: Resource): readonly StructureProblem[] {
  const machines = machinesOf(workflow);
  const [outer] = machines;
  return [...machines.flatMap(problemsIn), ...repeatedNames(machines), ...(outer === undefined ? [] : endless(outer))];
}

function problemsIn(machine: Machine): readonly StructureProblem[] {
  const astray = [...startOf(machine), ...machine.states.flatMap((state) => undefinedTargets(state, machine))];
  // A wrong name leaves the state that it should name unreached: saying both would say one thing twice.
  const lost = astray.length > 0 ? [] : unreachable(machine);
  return [...astray, ...machine.states.flatMap((state) => [...endingOf(state, machine), ...longName(state)]), ...lost];
}

/** A definition needs one state that ends it. */
function endless(machine: Machine): readonly StructureProblem[] {
  const { states, names, at } = machine;
  const ends = (state: State) => state.type === "Succeed" || state.type === "Fail" || state.type === "" || state.body.entries.has("End");
  if (states.length === 0 || states.length !== names.size || states.some(ends)) return [];
  // What lacks both `Next` and `End` is said already.
  if (states.some((state) => endingOf(state, machine).length > 0)) return [];
  return [
    {
      claim: "end",
      at: headingOf(at),
      note: "no state ends",
      what: "no state ends the execution: there is neither `End` nor a `Succeed` or `Fail` state",
      fix: "Let one state end the execution, at least on an error.",
    },
  ];
}

function startOf({ startAt, names, at }: Machine): readonly StructureProblem[] {
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

function undefinedTargets(state: State, { names }: Machine): readonly StructureProblem[] {
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

function endingOf(state: State, machine: Machine): readonly StructureProblem[] {
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
      ending: machine.names.size === 1 ? state : undefined,
    },
  ];
}

function longName(state: State): readonly StructureProblem[] {
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
function unreachable(machine: Machine): readonly StructureProblem[] {
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
function repeatedNames(machines: readonly Machine[]): readonly StructureProblem[] {
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
