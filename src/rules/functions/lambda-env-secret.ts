import { piecesOf } from "../../stack/platforms/aws/pieces.ts";
import { type MapEntry, textOf } from "../../stack/value.ts";
import { cdkPythonApp } from "../examples/cdk-python-app.ts";
import { serverlessService } from "../examples/serverless-service.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const template = (variable: string) => `
Transform: AWS::Serverless-2016-10-31
Parameters:
  Token: { Type: String, NoEcho: true }
Resources:
  Book:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      Environment:
        Variables:
          ${variable}
`;

/** Names that end with what they hold; what they name (SECRET_ARN, TOKEN_TABLE) is none. */
const secretName = /(?:^|_|[a-z])(?:password|passwd|pwd|secret|token|api_?key|private_?key|access_?key|client_?secret|credentials?)$/i;
const passwordName = /(?:password|passwd|pwd)$/i;
/** Forms that give a value away whatever its name is. */
const secretForms = [
  /^(?:AKIA|ASIA)[A-Z0-9]{16}$/,
  /^(?:sk|rk)_live_[A-Za-z0-9]{10,}/,
  /^gh[pousr]_[A-Za-z0-9]{30,}/,
  /^xox[abprs]-[A-Za-z0-9-]{10,}/,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  /^[a-z][a-z0-9+]*:\/\/[^\s:/@]+:[^\s@/${}]{3,}@/,
];
const placeholder = /change.?me|example|placeholder|dummy|fake|your[-_ ]|xxx|\*\*\*|^<.*>$|^(?:test|todo|none|secret|password|token)$/i;

export const lambdaEnvSecret: Rule = {
  id: "lambda-env-secret",
  title: "A secret stands in plain text in the environment",
  topics: ["7.2", "29.5", "34.3"],
  category: "security",
  severity: "high",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars-encryption.html",
  peers: ["checkov:CKV_AWS_45"],
  bad: [
    { head: { "template.yaml": template("PAYMENT_TOKEN: q7Zp2LmX9vRt4KcN") } },
    { head: { "template.yaml": template("DATABASE_URL: postgres://app:n0tS0Secret@db.internal/orders") } },
    { head: { "template.yaml": template('DB_PASSWORD: "{{resolve:secretsmanager:orders/db:SecretString:password}}"') } },
    {
      head: {
        "serverless.yml": serverlessService({
          functions: "book:\n  handler: src/book.handler\n  environment:\n    PAYMENT_TOKEN: q7Zp2LmX9vRt4KcN",
        }),
        "src/book.js": "export const handler = async () => {};\n",
      },
    },
    {
      head: cdkPythonApp(`
lambda_.Function(
    self,
    "Book",
    runtime=lambda_.Runtime.PYTHON_3_13,
    handler="book.handler",
    code=lambda_.Code.from_asset("src"),
    environment={"PAYMENT_TOKEN": "q7Zp2LmX9vRt4KcN"},
)
`),
    },
  ],
  good: [
    // The name of the user opens nothing.
    { head: { "template.yaml": template('DB_USER: "{{resolve:secretsmanager:orders/db:SecretString:username}}"') } },
    { head: { "template.yaml": template("PAYMENT_TOKEN: !Ref Token") } },
    { head: { "template.yaml": template("DB_SECRET: prod/orders/db") } },
    { head: { "template.yaml": template("TOKEN_TABLE: q7Zp2LmX9vRt4KcN") } },
    { head: { "template.yaml": template("API_KEY: change-me-before-use") } },
    { head: { "template.yaml": template("DB_SECRET: arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-AbCdEf") } },
  ],
  *check({ stack }): Iterable<Draft> {
    const told = new Set<string>();
    for (const lambda of stack.resourcesOf("function", "aws")) {
      const environment = lambda.value("environment");
      for (const entry of environment?.kind === "map" ? environment.entries.values() : []) {
        const found = secretIn(entry);
        // A variable that all functions share is told once.
        const place = `${entry.at.path}:${entry.at.startLine}:${entry.name}`;
        if (found === null || told.has(place)) continue;
        told.add(place);
        const isResolved = found === "resolved";
        yield {
          subject: lambda,
          claim: `environment:${entry.name}`,
          evidence: [{ at: entry.at, note: "readable for everybody who may see the function" }, { at: lambda.at }],
          what: isResolved
            ? `${named(entry.name)} of ${named(lambda)} is filled from a secret store at deployment and stands in the function's configuration as plain text.`
            : `${named(entry.name)} of ${named(lambda)} looks like a secret and is written into the template.`,
          why: isResolved
            ? `Everybody who may see the function (console, \`GetFunctionConfiguration\`, state files) sees the secret, and after a rotation the function goes on with the old one until the next deployment.`
            : `It is in the repository's history, in the function's configuration and in every copy of both; whoever reads one of them can use it.`,
          fix: `${isResolved ? "" : "Revoke the secret and make a new one. "}Keep it in Secrets Manager or Parameter Store, give the function its name, and read it at start with a cache (for example with the AWS Parameters and Secrets extension).`,
          severity: isResolved ? "medium" : "high",
          confidence: isResolved ? 1 : 0.85,
        };
      }
    }
  },
};

/** Parts of a secret that open nothing by themselves. */
const openKey = /:SecretString:(?:user(?:_?name)?|host|port|db(?:_?name|instance\w*|cluster\w*)?|database|engine)(?::|$)/i;

function secretIn({ name, value }: MapEntry): "written" | "resolved" | null {
  const known = (piecesOf(value) ?? []).map((piece) => ("text" in piece ? piece.text : "")).join("");
  const resolved = /\{\{resolve:(?:secretsmanager|ssm-secure):([^}]*)\}\}/.exec(known)?.[1];
  if (resolved !== undefined) return openKey.test(resolved) ? null : "resolved";
  const text = textOf(value);
  if (text === undefined || placeholder.test(text)) return null;
  if (secretForms.some((form) => form.test(text))) return "written";
  return secretName.test(name) && isOpaque(text, passwordName.test(name)) ? "written" : null;
}

/** Whether a text can only be the thing itself: no ARN, address, path or name of words. */
function isOpaque(text: string, isPassword: boolean): boolean {
  if (/^(?:arn:|https?:|\/|true$|false$|\d+$)/i.test(text) || /\s/.test(text) || /^[a-z]+(?:[-_./:][a-z0-9]+)*$/.test(text)) return false;
  if (/[/]/.test(text) && /^[A-Za-z0-9_./-]+$/.test(text) && !/[+=]/.test(text) && !isPassword) return false;
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9]/].filter((kind) => kind.test(text)).length;
  return isPassword ? text.length >= 6 && kinds >= 2 : text.length >= 12 && kinds >= 2 && /\d/.test(text);
}
