import { iamActionsOfService } from "../../../facts/iam-actions.ts";

/** The action of a service that a misspelt name means: one letter away (a plural, a letter too much, too few or swapped), and the only one; undefined otherwise. */
export function actionNextTo(service: string, name: string): string | undefined {
  const wanted = name.toLowerCase();
  const near = [...(iamActionsOfService(service) ?? [])].filter(([other]) => isOneEditApart(wanted, other));
  const [first, ...others] = near;
  return first === undefined || others.length > 0 ? undefined : `${service}:${first[1].name}`;
}

function isOneEditApart(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 1) return false;
  let start = 0;
  while (start < one.length && one[start] === other[start]) start += 1;
  let end = 0;
  while (end < one.length - start && end < other.length - start && one.at(-1 - end) === other.at(-1 - end)) end += 1;
  const [left, right] = [one.slice(start, one.length - end), other.slice(start, other.length - end)];
  return (left.length <= 1 && right.length <= 1) || (left.length === 2 && left[0] === right[1] && left[1] === right[0]);
}
