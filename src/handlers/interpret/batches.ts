import type { CallRecord } from "../code-model.ts";
import type { Catch, HandlerFacts } from "../facts.ts";
import { type Origin, qualifiedName } from "../origin.ts";
import { type InterpretContext, type RunningCall, inRecordLoop, isRecords } from "./context.ts";

const processors =
  /^(?:@aws-lambda-powertools\/batch:(?:processPartialResponse\w*|BatchProcessor\w*|SqsFifoPartialProcessor\w*)|aws_lambda_powertools\.utilities\.batch\.(?:\w+\.)?(?:process_partial_response|async_process_partial_response|batch_processor|async_batch_processor|BatchProcessor|AsyncBatchProcessor|SqsFifoPartialProcessor)|@middy\/sqs-partial-batch-failure:.*|software\.amazon\.lambda\.powertools\.(?:batch|sqs)\..*|AWS\.Lambda\.Powertools\.BatchProcessing\..*)$/u;

const answers = /(?:^|[.:])(?:SQSBatchResponse|StreamsEventResponse|KinesisStreamsEventResponse)(?:\.builder)?$/u;

/** Answers that name the failed items, and processors that give such answers. */
export function interpretItemFailures(calls: readonly RunningCall[], context: InterpretContext): Pick<HandlerFacts, "itemFailures"> {
  const itemFailures: HandlerFacts["itemFailures"][number][] = [];
  const namesItems = calls.some(({ name }) => name !== null && /BatchItemFailure\b/u.test(name));
  for (const { call, name } of calls) {
    if (name !== null && processors.test(name)) itemFailures.push({ by: "processor", at: call.at });
    else if (name !== null && answers.test(name) && (namesItems || !isEmptyList(call.arguments.positional[0])))
      itemFailures.push({ by: "answer", at: call.at });
  }
  for (const { scope } of context.scopes) {
    for (const object of scope.objects) {
      const type = object.origin.type === null ? "" : (qualifiedName(object.origin.type) ?? "");
      const named = [...object.origin.entries.keys()].some((key) => key.toLowerCase() === "batchitemfailures");
      if (named || /:(?:SQSEventResponse|KinesisEventResponse|DynamoDBEventResponse|SQSBatchResponse|StreamsEventResponse)$/u.test(type))
        itemFailures.push({ by: "answer", at: object.at });
    }
    // `response.batchItemFailures.push(…)`, `response["batchItemFailures"] = …`, where no literal shows it.
    const named = scope.members.get("batchItemFailures") ?? scope.members.get("BatchItemFailures");
    if (itemFailures.length === 0 && scope.kind !== "module" && named !== undefined) itemFailures.push({ by: "answer", at: named });
    for (const decorator of scope.decorators) if (decoratorIs(decorator, processors)) itemFailures.push({ by: "processor", at: scope.at });
  }
  return { itemFailures };
}

/** A list of Java that is made without items: where nothing makes an item either, the answer says that all went well. */
function isEmptyList(origin: Origin | undefined): boolean {
  if (origin?.kind !== "result" || origin.arguments.positional.length > 0) return false;
  return /(?:^|[.:])(?:ArrayList|LinkedList|List\.of|Collections\.emptyList|emptyList)$/u.test(qualifiedName(origin.callee) ?? "");
}

function decoratorIs(decorator: Origin, pattern: RegExp): boolean {
  const name = qualifiedName(decorator.kind === "result" ? decorator.callee : decorator);
  return name !== null && pattern.test(name);
}

/** Loops over the records of the event. */
export function interpretRecordLoops(context: InterpretContext): Pick<HandlerFacts, "recordLoops"> {
  return {
    recordLoops: context.scopes.flatMap(({ scope }) => scope.loops.filter((loop) => isRecords(loop.over, context)).map(({ at }) => ({ at }))),
  };
}

/** What catch clauses do. One that is all of a function called for each record counts as inside the record loop. */
export function interpretCatches(context: InterpretContext): Pick<HandlerFacts, "catches"> {
  const perRecord = new Set(context.scopes.flatMap(({ scope }) => scope.calls.map((call) => functionOfRecord(call, context))));
  const catches = context.scopes.flatMap(({ scope }) =>
    scope.catches.map((record): Catch => {
      const inside = inRecordLoop(record, context) || (record.coversFunction && perRecord.has(scope.id));
      return { behaviour: record.behaviour, logs: record.logs, inRecordLoop: inside, catchesAll: record.catchesAll ?? true, at: record.at };
    }),
  );
  return { catches };
}

/** The function that a call runs for a record: called with one, or named as the callback of an iteration over them. */
function functionOfRecord(call: CallRecord, context: InterpretContext): string | null {
  const callback = call.arguments.positional[0];
  if (call.callee.kind === "member" && callback?.kind === "function" && isRecords(call.callee.of, context)) return callback.scope;
  return inRecordLoop(call, context) && takesRecord(call.arguments.positional, context) ? context.resolver.calledScope(call.callee) : null;
}

/** Whether a call hands a record on. */
function takesRecord(given: readonly Origin[], context: InterpretContext): boolean {
  return given.some((argument) => {
    let value: Origin = context.resolver.resolve(argument);
    for (let steps = 0; steps < 10; steps++) {
      if (value.kind === "member" && value.name === "[]") return isRecords(value.of, context);
      if (value.kind === "member") value = context.resolver.resolve(value.of);
      else if (value.kind === "result" && value.arguments.positional[0] !== undefined)
        value = context.resolver.resolve(value.arguments.positional[0]);
      else return false;
    }
    return false;
  });
}
