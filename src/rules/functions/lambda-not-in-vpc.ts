import { samFunction } from "../examples/plain-function.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";
import { regionalFunctions } from "./regional-functions.ts";

const network = "VpcConfig: { SubnetIds: [subnet-0123], SecurityGroupIds: [sg-0123] }";
const terraform = `
resource "aws_lambda_function" "book" {
  function_name = "book"
  role          = "arn:aws:iam::123456789012:role/book"
  handler       = "index.handler"
  runtime       = "nodejs22.x"
}
`;

export const lambdaNotInVpc: Rule = {
  id: "lambda-not-in-vpc",
  title: "The function runs outside of your network",
  topics: ["34.4", "31.4"],
  category: "security",
  severity: "low",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html",
  // AWS advises a network only for functions that need something private; some policies ask for one everywhere.
  onByDefault: false,
  peers: ["checkov:CKV_AWS_117", "cfn_nag:W89"],
  bad: [{ head: { "template.yaml": samFunction("") } }, { head: { "main.tf": terraform } }],
  good: [
    { head: { "template.yaml": samFunction(`      ${network}\n`) } },
    { head: { "template.yaml": samFunction("", `Globals: { Function: { ${network} } }\n`) } },
    { head: { "template.yaml": samFunction("      VpcConfig: !If [Private, { SubnetIds: [subnet-0123] }, !Ref AWS::NoValue]\n") } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const lambda of regionalFunctions(stack)) {
      if (lambda.properties.entries.has("VpcConfig")) continue;
      yield {
        subject: lambda,
        claim: "subnets",
        evidence: [{ at: lambda.at, note: "not attached to a network" }],
        what: `${named(lambda)} is not attached to a VPC.`,
        why: `Its traffic leaves from addresses of AWS, past the firewalls and flow logs of your networks. That is how AWS advises it unless the function needs something private; it matters only where a policy wants all traffic in the network.`,
        fix: `Where the policy asks for it, attach the function to private subnets, with endpoints or a NAT gateway for what it calls.`,
      };
    }
  },
};
