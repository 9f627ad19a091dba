import type { Resource } from "../../resource.ts";
import type { Statement } from "../../statement.ts";
import { textOf } from "../../value.ts";

/** A statement of a resource policy that lets everybody in without a condition. `actions` is for readers: code spans. */
export interface OpenStatement {
  readonly statement: Statement;
  readonly actions: string;
}

/** The statements of a resource's own policy that let everybody in. */
export function openStatementsOf(holder: Resource): readonly OpenStatement[] {
  return holder.statements.flatMap((statement) => {
    const isForAll = statement.principals.some(({ type, value }) => (type === "*" || type === "AWS") && textOf(value) === "*");
    if (statement.effect !== "Allow" || statement.conditions !== null || !isForAll) return [];
    const names = statement.actions?.map(({ text }) => `\`${text.replaceAll("`", "")}\``) ?? ["what it allows"];
    return [{ statement, actions: statement.isNotAction ? `everything but ${names.join(", ")}` : names.join(", ") }];
  });
}
