import type { Stack } from "../../stack/stack.ts";
import { textOf, valueAt } from "../../stack/value.ts";

/** Where resolvers say how they call: a template, code, or files of either. Without any, AppSync calls and waits. */
const requests = ["RequestMappingTemplate", "Code", "RequestMappingTemplateS3Location", "CodeS3Location"];

/** Whether a resolver of AppSync may call its function with `invocationType: Event`, which does not wait. */
export function mayHandOver(stack: Stack): boolean {
  const resolvers = ["AWS::AppSync::Resolver", "AWS::AppSync::FunctionConfiguration"].flatMap((shape) => stack.ofShape(shape));
  return resolvers.some(({ properties }) =>
    requests.some((name) => {
      const value = valueAt(properties, name);
      const text = name.endsWith("Location") ? undefined : textOf(value);
      return value !== undefined && (text === undefined || text.includes("invocationType"));
    }),
  );
}
