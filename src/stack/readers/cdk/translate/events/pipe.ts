import { scalar, unknown } from "../../../../value-builders.ts";
import type { Value } from "../../../../value.ts";
import type { ConstructNode } from "../../evaluate/construct-node.ts";
import type { Datum } from "../../evaluate/datum.ts";
import type { Conversion } from "../conversion.ts";
import { arnOf } from "../lambda/function.ts";
import { propertyOf } from "../property.ts";
import type { Translation } from "../translation.ts";

/** The ARN of what each class of sources, enrichments and targets is of. */
const ends: ReadonlyMap<string, string> = new Map([
  ["aws-pipes-sources.SqsSource", "queueArn"],
  ["aws-pipes-sources.KinesisSource", "streamArn"],
  ["aws-pipes-sources.DynamoDBSource", "tableStreamArn"],
  ["aws-pipes-enrichments.LambdaEnrichment", "functionArn"],
  ["aws-pipes-enrichments.StepFunctionsEnrichment", "stateMachineArn"],
  ["aws-pipes-targets.LambdaFunction", "functionArn"],
  ["aws-pipes-targets.SqsTarget", "queueArn"],
  ["aws-pipes-targets.SfnStateMachine", "stateMachineArn"],
  ["aws-pipes-targets.EventBridgeTarget", "eventBusArn"],
  ["aws-pipes-targets.KinesisTarget", "streamArn"],
  ["aws-pipes-targets.SnsTarget", "topicArn"],
]);

/** A pipe, from what it polls through what enriches to what it calls. */
export function translatePipe(translation: Translation, node: ConstructNode): void {
  const [given] = node.arguments;
  const conversion = translation.conversion(node.scope);
  const properties = translation.properties(node).take(given, { pipeName: "Name" });
  for (const [name, path] of [
    ["source", "Source"],
    ["enrichment", "Enrichment"],
    ["target", "Target"],
  ] as const) {
    const field = propertyOf(given, name);
    if (field !== undefined) properties.put(path, endValue(conversion, field.value), field, name);
  }
  const source = propertyOf(given, "source");
  const options = source?.value.kind === "term" ? source.value.arguments[1] : undefined;
  const size = propertyOf(options, "batchSize");
  if (size !== undefined && source?.value.kind === "term" && source.value.name.endsWith(".SqsSource"))
    properties.put("SourceParameters.SqsQueueParameters.BatchSize", conversion.settingValue(size), size, "batchSize");
  properties.put("DesiredState", scalar("RUNNING", node.at));
  translation.add(node, { type: "AWS::Pipes::Pipe", properties });
}

function endValue(conversion: Conversion, end: Datum): Value {
  const [of] = end.kind === "term" ? end.arguments : [];
  const arn = end.kind === "term" ? ends.get(end.name) : undefined;
  return arn === undefined || of === undefined
    ? unknown("the end of the pipe is made elsewhere", end.at)
    : { ...conversion.value(arnOf(of, arn)), at: end.at };
}
