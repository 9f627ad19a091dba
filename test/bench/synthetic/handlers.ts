import type { Side } from "../synthetic-files.ts";

/** A TypeScript handler of a plain service: parses, checks, writes a row, sends a message. */
export function typescriptHandler(name: string, side: Side): string {
  const retry =
    side === "head"
      ? '\n  if (stored.attempts > 3) {\n    console.warn("giving up", { id: stored.id });\n    return answer(409, { id: stored.id });\n  }'
      : "";
  return `import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import { SQSClient, SendMessageCommand } from "@aws-sdk/client-sqs";
import { answer, readBody, type Parcel } from "./shared/messages";
import { checkParcel } from "./shared/checks";

const table = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const queue = new SQSClient({ maxAttempts: 2 });
const tableName = process.env.TABLE_NAME ?? "";
const queueUrl = process.env.QUEUE_URL ?? "";

interface ${name}Event {
  readonly body: string | null;
  readonly pathParameters?: { readonly id?: string };
  readonly requestContext: { readonly requestId: string };
}

async function readStored(id: string): Promise<Parcel | undefined> {
  const found = await table.send(new GetCommand({ TableName: tableName, Key: { id } }));
  return found.Item as Parcel | undefined;
}

async function store(parcel: Parcel): Promise<Parcel> {
  const attempts = (parcel.attempts ?? 0) + 1;
  const stored = { ...parcel, attempts, storedAt: new Date().toISOString() };
  await table.send(new PutCommand({ TableName: tableName, Item: stored, ConditionExpression: "attribute_not_exists(id)" }));
  return stored;
}

async function announce(parcel: Parcel): Promise<void> {
  for (const part of parcel.parts) {
    await queue.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify({ id: parcel.id, part }) }));
  }
}

export async function handler(event: ${name}Event) {
  const started = Date.now();
  const parcel = readBody(event.body);
  if (parcel === null) return answer(400, { reason: "the body is not a parcel" });
  const problems = checkParcel(parcel);
  if (problems.length > 0) return answer(422, { problems });
  const known = await readStored(event.pathParameters?.id ?? parcel.id);
  if (known !== undefined) return answer(200, { id: known.id, attempts: known.attempts });
  const stored = await store(parcel);${retry}
  try {
    await announce(stored);
  } catch (error) {
    console.error("announcing failed", { id: stored.id, error, request: event.requestContext.requestId });
    throw error;
  }
  console.log("${name} done", { id: stored.id, milliseconds: Date.now() - started });
  return answer(201, { id: stored.id });
}
`;
}

/** Modules that every TypeScript handler of a service imports. */
export function typescriptShared(folder: string): Record<string, string> {
  return {
    [`${folder}/shared/messages.ts`]: `export interface Parcel {
  readonly id: string;
  readonly parts: readonly string[];
  readonly weight: number;
  readonly attempts?: number;
}

export function answer(statusCode: number, content: unknown) {
  return { statusCode, headers: { "content-type": "application/json" }, body: JSON.stringify(content) };
}

export function readBody(body: string | null): Parcel | null {
  if (body === null) return null;
  try {
    const read: unknown = JSON.parse(body);
    return typeof read === "object" && read !== null && "id" in read ? (read as Parcel) : null;
  } catch {
    return null;
  }
}
`,
    [`${folder}/shared/checks.ts`]: `import type { Parcel } from "./messages";

const heaviest = 30;

export function checkParcel(parcel: Parcel): string[] {
  const problems: string[] = [];
  if (parcel.parts.length === 0) problems.push("no parts");
  if (parcel.weight > heaviest) problems.push(\`heavier than \${heaviest} kg\`);
  for (const [index, part] of parcel.parts.entries()) {
    if (part.trim() === "") problems.push(\`part \${index + 1} has no name\`);
  }
  return problems;
}
`,
  };
}

/** A Python handler of a queue: reads records, writes rows, reports what failed. */
export function pythonHandler(name: string, side: Side): string {
  const guard =
    side === "head" ? '\n    if parcel.get("cancelled"):\n        logger.info("cancelled", extra={"id": parcel["id"]})\n        return' : "";
  return `import json
import logging
import os
from datetime import datetime, timezone

import boto3
from botocore.config import Config

from shared.checks import check_parcel

logger = logging.getLogger("${name}")
logger.setLevel(logging.INFO)

table = boto3.resource("dynamodb", config=Config(retries={"max_attempts": 2})).Table(os.environ["TABLE_NAME"])
queue = boto3.client("sqs")
queue_url = os.environ.get("QUEUE_URL", "")


class ParcelError(Exception):
    """A parcel that cannot be worked on."""

    def __init__(self, identifier, reason):
        super().__init__(f"{identifier}: {reason}")
        self.identifier = identifier


def read_record(record):
    body = json.loads(record["body"])
    problems = check_parcel(body)
    if problems:
        raise ParcelError(body.get("id", "unknown"), ", ".join(problems))
    return body


def store(parcel):
    table.put_item(
        Item={
            "id": parcel["id"],
            "parts": parcel["parts"],
            "stored_at": datetime.now(timezone.utc).isoformat(),
        },
        ConditionExpression="attribute_not_exists(id)",
    )


def announce(parcel):
    for part in parcel["parts"]:
        queue.send_message(QueueUrl=queue_url, MessageBody=json.dumps({"id": parcel["id"], "part": part}))


def work(record):
    parcel = read_record(record)${guard}
    store(parcel)
    announce(parcel)


def handler(event, context):
    failures = []
    for record in event["Records"]:
        try:
            work(record)
        except ParcelError as error:
            logger.warning("not a parcel: %s", error)
        except Exception:
            logger.exception("record failed")
            failures.append({"itemIdentifier": record["messageId"]})
    logger.info("${name} done, %d of %d failed", len(failures), len(event["Records"]))
    return {"batchItemFailures": failures}
`;
}

/** The module that every Python handler of a service imports. */
export function pythonShared(folder: string): Record<string, string> {
  return {
    [`${folder}/shared/__init__.py`]: "",
    [`${folder}/shared/checks.py`]: `HEAVIEST = 30


def check_parcel(parcel):
    problems = []
    if not parcel.get("parts"):
        problems.append("no parts")
    if parcel.get("weight", 0) > HEAVIEST:
        problems.append(f"heavier than {HEAVIEST} kg")
    for index, part in enumerate(parcel.get("parts", [])):
        if not part.strip():
            problems.append(f"part {index + 1} has no name")
    return problems
`,
  };
}

/** Names of the handlers of a service. */
export const handlerNames = ["Accept", "Sort", "Route", "Deliver", "Return", "Report"] as const;
