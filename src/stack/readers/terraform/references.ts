import type { Location } from "../../../change/location.ts";
import { type Attribute, type Block, type Body, type Expression, type ForHead, type Step, attributeOf, blocksOf } from "./syntax.ts";

/** A name with the steps behind it, where nothing around it binds the name: `aws_sqs_queue.orders`, `var.stage`. */
export interface NamedReference {
  readonly root: string;
  /** The attributes that follow the name, up to the first index. */
  readonly names: readonly string[];
  readonly at: Location;
}

type Names = ReadonlySet<string>;

/** Arguments that name providers, not declarations. */
const providerArguments = new Set(["provider", "providers"]);

/** Every reference in the arguments and blocks of a declaration, in their order. */
export function referencesInBody(body: Body, bound: Names = new Set()): readonly NamedReference[] {
  return [
    ...body.attributes.filter((attribute) => !providerArguments.has(attribute.name)).flatMap((attribute) => referencesIn(attribute.value, bound)),
    ...body.blocks.flatMap((block) => referencesInBlock(block, bound)),
  ];
}

function referencesInBlock(block: Block, bound: Names): readonly NamedReference[] {
  if (block.type === "dynamic") return referencesInDynamic(block, bound);
  if (block.type !== "lifecycle") return referencesInBody(block.body, bound);
  // What is ignored is named by the attributes of the resource itself.
  const isReference = (attribute: Attribute) => attribute.name !== "ignore_changes";
  return referencesInBody({ attributes: block.body.attributes.filter(isReference), blocks: block.body.blocks }, bound);
}

function referencesInDynamic(block: Block, bound: Names): readonly NamedReference[] {
  const iterator = attributeOf(block.body, "iterator")?.value;
  const name = iterator?.kind === "variable" ? iterator.name : (block.labels[0] ?? "");
  const around = block.body.attributes.filter((attribute) => attribute.name !== "iterator");
  const inner = new Set([...bound, name]);
  return [
    ...around.flatMap((attribute) => referencesIn(attribute.value, attribute.name === "labels" ? inner : bound)),
    ...blocksOf(block.body, "content").flatMap((content) => referencesInBody(content.body, inner)),
  ];
}

function referencesIn(expression: Expression, bound: Names): readonly NamedReference[] {
  const all = (expressions: readonly Expression[]) => expressions.flatMap((one) => referencesIn(one, bound));
  switch (expression.kind) {
    case "template":
      return all(expression.parts);
    case "list":
      return all(expression.items);
    case "object":
      return all(expression.elements.flatMap((element) => [element.key, element.value]));
    case "traversal":
      return [...traversal(expression.of, expression.steps, expression.at, bound), ...all(keysOf(expression.steps))];
    case "call":
      return all(expression.arguments);
    case "conditional":
      return all([expression.condition, expression.consequent, expression.alternative]);
    case "operation":
      return all(expression.operands);
    case "for-list":
      return inLoop(expression.head, [expression.result], bound);
    case "for-map":
      return inLoop(expression.head, [expression.key, expression.result], bound);
    case "template-for":
      return inLoop(expression.head, [expression.body], bound);
    default:
      return [];
  }
}

function inLoop(head: ForHead, results: readonly Expression[], bound: Names): readonly NamedReference[] {
  const inner = new Set([...bound, head.valueName, ...(head.keyName === undefined ? [] : [head.keyName])]);
  const within = head.condition === undefined ? results : [head.condition, ...results];
  return [...referencesIn(head.collection, bound), ...within.flatMap((one) => referencesIn(one, inner))];
}

function traversal(of: Expression, steps: readonly Step[], at: Location, bound: Names): readonly NamedReference[] {
  if (of.kind !== "variable") return referencesIn(of, bound);
  if (bound.has(of.name)) return [];
  const end = steps.findIndex((step) => step.kind !== "attribute");
  const names = (end === -1 ? steps : steps.slice(0, end)).flatMap((step) => (step.kind === "attribute" ? [step.name] : []));
  return [{ root: of.name, names, at }];
}

/** What stands between brackets is an expression of its own. */
function keysOf(steps: readonly Step[]): readonly Expression[] {
  return steps.flatMap((step) => (step.kind === "index" ? [step.key] : step.kind === "splat" ? keysOf(step.steps) : []));
}
