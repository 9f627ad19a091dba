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

const parserTags = [...longForms.keys()].map((tag): { readonly tag: string; readonly kinds: readonly (ScalarTag | CollectionTag)[] } => ({
  tag,
  kinds: [
    { tag, resolve: (text: string) => text },
    { tag, collection: "map" },
    { tag, collection: "seq" },
  ],
}));

/**
 * The short tags of a text for the YAML parser: what they stand before is read as if they were not there. The parser tries its tags on every plain word, so it
 * is given no more than the text uses.
 */
export function intrinsicTagsIn(text: string): readonly (ScalarTag | CollectionTag)[] {
  return parserTags.flatMap(({ tag, kinds }) => (text.includes(tag) ? kinds : []));
}
