import type { ConstructNode } from "../../evaluate/construct-node.ts";
import { type Datum, nodeOf } from "../../evaluate/datum.ts";
import type { Translation } from "../translation.ts";

const deepest = 200;
/** Chains that one translation looks through. */
const mostLooks = 200_000;

/** Whether a construct is a state of a workflow. */
function isState(node: ConstructNode | undefined): node is ConstructNode {
  return node !== undefined && (node.type.startsWith("aws-stepfunctions-tasks.") || stateTypes.has(node.type));
}

const stateTypes = new Set(
  ["Pass", "Choice", "Wait", "Succeed", "Fail", "Parallel", "Map", "DistributedMap", "CustomState", "Task"].map(
    (name) => `aws-stepfunctions.${name}`,
  ),
);

/** Which state follows which, as the program chains them. */
export class StateGraph {
  private readonly following = new Map<ConstructNode, ConstructNode>();
  private readonly translation: Translation;
  private looks = 0;

  constructor(translation: Translation) {
    this.translation = translation;
    for (const call of translation.state.calls) {
      const [next] = call.arguments;
      const target = call.name === "next" && next !== undefined ? this.startOf(next) : undefined;
      if (target === undefined) continue;
      for (const end of this.endsOf(call.receiver)) this.following.set(end, target);
    }
  }

  nextOf(state: ConstructNode): ConstructNode | undefined {
    return this.following.get(state);
  }

  /** The first state of a chain; undefined where it is made elsewhere. */
  startOf(chain: Datum, depth = 0): ConstructNode | undefined {
    const node = nodeOf(chain);
    if (isState(node)) return node;
    if (depth > deepest) return undefined;
    // A fragment of the repository's own: its start is what it says.
    if (chain.kind === "instance") {
      const start = chain.fields.get("startState");
      return start === undefined ? undefined : this.startOf(start, depth + 1);
    }
    if (chain.kind !== "term") return undefined;
    const first = chain.receiver === undefined ? chain.arguments[0] : chain.receiver;
    return first === undefined ? undefined : this.startOf(first, depth + 1);
  }

  /** The states that a chain ends in, where the next one is hung. */
  private endsOf(chain: Datum, depth = 0): readonly ConstructNode[] {
    const node = nodeOf(chain);
    this.looks += 1;
    if (isState(node)) return node.type === "aws-stepfunctions.Choice" ? [] : [node];
    if (chain.kind !== "term" || depth > deepest || this.looks > mostLooks) return [];
    const [next] = chain.arguments;
    switch (chain.name) {
      case "next":
        return next === undefined ? [] : this.endsOf(next, depth + 1);
      case "afterwards":
        return chain.receiver === undefined ? [] : this.endsOfBranches(chain.receiver, depth);
      case "aws-stepfunctions.Chain.start":
        return next === undefined ? [] : this.endsOf(next, depth + 1);
      default:
        return chain.receiver === undefined ? [] : this.endsOf(chain.receiver, depth + 1);
    }
  }

  /** Ends of everything that a choice leads to. */
  private endsOfBranches(choice: Datum, depth: number): readonly ConstructNode[] {
    const start = this.startOf(choice);
    if (start === undefined) return [];
    const branches = this.translation
      .callsOn(start, "when", "otherwise")
      .flatMap((call) => call.arguments.slice(call.name === "when" ? 1 : 0, call.name === "when" ? 2 : 1));
    const ends = branches.flatMap((branch) => this.lastOf(branch, depth + 1));
    return [...new Set(ends)];
  }

  private lastOf(branch: Datum, depth: number): readonly ConstructNode[] {
    this.looks += 1;
    const start = this.looks > mostLooks || depth > deepest ? undefined : this.startOf(branch);
    const seen = new Set<ConstructNode>();
    let current = start;
    while (current !== undefined && !seen.has(current)) {
      seen.add(current);
      const next = this.following.get(current);
      if (next === undefined) return current.type.endsWith(".Choice") ? this.endsOfBranches(current.instance, depth + 1) : [current];
      current = next;
    }
    return [];
  }
}

const graphs = new WeakMap<Translation, StateGraph>();

/** The states of a program, put in order once. */
export function stateGraphOf(translation: Translation): StateGraph {
  const known = graphs.get(translation) ?? new StateGraph(translation);
  graphs.set(translation, known);
  return known;
}
