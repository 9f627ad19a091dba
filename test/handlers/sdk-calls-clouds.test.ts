import { beforeAll, describe, expect, it } from "vitest";
import { loadGrammars } from "../../src/syntax/tree-sitter.ts";
import { callsOf, factsOf, typescriptFacts } from "./read-facts.ts";

beforeAll(() => loadGrammars());

describe("Google client libraries", () => {
  it.each([
    [
      `import { PubSub } from "@google-cloud/pubsub";`,
      "const c = new PubSub();",
      "await c.topic(process.env.TOPIC!).publishMessage({ json: {} });",
      "pubsub:publishMessage $TOPIC",
    ],
    [
      `import { Storage } from "@google-cloud/storage";`,
      "const c = new Storage();",
      "await c.bucket('b').file(event.name).save('');",
      "storage:save b",
    ],
    [
      `import { Firestore } from "@google-cloud/firestore";`,
      "const c = new Firestore();",
      "await c.collection('orders').doc(event.id).update({ a: 1 });",
      "firestore:update orders",
    ],
    [
      `import { getFirestore } from "firebase-admin/firestore";`,
      "const c = getFirestore();",
      "await c.collection('orders').where('a', '==', 1).get();",
      "firestore:get orders",
    ],
    [
      `import { CloudTasksClient } from "@google-cloud/tasks";`,
      "const c = new CloudTasksClient();",
      "await c.createTask({ parent: process.env.QUEUE, task: {} });",
      "cloudtasks:createTask $QUEUE",
    ],
    [
      `import { SecretManagerServiceClient } from "@google-cloud/secret-manager";`,
      "const c = new SecretManagerServiceClient();",
      "await c.accessSecretVersion({ name: process.env.SECRET });",
      "secretmanager:accessSecretVersion $SECRET",
    ],
  ])("are read in JavaScript: %s", (head, client, statement, expected) => {
    expect(callsOf(typescriptFacts(`${head}\n${client}\nexport const handler = async (event: any) => { ${statement} };`))).toEqual([expected]);
  });

  it.each([
    [
      "from google.cloud import storage",
      "c = storage.Client()",
      "c.bucket(os.environ['B']).blob('k').upload_from_string('')",
      "storage:uploadFromString $B",
    ],
    ["from google.cloud import firestore", "c = firestore.Client()", "c.collection('orders').document('1').set({})", "firestore:set orders"],
    [
      "from google.cloud import pubsub_v1",
      "c = pubsub_v1.PublisherClient()",
      "c.publish(os.environ['TOPIC'], b'').result()",
      "pubsub:publish $TOPIC",
    ],
    [
      "from google.cloud import tasks_v2",
      "c = tasks_v2.CloudTasksClient()",
      "c.create_task(parent=os.environ['QUEUE'], task={})",
      "cloudtasks:createTask $QUEUE",
    ],
    [
      "from google.cloud import secretmanager",
      "c = secretmanager.SecretManagerServiceClient()",
      "c.access_secret_version(request={'name': os.environ['SECRET']})",
      "secretmanager:accessSecretVersion $SECRET",
    ],
  ])("are read in Python: %s", (head, client, statement, expected) => {
    const source = `import os\n${head}\n${client}\ndef run(request):\n    ${statement}\n    return 'ok'\n`;
    expect(callsOf(factsOf({ "main.py": source }, { platform: "google", runtime: "python313", handler: "run" }))).toEqual([expected]);
  });
});

describe("Azure client libraries", () => {
  it.each([
    [
      `import { ServiceBusClient } from "@azure/service-bus";`,
      "const c = new ServiceBusClient(process.env.SB!).createSender('orders');",
      "await c.sendMessages({ body: 1 });",
      "servicebus:sendMessages orders",
    ],
    [
      `import { BlobServiceClient } from "@azure/storage-blob";`,
      "const c = BlobServiceClient.fromConnectionString(process.env.S!);",
      "await c.getContainerClient(process.env.C!).getBlockBlobClient('k').upload('', 0);",
      "blob:upload $C",
    ],
    [
      `import { CosmosClient } from "@azure/cosmos";`,
      "const c = new CosmosClient({}).database('shop').container('orders');",
      "await c.items.upsert({});",
      "cosmos:upsert orders",
    ],
    [
      `import { QueueServiceClient } from "@azure/storage-queue";`,
      "const c = new QueueServiceClient('');",
      "await c.getQueueClient('jobs').sendMessage('');",
      "queue:sendMessage jobs",
    ],
  ])("are read in JavaScript: %s", (head, client, statement, expected) => {
    expect(callsOf(typescriptFacts(`${head}\n${client}\nexport const handler = async () => { ${statement} };`))).toEqual([expected]);
  });

  it("are read in Python", () => {
    const source = `import os
from azure.servicebus import ServiceBusClient
from azure.cosmos import CosmosClient
from azure.storage.blob import BlobServiceClient
bus = ServiceBusClient.from_connection_string(os.environ["SB"])
orders = CosmosClient(os.environ["URL"], "").get_database_client("shop").get_container_client("orders")
blobs = BlobServiceClient.from_connection_string(os.environ["S"])
def main(message):
    with bus.get_queue_sender(queue_name="jobs") as sender:
        sender.send_messages([])
    orders.upsert_item({})
    blobs.get_blob_client(container="files", blob="k").upload_blob(b"")
`;
    expect(callsOf(factsOf({ "fn/__init__.py": source }, { platform: "azure", scriptFile: "fn/__init__.py" }))).toEqual([
      "servicebus:sendMessages jobs",
      "cosmos:upsertItem orders",
      "blob:uploadBlob files",
    ]);
  });

  it("are read in C#, also where a container gives the client", () => {
    const source = `public class Store(BlobServiceClient blobs, ServiceBusClient bus)
{
    private readonly BlobContainerClient _container = blobs.GetBlobContainerClient("files");
    [Function("Save")]
    public async Task Run([QueueTrigger("jobs")] string job)
    {
        await _container.GetBlobClient(job).UploadAsync(new BinaryData(job));
        await bus.CreateSender("done").SendMessageAsync(new ServiceBusMessage(job));
    }
}`;
    expect(callsOf(factsOf({ "Store.cs": source }, { platform: "azure", scriptFile: "Store.cs", handler: "Save" }))).toEqual([
      "blob:upload files",
      "servicebus:sendMessage done",
    ]);
  });
});

describe("look-alikes", () => {
  it.each(["cache.get('a')", "router.topic('a').publish('b')", "new Map().set('a', 1)", "app.collection('a').doc('b').update({})"])(
    "are no calls of a service: %s",
    (statement) => {
      expect(
        typescriptFacts(`import { app, router, cache } from "./own";\nexport const handler = async () => ${statement};`, {
          "own.ts": "export const app = make(), router = make(), cache = new Map();\nfunction make(): any { return {}; }",
        }).calls,
      ).toEqual([]);
    },
  );
});
