import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, GetCommand } from "@aws-sdk/lib-dynamodb";

const table = DynamoDBDocumentClient.from(new DynamoDBClient({}));

export const handler = async (event) => {
  const batchItemFailures = [];
  for (const record of event.Records) {
    try {
      const { orderId } = JSON.parse(record.body);
      const { Item: order } = await table.send(new GetCommand({ TableName: process.env.ORDERS_TABLE, Key: { orderId } }));
      await send(order);
    } catch (error) {
      console.error(JSON.stringify({ message: "invoice not sent", messageId: record.messageId, error: error.name }));
      batchItemFailures.push({ itemIdentifier: record.messageId });
    }
  }
  return { batchItemFailures };
};

async function send(order) {
  const answer = await fetch("https://mail.example/invoices", {
    method: "POST",
    headers: { "content-type": "application/json", "idempotency-key": order.orderId },
    body: JSON.stringify({ to: order.customer, total: order.total }),
    signal: AbortSignal.timeout(4_000),
  });
  if (!answer.ok) throw new Error(`mail service answered ${answer.status}`);
}
