import type { Location } from "../../../../../change/location.ts";
import type { Value } from "../../../../value.ts";
import { list, scalar } from "../../../../value-builders.ts";
import type { ConstructNode } from "../../evaluate/construct-node.ts";
import { type Datum, truthOf } from "../../evaluate/datum.ts";
import { listItems, propertyOf, propertyValue } from "../property.ts";
import type { Convert, PropertyTable, ResourceProperties } from "../resource-properties.ts";
import type { Translation } from "../translation.ts";
import { destinationValue } from "./async-invocation.ts";
import { filterPattern } from "./filter-pattern.ts";

const itemFailures: Convert = (conversion, value) => {
  const truth = truthOf(value);
  if (truth === undefined) return conversion.value(value);
  return truth ? list([scalar("ReportBatchItemFailures", value.at)], value.at) : undefined;
};
const filters: Convert = (conversion, value) =>
  list(
    listItems(value).map((item) => filterPattern(conversion, item)),
    value.at,
  );

const table: PropertyTable = {
  batchSize: "BatchSize",
  maxBatchingWindow: "MaximumBatchingWindowInSeconds",
  enabled: "Enabled",
  reportBatchItemFailures: { to: "FunctionResponseTypes", as: itemFailures },
  filters: { to: "FilterCriteria.Filters", as: filters },
  maxConcurrency: "ScalingConfig.MaximumConcurrency",
  startingPosition: "StartingPosition",
  retryAttempts: "MaximumRetryAttempts",
  maxRecordAge: "MaximumRecordAgeInSeconds",
  bisectBatchOnError: "BisectBatchOnFunctionError",
  parallelizationFactor: "ParallelizationFactor",
  tumblingWindow: "TumblingWindowInSeconds",
  provisionedPollerConfig: "ProvisionedPollerConfig",
};

export interface MappingDraft {
  readonly target: Datum;
  readonly given: Datum | undefined;
  readonly source: (properties: ResourceProperties) => void;
  readonly suffix: string | undefined;
  readonly nativeType: string;
  readonly at: Location;
  readonly conditional: boolean;
}

/** An event source mapping, whoever asks for it. */
export function addMapping(translation: Translation, node: ConstructNode, draft: MappingDraft): void {
  const conversion = translation.conversion(node.scope);
  const properties = translation.properties(node).take(draft.given, table);
  draft.source(properties);
  properties.put("FunctionName", conversion.value(draft.target));
  const failure = propertyOf(draft.given, "onFailure");
  if (failure !== undefined) {
    const value: Value = destinationValue(translation, conversion, {
      field: failure,
      sender: draft.target,
      origin: `onFailure of an event source of ${node.path}`,
    });
    properties.put("DestinationConfig.OnFailure.Destination", value, failure, "onFailure");
  }
  translation.add(node, {
    type: "AWS::Lambda::EventSourceMapping",
    ...(draft.suffix === undefined ? {} : { suffix: draft.suffix, implicit: true }),
    nativeType: draft.nativeType,
    at: draft.at,
    conditional: draft.conditional,
    properties,
  });
}

/** `new EventSourceMapping(…)` and `fn.addEventSourceMapping(…)`. */
export function translateMapping(translation: Translation, node: ConstructNode): void {
  const [given, receiver] = node.arguments;
  const target = receiver ?? propertyValue(given, "target");
  if (target === undefined) return;
  addMapping(translation, node, {
    target,
    given,
    source: (properties) =>
      properties.take(given, { eventSourceArn: "EventSourceArn", kafkaBootstrapServers: "SelfManagedEventSource.Endpoints.KafkaBootstrapServers" }),
    suffix: undefined,
    nativeType: node.writtenType,
    at: node.at,
    conditional: node.conditional,
  });
}
