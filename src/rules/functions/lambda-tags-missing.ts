import type { Resource } from "../../stack/resource.ts";
import type { Stack } from "../../stack/stack.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const lambda = (name: string, more = "") => `  ${name}:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
${more}`;
const template = (...parts: readonly string[]) => `Transform: AWS::Serverless-2016-10-31\nResources:\n${parts.join("")}`;
const tags = "      Tags: { team: orders }\n";
const terraform = (second: string) => `
resource "aws_lambda_function" "book" {
  function_name = "book"
  role          = "arn:aws:iam::123456789012:role/shop"
  handler       = "index.handler"
  runtime       = "nodejs22.x"
  tags          = { team = "orders" }
}

resource "aws_lambda_function" "pay" {
  function_name = "pay"
  role          = "arn:aws:iam::123456789012:role/shop"
  handler       = "index.handler"
  runtime       = "nodejs22.x"
${second}}
`;

const service = (provider: string) => `
service: shop
provider:
  name: aws
  runtime: nodejs22.x
${provider}functions:
  book: { handler: book.handler, tags: { team: orders } }
  pay: { handler: pay.handler }
`;

export const lambdaTagsMissing: Rule = {
  id: "lambda-tags-missing",
  title: "The function has no tags, unlike those beside it",
  topics: ["8.7", "32.3"],
  category: "cost",
  severity: "low",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/lambda/latest/dg/configuration-tags.html",
  onByDefault: false,
  bad: [
    { head: { "template.yaml": template(lambda("Book", tags), lambda("Pay")) } },
    { head: { "main.tf": terraform("") } },
    { head: { "serverless.yml": service("") } },
  ],
  good: [
    { head: { "template.yaml": template(lambda("Book", tags), lambda("Pay", tags)) } },
    {
      head: {
        "template.yaml": template("", lambda("Book"), lambda("Pay")).replace(
          "Resources",
          "Globals: { Function: { Tags: { team: orders } } }\nResources",
        ),
      },
    },
    // Tags of the whole stack or provider are given elsewhere.
    { head: { "template.yaml": template(lambda("Book"), lambda("Pay")) } },
    { head: { "main.tf": terraform("  tags = var.tags\n") } },
    { head: { "serverless.yml": service("  tags: { team: shop }\n") } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const one of stack.resourcesOf("function", "aws")) {
      const tagged = hasTags(one) ? undefined : taggedBeside(one, stack);
      if (tagged === undefined) continue;
      yield {
        subject: one,
        claim: "tags",
        evidence: [
          { at: one.at, note: "no tags" },
          { at: tagged.properties.entries.get("Tags")?.at ?? tagged.at, note: `the tags of ${named(tagged)}` },
        ],
        what: `${named(one)} has no tags; ${named(tagged)} beside it has.`,
        why: `What it costs is missing from every report by team or product that these tags make, and policies that go by tags do not cover it.`,
        fix: `Give it the same tags, best in one place for all functions (globals, the provider's default tags, tags of the stack).`,
      };
    }
  },
};

const taggedIn = new WeakMap<Stack, Map<string, Resource | undefined>>();

/** The first function of the same template that has tags. */
function taggedBeside({ scope }: Resource, stack: Stack): Resource | undefined {
  const known = taggedIn.get(stack) ?? new Map<string, Resource | undefined>();
  taggedIn.set(stack, known);
  if (!known.has(scope))
    known.set(
      scope,
      stack.resourcesIn(scope, "function").find((one) => one.platform === "aws" && hasTags(one)),
    );
  return known.get(scope);
}

function hasTags(one: Resource): boolean {
  return one.properties.entries.has("Tags");
}
