import type { ConstructNode } from "../../evaluate/construct-node.ts";
import { removalAttributes } from "../removal.ts";
import type { PropertyTable } from "../resource-properties.ts";
import type { Translation } from "../translation.ts";

const table: PropertyTable = {
  topicName: "TopicName",
  displayName: "DisplayName",
  fifo: "FifoTopic",
  contentBasedDeduplication: "ContentBasedDeduplication",
  masterKey: "KmsMasterKeyId",
  tracingConfig: "TracingConfig",
};

export function translateTopic(translation: Translation, node: ConstructNode): void {
  const properties = translation.properties(node).take(node.arguments[0], table);
  translation.add(node, { type: "AWS::SNS::Topic", properties, attributes: removalAttributes(translation, node, "Delete") });
}
