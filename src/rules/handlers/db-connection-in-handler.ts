import { serverlessService } from "../examples/serverless-service.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";
import { createPlaceFilter, functionCode, runsOften } from "./found-code.ts";

const template = (runtime: string, event = "Type: HttpApi") => `
Transform: AWS::Serverless-2016-10-31
Resources:
  ListOrders:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: list.handler
      Runtime: ${runtime}
      Events:
        List:
          ${event}
`;
const schedule = "Type: Schedule\n          Properties: { Schedule: rate(1 hour) }";

export const dbConnectionInHandler: Rule = {
  id: "db-connection-in-handler",
  title: "Each invocation opens a database connection of its own",
  topics: ["5.5", "38.3", "16.6"],
  category: "performance",
  severity: "medium",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/lambda/latest/dg/best-practices.html",
  bad: [
    {
      head: {
        "template.yaml": template("nodejs22.x"),
        "src/list.mjs": `
import pg from "pg";

export const handler = async () => {
  const client = new pg.Client({ connectionString: process.env.DATABASE });
  await client.connect();
  const { rows } = await client.query("select * from orders");
  return { statusCode: 200, body: JSON.stringify(rows) };
};
`,
      },
    },
    {
      head: {
        "template.yaml": template("python3.13"),
        "src/list.py":
          "import psycopg2\n\ndef handler(event, context):\n    connection = psycopg2.connect('dbname=orders')\n    return {'statusCode': 200, 'body': str(connection.status)}\n",
      },
    },
    {
      head: {
        "serverless.yml": serverlessService({
          runtime: "python3.13",
          functions: "list:\n  handler: src/list.handler\n  events:\n    - httpApi: GET /orders",
        }),
        "src/list.py":
          "import psycopg2\n\ndef handler(event, context):\n    connection = psycopg2.connect('dbname=orders')\n    return {'statusCode': 200, 'body': str(connection.status)}\n",
      },
    },
  ],
  good: [
    {
      head: {
        "template.yaml": template("nodejs22.x"),
        "src/list.mjs": `
import pg from "pg";

const pool = new pg.Pool({ connectionString: process.env.DATABASE, max: 1 });

export const handler = async () => {
  const { rows } = await pool.query("select * from orders");
  return { statusCode: 200, body: JSON.stringify(rows) };
};
`,
      },
    },
    {
      head: {
        "template.yaml": template("python3.13"),
        "src/list.py":
          "import psycopg2\n\nconnection = None\n\ndef handler(event, context):\n    global connection\n    if connection is None:\n        connection = psycopg2.connect('dbname=orders')\n    return {'statusCode': 200, 'body': str(connection.status)}\n",
      },
    },
    // One run an hour needs no connection in between.
    {
      head: {
        "template.yaml": template("python3.13", schedule),
        "src/list.py": "import psycopg2\n\ndef handler(event, context):\n    psycopg2.connect('dbname=orders').close()\n",
      },
    },
  ],
  *check({ stack }): Iterable<Draft> {
    const isNew = createPlaceFilter();
    for (const { lambda, handler } of functionCode(stack)) {
      // mongoose.connect keeps the connection that is already open.
      const connection = handler.facts.databaseConnections.find((one) => one.phase === "invocation" && one.library !== "mongoose");
      if (connection === undefined || !runsOften(lambda, stack) || !isNew(connection.at)) continue;
      const hasProxy = stack.resourcesOf("database-proxy", "aws").length > 0;
      yield {
        subject: lambda,
        claim: `connection:${connection.library}`,
        evidence: [
          { at: connection.at, note: `opens a ${connection.library} connection` },
          { at: handler.entry, note: "with every invocation" },
        ],
        what: `${named(lambda)} opens a ${named(connection.library)} connection inside the handler.`,
        why: hasProxy
          ? `Every invocation pays for a new connection and its TLS handshake, although the proxy would keep one per execution environment open.`
          : `Every invocation pays for the handshake, and under load the connections of many environments add up until the database refuses new ones; connections that are not closed stay until the server drops them.`,
        fix: `Open it once per execution environment, outside the handler or behind a guard, with at most one connection per environment${hasProxy ? "" : "; put RDS Proxy in front where the function scales out"}.`,
        severity: hasProxy ? "low" : "medium",
      };
    }
  },
};
