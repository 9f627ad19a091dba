/** A piece of the text of `Fn::Sub`: literal text, or the name between `${` and `}`. */
type SubstitutionPart = { readonly literal: string } | { readonly name: string };

/** Splits the text of `Fn::Sub`; `${!Name}` is the literal `${Name}`, an unclosed `${` is literal. */
export function partsOfSubstitution(text: string): readonly SubstitutionPart[] {
  const parts: SubstitutionPart[] = [];
  let from = 0;
  while (from < text.length) {
    const start = text.indexOf("${", from);
    const end = start === -1 ? -1 : text.indexOf("}", start);
    if (end === -1) break;
    if (start > from) parts.push({ literal: text.slice(from, start) });
    const name = text.slice(start + 2, end).trim();
    parts.push(name.startsWith("!") ? { literal: `\${${name.slice(1)}}` } : { name });
    from = end + 1;
  }
  if (from < text.length) parts.push({ literal: text.slice(from) });
  return parts;
}
