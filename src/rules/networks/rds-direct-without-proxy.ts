import type { Link } from "../../stack/link.ts";
import type { Resource } from "../../stack/resource.ts";
import type { Stack } from "../../stack/stack.ts";
import type { Value } from "../../stack/value.ts";
import { serverlessService } from "../examples/serverless-service.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const template = (more: string, host = "!GetAtt Orders.Endpoint.Address") => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::RDS::DBInstance
    Properties:
      Engine: postgres
      DBInstanceClass: db.t4g.medium
  Proxy:
    Type: AWS::RDS::DBProxy
    Properties:
      DBProxyName: orders
      EngineFamily: POSTGRESQL
  List:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
${more}      Environment:
        Variables:
          DB_HOST: ${host}
      Events:
        List:
          Type: HttpApi
          Properties: { Method: GET, Path: /orders }
`;

export const rdsDirectWithoutProxy: Rule = {
  id: "rds-direct-without-proxy",
  title: "Every instance of the function opens its own database connections",
  topics: ["13.4", "38.3", "5.5"],
  category: "reliability",
  severity: "medium",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/lambda/latest/dg/services-rds.html",
  bad: [
    { head: { "template.yaml": template("") } },
    {
      head: {
        "main.tf": `
resource "aws_db_instance" "orders" {
  engine         = "postgres"
  instance_class = "db.t4g.medium"
}

resource "aws_lambda_function" "list" {
  function_name = "list"
  role          = "arn:aws:iam::123456789012:role/list"
  handler       = "index.handler"
  runtime       = "nodejs22.x"
  environment {
    variables = {
      DATABASE_URL = "postgres://app@\${aws_db_instance.orders.endpoint}/orders"
    }
  }
}
`,
      },
    },
    {
      head: {
        "serverless.yml": serverlessService({
          functions:
            "list:\n  handler: src/list.handler\n  environment:\n    DB_HOST: !GetAtt Orders.Endpoint.Address\n  events:\n    - httpApi: GET /orders",
          resources: "Orders:\n  Type: AWS::RDS::DBInstance\n  Properties:\n    Engine: postgres\n    DBInstanceClass: db.t4g.medium",
        }),
        "src/list.js": "export const handler = async () => ({ statusCode: 200 });\n",
      },
    },
  ],
  good: [
    { head: { "template.yaml": template("      ReservedConcurrentExecutions: 10\n") } },
    { head: { "template.yaml": template("", "!GetAtt Proxy.Endpoint") } },
    { head: { "template.yaml": template("", "!GetAtt Orders.DBInstanceArn") } },
  ],
  *check({ stack }): Iterable<Draft> {
    const told = new Set<string>();
    for (const lambda of stack.resourcesOf("function", "aws")) {
      const direct = databaseOf(lambda, stack);
      if (direct === undefined || lambda.has("reservedConcurrency") || isBoundedElsewhere(lambda, stack)) continue;
      // A variable that all functions share is told once.
      const place = `${direct.at.path}:${direct.at.startLine}`;
      if (told.has(place)) continue;
      told.add(place);
      yield {
        subject: lambda,
        claim: `database:${direct.database.id}`,
        evidence: [
          { at: direct.at, note: `the endpoint of ${named(direct.database)}` },
          { at: lambda.at, note: "no bound on instances" },
        ],
        what: `${named(lambda)} connects to ${named(direct.database)} directly, without an RDS Proxy, and nothing bounds how many of its instances run.`,
        why: `Each instance holds connections of its own. A burst of requests makes hundreds of instances; the database runs out of connections and refuses all its clients, not only this one.`,
        fix: `Put an RDS Proxy between (its endpoint in the variable), use the Data API of Aurora, or bound the function with \`${lambda.nameInDialect("reservedConcurrency")}\` at what the database can take.`,
      };
    }
  },
};

function databaseOf(lambda: Resource, stack: Stack): { database: Resource; at: Link["at"] } | undefined {
  const environment = lambda.value("environment");
  if (environment?.kind !== "map") return undefined;
  for (const entry of environment.entries.values()) {
    const addresses = endpointsIn(entry.value, 0);
    const database = stack.resourcesIn(lambda.scope, "database").find((one) => one.platform === "aws" && addresses.has(one.address));
    if (database !== undefined) return { database, at: entry.at };
  }
  return undefined;
}

/** Addresses whose host name the value holds. */
function endpointsIn(value: Value, depth: number): ReadonlySet<string> {
  if (value.kind === "joined" && depth < 20) return new Set(value.parts.flatMap((part) => [...endpointsIn(part, depth + 1)]));
  return value.kind === "reference" && /endpoint|^address$/i.test(value.attribute ?? "") ? new Set([value.address]) : new Set();
}

/** All event sources have a bound of their own. */
function isBoundedElsewhere(lambda: Resource, stack: Stack): boolean {
  const triggers = stack.triggersOf(lambda);
  return triggers.length > 0 && triggers.every((link) => link.has("maximumConcurrency") || link.has("scheduleExpression"));
}
