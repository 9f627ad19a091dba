import type { ScalarValue, Value } from "../../value.ts";
import { awaiting, joined, scalar } from "../../value-builders.ts";

const start = "{{resolve:ssm:";
const end = "}}";

/**
 * Text with what `{{resolve:ssm:/name}}` stands for. References to a version keep their text, since an older version may hold anything; so do those to
 * secrets, which nobody is to see.
 */
export function withStoredValues(value: ScalarValue): Value {
  if (typeof value.value !== "string" || !value.value.includes(start)) return value;
  const parts: Value[] = [];
  let rest = value.value;
  for (let from = rest.indexOf(start); from !== -1; from = rest.indexOf(start)) {
    const to = rest.indexOf(end, from);
    if (to === -1) break;
    const key = rest.slice(from + start.length, to);
    const written = rest.slice(from, to + end.length);
    parts.push(scalar(rest.slice(0, from), value.at));
    // Variables that are still in the text are filled in first, and a colon begins a version.
    const isName = !key.includes(":") && !key.includes("${");
    parts.push(
      isName ? awaiting({ store: "parameter", key }, `${key} is read from Systems Manager at deployment`, value.at) : scalar(written, value.at),
    );
    rest = rest.slice(to + end.length);
  }
  return joined([...parts, scalar(rest, value.at)], value.at);
}
