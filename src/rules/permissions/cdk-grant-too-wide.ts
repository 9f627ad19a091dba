import type { SdkCall } from "../../handlers/facts.ts";
import type { Resource } from "../../stack/resource.ts";
import type { Stack } from "../../stack/stack.ts";
import type { Statement } from "../../stack/statement.ts";
import { type FoundHandler, functionCode } from "../handlers/found-code.ts";
import { importsOnlyKnownPackages } from "../handlers/packages.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const code = (commands: string) => `
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";

const table = DynamoDBDocumentClient.from(new DynamoDBClient({}));

export const handler = async (event) => {
  const TableName = process.env.TABLE;
  ${commands}
};
`;
const get = "return table.send(new GetCommand({ TableName, Key: { id: event.id } }));";
const put = "return table.send(new PutCommand({ TableName, Item: { id: event.id } }));";
const app = (grant: string, commands: string) => ({
  "cdk.json": `{ "app": "npx tsx bin/app.ts" }`,
  "bin/app.ts": `import { App, Stack } from "aws-cdk-lib";
import * as dynamodb from "aws-cdk-lib/aws-dynamodb";
import * as lambda from "aws-cdk-lib/aws-lambda";

const stack = new Stack(new App(), "Shop");
const table = new dynamodb.Table(stack, "Orders", { partitionKey: { name: "id", type: dynamodb.AttributeType.STRING } });
const read = new lambda.Function(stack, "Read", {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: "read.handler",
  code: lambda.Code.fromAsset("src"),
  environment: { TABLE: table.tableName },
});
table.${grant}(read);
`,
  "src/read.mjs": code(commands),
});
const python = {
  "cdk.json": `{ "app": "python app.py" }`,
  "app.py": `from aws_cdk import App, Stack, aws_dynamodb as dynamodb, aws_lambda as lambda_

stack = Stack(App(), "Shop")
table = dynamodb.Table(stack, "Orders", partition_key=dynamodb.Attribute(name="id", type=dynamodb.AttributeType.STRING))
read = lambda_.Function(stack, "Read", runtime=lambda_.Runtime.PYTHON_3_13, handler="read.handler", code=lambda_.Code.from_asset("src"))
table.grant_read_write_data(read)
`,
  "src/read.py":
    'import boto3\n\ntable = boto3.resource("dynamodb").Table("orders")\n\ndef handler(event, context):\n    return table.get_item(Key={"id": event["id"]})\n',
};

export const cdkGrantTooWide: Rule = {
  id: "cdk-grant-too-wide",
  title: "The grant allows more than the code does",
  topics: ["7.1", "34.1"],
  category: "security",
  severity: "medium",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/cdk/v2/guide/define-iam-l2.html",
  bad: [{ head: app("grantReadWriteData", get) }, { head: app("grantFullAccess", put) }, { head: python }],
  good: [
    { head: app("grantReadData", get) },
    { head: app("grantReadWriteData", `${get.replace("return", "await")}\n  ${put}`) },
    // What the package does with the table is not known.
    { head: app("grantReadWriteData", `const { sweep } = await import("table-tools");\n  await sweep(TableName);\n  ${get}`) },
    { head: app("grantReadWriteData", "const name = event.command;\n  return table[name]({ TableName });") },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const { lambda, handler } of functionCode(stack)) {
      const role = lambda.format === "cdk" ? onlyOwnRole(lambda, stack) : undefined;
      for (const { grant, method, statement } of role === undefined ? [] : widestGrants(role)) {
        const enough = narrowerGrant(grant, method, usesOf(grant.service, handler));
        if (enough === null) continue;
        const spelled = (name: string) => (statement.at.path.endsWith(".py") ? snakeCase(name) : name);
        yield {
          subject: lambda,
          claim: `grant:${statement.origin}`,
          evidence: [
            { at: statement.at, note: `allows more than ${spelled(enough)}` },
            { at: handler.entry, note: enough === grant.write ? "only writes" : enough === grant.read ? "only reads" : "only reads and writes" },
          ],
          what: `\`${spelled(method)}\` gives ${named(lambda)} more than its code uses: ${doesWhat(grant, enough)}.`,
          why: `The rest of the grant is of use only to somebody who runs code of their own in the function (a hijacked dependency, an injection), and to mistakes: ${enough === grant.read ? "data that nobody meant to change can be changed and deleted" : "data of the whole resource is open to a function that has no need of it"}.`,
          fix: `Call \`${spelled(enough)}\` instead.`,
          severity: enough === grant.write ? "low" : "medium",
          confidence: 0.9,
        };
      }
    }
  },
};

/** What one type of resource offers: the grants that are wide, and those for one half of it. */
interface GrantFamily {
  readonly service: string;
  readonly read: string;
  readonly write: string;
  readonly both: string;
  readonly full?: string;
  readonly reads: RegExp;
  readonly writes: RegExp;
}

const families: readonly GrantFamily[] = [
  {
    service: "dynamodb",
    read: "grantReadData",
    write: "grantWriteData",
    both: "grantReadWriteData",
    full: "grantFullAccess",
    reads: /^(?:GetItem|BatchGetItem|Query|Scan|DescribeTable)$/,
    writes: /^(?:PutItem|UpdateItem|DeleteItem|BatchWriteItem|DescribeTable)$/,
  },
  {
    service: "s3",
    read: "grantRead",
    write: "grantWrite",
    both: "grantReadWrite",
    reads: /^(?:GetObject|ListBucket)$/,
    writes: /^(?:Put|Delete)Object$/,
  },
];

/** The role, where no other function has it; extensions of a layer work with it too. */
function onlyOwnRole(lambda: Resource, stack: Stack): Resource | undefined {
  const role = stack.roleOf(lambda);
  return role === undefined || lambda.has("layers") || stack.linksTo(role, "assumes").length !== 1 ? undefined : role;
}

function* widestGrants(role: Resource): Iterable<{ grant: GrantFamily; method: string; statement: Statement }> {
  for (const statement of role.statements) {
    const method = /\b(grant\w+) of /.exec(statement.origin)?.[1];
    const services = new Set(statement.actions?.map(({ text }) => text.split(":")[0]));
    const grant = families.find(({ both, full, service }) => (method === both || method === full) && services.has(service));
    if (grant !== undefined && method !== undefined) yield { grant, method, statement };
  }
}

/** What the code calls of a service; null where that cannot be told for certain. */
function usesOf(service: string, handler: FoundHandler): readonly SdkCall[] | null {
  const { facts } = handler;
  const isSure = facts.complete && facts.clientsComplete && importsOnlyKnownPackages(handler);
  // Signed links let others do what the code itself does not.
  const signs = service === "s3" && (handler.language === "python" || facts.imports.some(({ module }) => module.includes("presign")));
  return isSure && !signs ? facts.calls.filter((call) => call.service === service) : null;
}

function narrowerGrant(grant: GrantFamily, method: string, calls: readonly SdkCall[] | null): string | null {
  if (calls === null || calls.length === 0) return null;
  if (calls.every(({ action }) => grant.reads.test(action))) return grant.read;
  if (calls.every(({ action }) => grant.writes.test(action))) return grant.write;
  const isKnown = calls.every(({ action }) => grant.reads.test(action) || grant.writes.test(action));
  return isKnown && method === grant.full ? grant.both : null;
}

function doesWhat(grant: GrantFamily, enough: string): string {
  if (enough === grant.read) return "it only reads";
  return enough === grant.write ? "it only writes" : "it reads and writes items, and manages nothing";
}

function snakeCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
