import type { CollectionTag, ScalarTag } from "yaml";

const fnTags = [
  "And",
  "Base64",
  "Cidr",
  "Contains",
  "EachMemberEquals",
  "EachMemberIn",
  "Equals",
  "FindInMap",
  "GetAtt",
  "GetAZs",
  "If",
  "ImportValue",
  "Join",
  "Length",
  "Not",
  "Or",
  "RefAll",
  "Select",
  "Split",
  "Sub",
  "ToJsonString",
  "Transform",
  "ValueOf",
  "ValueOfAll",
] as const;

const longForms = new Map<string, string>([
  ["!Ref", "Ref"],
  ["!Condition", "Condition"],
  ...fnTags.map((name) => [`!${name}`, `Fn::${name}`] as const),
]);

/** The long form of a CloudFormation short tag (`!Sub` → `Fn::Sub`); undefined for any other tag. */
export function longFormOf(tag: string | undefined): string | undefined {
  return tag === undefined ? undefined : longForms.get(tag);
}

/** The short tags for the YAML parser: what they stand before is read as if they were not there. */
export const intrinsicTags: readonly (ScalarTag | CollectionTag)[] = [...longForms.keys()].flatMap((tag): readonly (ScalarTag | CollectionTag)[] => [
  { tag, resolve: (text: string) => text },
  { tag, collection: "map" },
  { tag, collection: "seq" },
]);
