import type { Origin } from "../origin.ts";
import { iamAction, targetParameters } from "./aws-names.ts";
import { type CallContext, type Input, type Operation, type ServiceCall, describeInput, inputOf } from "./service-call.ts";
import { targetOf } from "./targets.ts";

/** What an operation of AWS does, on what: one call, or one for each item of a transaction. */
export function describe(call: Operation, context: CallContext): readonly ServiceCall[] {
  if (call.service === "dynamodb" && call.operation === "TransactWriteItems") return transaction(call, context);
  const nested = entriesOf(call, context);
  const entries = new Map([...nested, ...call.input.entries]);
  const target = targetOf(call.given ?? targetEntry(call, entries, context), context.resolver, context.entry);
  return [
    {
      service: call.service,
      action: iamAction(call.service, call.operation),
      operation: call.operation,
      target,
      ...describeInput({ entries, complete: call.input.complete }, context),
    },
  ];
}

function targetEntry(call: Operation, entries: ReadonlyMap<string, Origin>, context: CallContext): Origin | undefined {
  if (/^Batch(?:Write|Get)Item$/u.test(call.operation)) return requestTable(call.input, context);
  for (const name of targetParameters.get(call.service) ?? []) {
    const value = entries.get(name) ?? entries.get(name.charAt(0).toLowerCase() + name.slice(1));
    if (value !== undefined) return value;
  }
  return undefined;
}

/** The table of `RequestItems: { [table]: […] }`. */
function requestTable(input: Input, context: CallContext): Origin | undefined {
  const items = input.entries.get("RequestItems");
  const value = items === undefined ? undefined : context.resolver.resolve(items);
  if (value?.kind !== "object") return undefined;
  if (value.entries.size === 1 && value.computed.length === 0) return { kind: "literal", value: [...value.entries.keys()][0] ?? "" };
  const computed = value.computed[0];
  return value.entries.size === 0 && value.computed.length === 1 && computed?.kind === "list" ? computed.items[0] : undefined;
}

/** Entries of the items of a batch (PutEvents, SendMessageBatch): their names count as arguments. */
function entriesOf(call: Operation, context: CallContext): ReadonlyMap<string, Origin> {
  const list = call.input.entries.get("Entries") ?? call.input.entries.get("PublishBatchRequestEntries");
  const value = list === undefined ? undefined : context.resolver.resolve(list);
  const first = value?.kind === "list" && value.items[0] !== undefined ? value.items[0] : mappedItem(value, context);
  return first === undefined ? new Map() : inputOf(first, context).entries;
}

/** The object that `items.map((item) => ({ … }))` makes of each item. */
function mappedItem(value: Origin | undefined, context: CallContext): Origin | undefined {
  if (value?.kind !== "result") return undefined;
  const callback = value.arguments.positional.find((given) => given.kind === "function");
  const scope = callback?.kind === "function" ? context.resolver.scopeOf(callback.scope) : undefined;
  return scope?.returns[0];
}

function transaction(call: Operation, context: CallContext): readonly ServiceCall[] {
  const items = call.input.entries.get("TransactItems");
  const value = items === undefined ? undefined : context.resolver.resolve(items);
  const written = value?.kind === "list" ? value.items.flatMap((item) => transactionItem(item, context)) : [];
  if (written.length > 0) return written;
  // Items that are gathered elsewhere: what they do is not known.
  return [
    {
      service: "dynamodb",
      action: call.operation,
      operation: call.operation,
      target: { kind: "unknown" },
      ...describeInput({ ...call.input, complete: false }, context),
    },
  ];
}

function transactionItem(item: Origin, context: CallContext): readonly ServiceCall[] {
  const [kind, given] = [...inputOf(item, context).entries][0] ?? [];
  const action = { Put: "PutItem", Update: "UpdateItem", Delete: "DeleteItem", ConditionCheck: "ConditionCheckItem" }[kind ?? ""];
  if (action === undefined || given === undefined) return [];
  const input = inputOf(given, context);
  return [
    {
      service: "dynamodb",
      action,
      operation: "TransactWriteItems",
      target: targetOf(input.entries.get("TableName"), context.resolver, context.entry),
      ...describeInput(input, context),
    },
  ];
}
