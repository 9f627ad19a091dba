import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, PutCommand } from "@aws-sdk/lib-dynamodb";

const table = DynamoDBDocumentClient.from(new DynamoDBClient({}));

export const handler = async (event) => {
  const batchItemFailures = [];
  for (const record of event.Records) {
    try {
      await book(JSON.parse(record.body));
    } catch (error) {
      console.error(JSON.stringify({ message: "order not booked", messageId: record.messageId, error: error.name }));
      batchItemFailures.push({ itemIdentifier: record.messageId });
    }
  }
  return { batchItemFailures };
};

async function book(order) {
  await table.send(
    new PutCommand({
      TableName: process.env.ORDERS_TABLE,
      Item: { orderId: order.id, lines: order.lines, total: order.total },
      ConditionExpression: "attribute_not_exists(orderId)",
    }),
  );
}
