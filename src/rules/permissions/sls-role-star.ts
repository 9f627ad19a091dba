import { functionRoles, wideGrantsOf } from "../../stack/platforms/aws/wide-grants.ts";
import type { Draft, Rule } from "../rule.ts";
import { draftOf } from "./lambda-role-star.ts";

const service = (action: string, resource: string) => `
service: shop
provider:
  name: aws
  runtime: nodejs22.x
  iam:
    role:
      statements:
        - Effect: Allow
          Action: "${action}"
          Resource: ${resource}
functions:
  book:
    handler: src/book.handler
  list:
    handler: src/book.handler
`;
const code = `export const handler = async () => {};\n`;

export const slsRoleStar: Rule = {
  id: "sls-role-star",
  title: "All functions of the service may do far more than they need",
  topics: ["7.1", "34.1", "18.1"],
  category: "security",
  severity: "high",
  platforms: ["aws"],
  source: "https://www.serverless.com/framework/docs/providers/aws/guide/iam",
  peers: ["checkov:CKV_AWS_1", "checkov:CKV_AWS_49"],
  bad: [{ head: { "serverless.yml": service("s3:*", '"*"'), "src/book.js": code } }],
  good: [{ head: { "serverless.yml": service("s3:GetObject", "arn:aws:s3:::uploads/*"), "src/book.js": code } }],
  *check({ stack }): Iterable<Draft> {
    for (const [role, functions] of functionRoles(stack)) {
      if (role.format !== "serverless-framework" || role.nativeType === "AWS::IAM::Role") continue;
      for (const grant of wideGrantsOf(role)) {
        const draft = draftOf(role, functions, grant);
        const fix =
          functions.length > 1
            ? `${draft.fix} Statements of the provider count for every function: give each its own (\`iam.role.statements\` of the function).`
            : draft.fix;
        yield { ...draft, fix };
      }
    }
  },
};
