import { type Piece, piecesOf, withoutPrefix } from "../../stack/platforms/aws/pieces.ts";
import type { Resource } from "../../stack/resource.ts";
import type { Stack } from "../../stack/stack.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const template = (name: string, logging = "") => `
Resources:
  BookOrders:
    Type: AWS::Lambda::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      Role: arn:aws:iam::123456789012:role/book
      Code: { S3Bucket: code, S3Key: book.zip }
${logging}  Logs:
    Type: AWS::Logs::LogGroup
    Properties:
      LogGroupName: ${name}
      RetentionInDays: 30
`;

export const logGroupNotBound: Rule = {
  id: "log-group-not-bound",
  title: "The log group is not the one that the function writes to",
  topics: ["15.4", "37.5"],
  category: "observability",
  severity: "medium",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-loggroups.html",
  bad: [
    { head: { "template.yaml": template("/aws/lambda/BookOrders") } },
    {
      head: {
        "main.tf": `
resource "aws_lambda_function" "book" {
  function_name = "shop-book-orders"
  role          = "arn:aws:iam::123456789012:role/book"
  handler       = "index.handler"
  runtime       = "nodejs22.x"
}

resource "aws_cloudwatch_log_group" "book" {
  name              = "/aws/lambda/book-orders"
  retention_in_days = 30
}
`,
      },
    },
  ],
  good: [
    { head: { "template.yaml": template("!Sub /aws/lambda/${BookOrders}") } },
    { head: { "template.yaml": template("/aws/lambda/BookOrders", "      LoggingConfig: { LogGroup: !Ref Logs }\n") } },
    { head: { "template.yaml": template("/aws/lambda/of-another-stack") } },
    { head: { "template.yaml": template("/shop/audit") } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const group of stack.resourcesOf("log-group", "aws")) {
      const name = nameAfterPrefix(group);
      if (name === null || stack.linksTo(group, "logs-to").length > 0 || !group.has("retentionDays")) continue;
      const lambda = stack.resourcesOf("function", "aws").find((one) => isMeant(one, name, { group, stack }));
      if (lambda === undefined) continue;
      const own = lambda.string("name");
      yield {
        subject: group,
        claim: "logGroup",
        evidence: [
          { at: group.placeOf("name"), note: "another name" },
          { at: own.known ? own.at : lambda.at, note: own.known ? `is called \`${own.value}\`` : "gets a generated name" },
        ],
        what: `${named(group)} sets retention for \`/aws/lambda/${name.text}\`, but ${named(lambda)} ${own.known ? `is called \`${own.value}\`` : "has no fixed name: it gets one with a random ending"} and writes elsewhere.`,
        why: `Retention and encryption stand on a group that stays empty. Lambda makes the real one at the first call, and its logs are kept for ever.`,
        fix: `Name the group after the function by reference, or set \`LoggingConfig.LogGroup\` of ${named(lambda)} to this group.`,
        confidence: own.known ? 0.8 : 0.9,
      };
    }
  },
};

interface GroupName {
  readonly text: string;
  readonly isWhole: boolean;
}

/** What follows `/aws/lambda/`; null for other groups and for names that hold a reference to a function. */
function nameAfterPrefix(group: Resource): GroupName | null {
  const value = group.value("name");
  const rest = value === undefined ? undefined : withoutPrefix(piecesOf(value) ?? [], "/aws/lambda/");
  if (rest === undefined || rest.length === 0) return null;
  const isOpen = (piece: Piece) => "hole" in piece;
  const pointsElsewhere = rest.some((piece) => "hole" in piece && piece.hole.kind === "reference" && !piece.hole.address.startsWith("AWS::"));
  return pointsElsewhere ? null : { text: rest.map((piece) => ("text" in piece ? piece.text : "…")).join(""), isWhole: !rest.some(isOpen) };
}

/** Whether the group can only be meant for the function: its words are the function's, and its name is not. */
function isMeant(lambda: Resource, name: GroupName, from: { group: Resource; stack: Stack }): boolean {
  const own = lambda.string("name");
  if (lambda.scope !== from.group.scope || lambda.has("logGroup") || from.stack.linksFrom(lambda, "logs-to").length > 0) return false;
  const words = [lambda.name, own.known ? own.value : ""].map(lettersOf).filter((word) => word.length >= 5);
  const wanted = lettersOf(name.text);
  const isAlike = wanted.length >= 5 && words.some((word) => word.includes(wanted) || wanted.includes(word));
  if (!isAlike) return false;
  return own.known ? name.isWhole && own.value !== name.text : own.state === "absent" && lambda.format !== "serverless-framework";
}

function lettersOf(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, "")
    .replace(/(?:function|lambda|fn)$/, "");
}
