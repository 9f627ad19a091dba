import type { Resource } from "../../stack/resource.ts";
import type { Stack } from "../../stack/stack.ts";
import { type Value, itemsOf, textOf } from "../../stack/value.ts";
import { serverlessService } from "../examples/serverless-service.ts";
import type { Draft, Rule } from "../rule.ts";
import { addProperty, named, orDefault, setValue } from "../words.ts";

const template = (more: string) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Shop:
    Type: AWS::Serverless::Api
    Properties:
      StageName: live
      Auth:
        DefaultAuthorizer: Token
        Authorizers:
          Token:
            FunctionArn: !GetAtt Check.Arn
${more}  Check:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: check.handler
      Runtime: nodejs22.x
`;
const code = (resource: string) => `
export const handler = async (event) => ({
  principalId: "user",
  policyDocument: {
    Version: "2012-10-17",
    Statement: [{ Action: "execute-api:Invoke", Effect: "Allow", Resource: ${resource} }],
  },
});
`;

export const authorizerCacheNarrowPolicy: Rule = {
  id: "authorizer-cache-narrow-policy",
  title: "A cached answer for one route decides about the others",
  topics: ["3.4", "34.2"],
  category: "security",
  severity: "high",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html",
  bad: [
    { head: { "template.yaml": template(""), "src/check.mjs": code("event.methodArn") } },
    {
      head: {
        "serverless.yml": serverlessService({
          functions: `
check:
  handler: src/check.handler
list:
  handler: src/list.handler
  events:
    - http:
        method: get
        path: orders
        authorizer:
          name: check
          resultTtlInSeconds: 300
    - http:
        method: post
        path: orders
        authorizer:
          name: check
          resultTtlInSeconds: 300
`,
        }),
        "src/check.mjs": code("event.methodArn"),
        "src/list.mjs": "export const handler = async () => ({ statusCode: 200 });\n",
      },
    },
  ],
  good: [
    // The policy fits the one route that asks for it.
    {
      head: {
        "serverless.yml": serverlessService({
          functions: `
check:
  handler: src/check.handler
list:
  handler: src/list.handler
  events:
    - http: { method: get, path: orders, authorizer: check }
    - http: { method: get, path: prices }
`,
        }),
        "src/check.mjs": code("event.methodArn"),
        "src/list.mjs": "export const handler = async () => ({ statusCode: 200 });\n",
      },
    },
    { head: { "template.yaml": template("            Identity: { ReauthorizeEvery: 0 }\n"), "src/check.mjs": code("event.methodArn") } },
    { head: { "template.yaml": template(""), "src/check.mjs": code('"arn:aws:execute-api:*:*:*/live/*"') } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const link of stack.linksOf("triggers", "aws")) {
      const [authorizer, lambda] = [link.from.resource, link.to.resource];
      if (authorizer?.kind !== "authorizer" || lambda?.kind !== "function") continue;
      const cached = authorizer.number("resultTtlSeconds");
      // HTTP APIs cache only where somebody says for how long.
      const isCached = cached.known && cached.value > 0 && (!cached.isDefault || authorizer.nativeShape === "AWS::ApiGateway::Authorizer");
      const handler = stack.handlerOf(lambda);
      const policy = handler?.state === "found" ? handler.facts.methodArnPolicies[0] : undefined;
      if (!isCached || policy === undefined || isKeptApart(authorizer) || guardsOne(authorizer, stack)) continue;
      yield {
        subject: authorizer,
        claim: "resultTtlSeconds",
        evidence: [
          { at: cached.at, note: `cached for ${cached.value} s${orDefault(cached)}` },
          { at: policy.at, note: "allows the called method only" },
          { at: authorizer.at },
        ],
        what: `${named(authorizer)} keeps an answer for ${cached.value} s${orDefault(cached)}, and ${named(lambda)} answers with a policy for \`event.methodArn\` alone.`,
        why: `API Gateway uses the kept answer for every route that the same token asks for: after a first call of one route, calls of all others are refused with 403 until it expires, or decided by an answer that was never meant for them.`,
        fix: `Answer with a policy for everything that the caller may call (for example the stage's ARN with \`/*\`), or set \`${cached.nativeName}\` to 0.`,
        edit: cached.isDefault
          ? addProperty(authorizer.properties, authorizer.at, { name: cached.nativeName, value: 0, unit: "seconds" })
          : setValue(cached, 0),
      };
    }
  },
};

/** Identity sources that differ by route keep the answers apart. */
function isKeptApart(authorizer: Resource): boolean {
  const sources = authorizer.value("identitySources");
  return itemsOf(sources).some((source: Value) => textOf(source) === undefined || /context\.|path|\bresource/i.test(textOf(source) ?? ""));
}

/** A policy for the one route that asks it is wide enough; a route for any method is several. */
function guardsOne(authorizer: Resource, stack: Stack): boolean {
  const [first, ...others] = stack.linksFrom(authorizer, "authorizes").flatMap(({ to }) => to.resource ?? []);
  const method = first === undefined ? undefined : stack.linksFrom(first, "triggers")[0]?.string("method");
  return first?.kind === "route" && others.length === 0 && method?.known === true && !/^(?:any|\*)$/i.test(method.value);
}
