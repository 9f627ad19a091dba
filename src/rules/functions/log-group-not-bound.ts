import { Reference } from "../../findings/edit-dialect.ts";
import type { EditPlan } from "../../findings/edit-plan.ts";
import { globMatches } from "../../stack/platforms/aws/glob.ts";
import { piecesOf, withoutPrefix } from "../../stack/platforms/aws/pieces.ts";
import type { Resource } from "../../stack/resource.ts";
import type { Stack } from "../../stack/stack.ts";
import { type Value, entryOf } from "../../stack/value.ts";
import type { Draft, Rule } from "../rule.ts";
import { addProperty, named } from "../words.ts";

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
    {
      head: {
        "main.tf": `
variable "stage" {}

resource "aws_lambda_function" "book" {
  function_name = "shop-\${var.stage}"
  role          = "arn:aws:iam::123456789012:role/book"
  handler       = "index.handler"
  runtime       = "nodejs22.x"
}

resource "aws_cloudwatch_log_group" "book" {
  name              = "/aws/lambda/shop-live"
  retention_in_days = 30
}
`,
      },
    },
  ],
  *check({ stack }): Iterable<Draft> {
    const told = new Set<string>();
    for (const group of stack.resourcesOf("log-group", "aws")) {
      const name = literalNameOf(group);
      const place = `${group.at.path}:${group.at.startLine}`;
      if (name === null || told.has(place) || stack.linksTo(group, "logs-to").length > 0 || !group.has("retentionDays")) continue;
      const candidates = stack.resourcesOf("function", "aws").filter((one) => isMeant(one, name, { group, stack }));
      const lambda = candidates.toSorted((one, other) => distance(one, name) - distance(other, name))[0];
      if (lambda === undefined) continue;
      told.add(place);
      const own = lambda.value("name");
      const called = own === undefined ? "gets a name with a random ending" : `is called \`${shownName(own).replaceAll("`", "")}\``;
      yield {
        subject: group,
        claim: "logGroup",
        evidence: [
          { at: group.placeOf("name"), note: "another name" },
          { at: own === undefined ? lambda.at : lambda.placeOf("name"), note: called },
        ],
        what: `${named(group)} sets retention for \`/aws/lambda/${name.replaceAll("`", "")}\`, but ${named(lambda)} ${called} and writes elsewhere.`,
        why: `Retention and encryption stand on a group that stays empty. Lambda makes the real one at the first call, and its logs are kept for ever.`,
        fix: `Build the group's name from the function's (by reference), or set \`LoggingConfig.LogGroup\` of ${named(lambda)} to this group. A group that Lambda has made already has to be imported.`,
        confidence: own === undefined ? 0.9 : 0.8,
        edit: boundTo(group, lambda),
      };
    }
  },
};

/** What follows `/aws/lambda/` where it is known whole; null for other groups. */
function literalNameOf(group: Resource): string | null {
  const value = group.value("name");
  const rest = value === undefined ? undefined : withoutPrefix(piecesOf(value) ?? [], "/aws/lambda/");
  const [only] = rest ?? [];
  return rest?.length === 1 && only !== undefined && "text" in only ? only.text : null;
}

/** Whether the group can only be meant for the function: its words are the function's, and its name is certainly not. */
function isMeant(lambda: Resource, name: string, from: { group: Resource; stack: Stack }): boolean {
  if (lambda.scope !== from.group.scope || lambda.has("logGroup") || from.stack.linksFrom(lambda, "logs-to").length > 0) return false;
  const own = lambda.value("name");
  const wanted = lettersOf(name);
  const isAlike = wanted.length >= 5 && wordsOf(lambda).some((word) => word.includes(wanted) || wanted.includes(word));
  if (!isAlike) return false;
  // A part that nobody knows has at least one character.
  if (own === undefined) return lambda.format !== "serverless-framework";
  return !globMatches(knownText(own, "?*"), name);
}

/** How far the function's words are from the group's, in letters. */
function distance(lambda: Resource, name: string): number {
  return Math.min(...wordsOf(lambda).map((word) => Math.abs(word.length - lettersOf(name).length)));
}

function wordsOf(lambda: Resource): readonly string[] {
  const own = lambda.value("name");
  return [lambda.name, own === undefined ? "" : knownText(own, "")].map(lettersOf).filter((word) => word.length >= 5);
}

function shownName(value: Value): string {
  return knownText(value, "…");
}

/** The value's text with something in the place of what is not known. */
function knownText(value: Value, hole: string): string {
  return (piecesOf(value) ?? []).map((piece) => ("text" in piece ? piece.text : hole)).join("");
}

function lettersOf(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, "")
    .replace(/(?:function|lambda|fn)$/, "");
}

/** The function's logging leads to the group, in templates. */
function boundTo(group: Resource, lambda: Resource): EditPlan | undefined {
  const isTemplate = lambda.format === "sam" || lambda.format === "cloudformation";
  if (!isTemplate || entryOf(lambda.properties, "LoggingConfig") !== undefined) return undefined;
  return addProperty(lambda.properties, lambda.at, { name: "LoggingConfig.LogGroup", value: new Reference(group.address, undefined) });
}
