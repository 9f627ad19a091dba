import { samFunction, terraformFunction } from "../examples/plain-function.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";
import { regionalFunctions } from "./regional-functions.ts";

const service = "service: shop\nprovider: { name: aws, runtime: nodejs22.x }\nfunctions:\n  book: { handler: index.handler }\n";

export const lambdaDefaultMemory: Rule = {
  id: "lambda-default-memory",
  title: "The function has the least memory there is, and nobody chose it",
  topics: ["8.1", "33.1", "16.1"],
  category: "performance",
  severity: "low",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html",
  onByDefault: false,
  peers: ["cfn-lint:ES1005", "cdk-nag:Serverless-LambdaDefaultMemorySize"],
  bad: [{ head: { "template.yaml": samFunction("") } }, { head: { "main.tf": terraformFunction() } }],
  good: [
    { head: { "template.yaml": samFunction("      MemorySize: 128\n") } },
    { head: { "template.yaml": samFunction("", "Globals: { Function: { MemorySize: 512 } }\n") } },
    { head: { "main.tf": terraformFunction("  memory_size = 256\n") } },
    // The framework gives 1024 MB where nobody says.
    { head: { "serverless.yml": service } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const lambda of regionalFunctions(stack)) {
      const memory = lambda.number("memoryMegabytes");
      if (!memory.known || !memory.isDefault) continue;
      yield {
        subject: lambda,
        claim: "memoryMegabytes",
        evidence: [{ at: lambda.at, note: `no \`${memory.nativeName}\`` }],
        what: `${named(lambda)} sets no \`${memory.nativeName}\` and so gets ${memory.value} MB.`,
        why: `CPU comes with memory: at ${memory.value} MB the function has a fourteenth of a processor, so that starting and parsing take several times as long, often at a higher price than with more memory.`,
        fix: `Measure with a few sizes and write the one that is best; 512 MB is a fair start for most. Where ${memory.value} MB is meant, write that.`,
      };
    }
  },
};
