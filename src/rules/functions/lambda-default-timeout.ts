import { samFunction, terraformFunction } from "../examples/plain-function.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";
import { regionalFunctions } from "./regional-functions.ts";

const service = "service: shop\nprovider: { name: aws, runtime: nodejs22.x }\nfunctions:\n  book: { handler: index.handler }\n";

export const lambdaDefaultTimeout: Rule = {
  id: "lambda-default-timeout",
  title: "The function is cut off after 3 seconds, and nobody chose that",
  topics: ["16.4", "8.2"],
  category: "reliability",
  severity: "low",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/lambda/latest/dg/configuration-timeout.html",
  onByDefault: false,
  peers: ["cfn-lint:ES1006", "cdk-nag:Serverless-LambdaDefaultTimeout"],
  bad: [{ head: { "template.yaml": samFunction("") } }, { head: { "main.tf": terraformFunction() } }],
  good: [
    { head: { "template.yaml": samFunction("      Timeout: 3\n") } },
    { head: { "template.yaml": samFunction("", "Globals: { Function: { Timeout: 10 } }\n") } },
    { head: { "main.tf": terraformFunction("  timeout = 20\n") } },
    // The framework gives 6 s where nobody says.
    { head: { "serverless.yml": service } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const lambda of regionalFunctions(stack)) {
      const timeout = lambda.number("timeoutSeconds");
      if (!timeout.known || !timeout.isDefault) continue;
      yield {
        subject: lambda,
        claim: "timeoutSeconds",
        evidence: [{ at: lambda.at, note: `no \`${timeout.nativeName}\`` }],
        what: `${named(lambda)} sets no \`${timeout.nativeName}\` and so is cut off after ${timeout.value} s.`,
        why: `One slow call of another service takes longer than that: the function ends in the middle of its work, without an error of its own in the log, and only under load.`,
        fix: `Set \`${timeout.nativeName}\` to what the slowest good run needs, with some room, and below what its caller waits. Where ${timeout.value} s is meant, write that.`,
      };
    }
  },
};
