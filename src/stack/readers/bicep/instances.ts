import { type Value, textOf } from "../../value.ts";
import { joined, scalar, unknown } from "../../value-builders.ts";
import type { Evaluator } from "../arm/evaluator.ts";
import type { Expression } from "../arm/expression.ts";
import { nameKey } from "../arm/name-key.ts";
import type { BicepDeclaration } from "./syntax.ts";

/** A resource or module as it is deployed: one for each round of a loop. */
export interface Instance {
  readonly declaration: BicepDeclaration;
  /** `symbol`, `symbol[0]`, `parent::symbol`. */
  readonly address: string;
  /** The whole type without version, also of a nested resource. */
  readonly type: string;
  /** Comparable form of the whole name, as far as nesting tells it. */
  readonly key: string;
  readonly evaluator: Evaluator;
  readonly conditional: boolean;
  readonly inside: Instance | undefined;
}

/** The instances of declarations and of what is nested in them; those are left out whose condition is false. */
export function instancesOf(declarations: readonly BicepDeclaration[], evaluator: Evaluator, inside?: Instance): readonly Instance[] {
  return declarations.flatMap((declaration) => {
    const own = inside === undefined ? declaration.symbol : `${inside.address}::${declaration.symbol}`;
    const { loop } = declaration;
    if (loop === undefined) return instance(declaration, own, { evaluator, inside, counted: true });
    const rounds = evaluator.budget.asking("whether", () => evaluator.rounds({ ...loop, body: declaration.body }));
    if (rounds === undefined) {
      const open = [loop.item, ...(loop.index === undefined ? [] : [loop.index])].map(
        (name) => [name, unknown(`${name} of a loop over a list that is not known`, loop.at)] as const,
      );
      return instance(declaration, own, { evaluator: evaluator.with(open), inside, counted: false });
    }
    return rounds.flatMap((round, position) => instance(declaration, `${own}[${position}]`, { evaluator: round, inside, counted: true }));
  });
}

function instance(
  declaration: BicepDeclaration,
  address: string,
  how: { readonly evaluator: Evaluator; readonly inside: Instance | undefined; readonly counted: boolean },
): readonly Instance[] {
  const { evaluator, inside, counted } = how;
  const { condition } = declaration;
  const outcome = condition === undefined ? "true" : textOf(evaluator.budget.asking("whether", () => evaluator.evaluate(condition)));
  if (outcome === "false") return [];
  const written = declaration.type.split("@")[0] ?? "";
  const type = inside === undefined || written.includes(".") ? written : `${inside.type}/${written}`;
  const name = nameOf(declaration, evaluator);
  const key = inside === undefined || name === undefined ? nameKey(name) : nameKey(joined([scalar(`${inside.key}/`, name.at), name], name.at));
  const conditional = outcome === undefined || !counted || inside?.conditional === true;
  const self: Instance = { declaration, address, type, key, evaluator, conditional, inside };
  return [self, ...instancesOf(declaration.children, evaluator, self)];
}

function nameOf(declaration: BicepDeclaration, evaluator: Evaluator): Value | undefined {
  const name = propertyOf(declaration.body, "name");
  return name === undefined ? undefined : evaluator.evaluate(name);
}

/** A property that a body writes out by name. */
export function propertyOf(body: Expression, name: string): Expression | undefined {
  if (body.kind !== "object") return undefined;
  const found = body.properties.find((one) => one.kind === "property" && one.name.kind === "value" && textOf(one.name.value) === name);
  return found?.value;
}
