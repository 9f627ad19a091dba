import { describe, expect, test } from "vitest";
import { createRedactor } from "../../src/claude/redact.ts";

/** Put together here so that no scanner takes this file for a leak. */
const secrets = {
  github: ["ghp_", "wWPw5k4aXcaT4fNP0UcnZwJUVFk6LO0pINUx"].join(""),
  slack: ["xoxb-", "123456789012-1234567890123-abcdefghijklmnopqrstuvwx"].join(""),
  aws: ["wJalrXUtnFEMI/", "K7MDENG/bPxRfiCYzzzzzzzKEY"].join(""),
  accessKey: ["AKIA", "2E3FGHJKLMNPQRST"].join(""),
  anthropic: `sk-ant-api03-${"a1B".repeat(31)}AA`,
  jwt: ["eyJhbGciOiJIUzI1NiJ9", "eyJzdWIiOiIxMjM0In0xyz", "dozjgNryP4J3jVmNHl0w5N"].join("."),
  google: ["AIza", "SyA1234567890abcdefghijklmnopqrstuv"].join(""),
};
const pem = (words: string) => `-----${words} PRIVATE KEY-----`;
const redact = (text: string, path = "src/app.js") => createRedactor().redact(path, text);

describe("redact", () => {
  test.each([
    ["a GitHub token", `const t = "${secrets.github}";`, secrets.github],
    ["a GitHub token behind a comment that would switch scanners off", `/* secretlint-disable */\nconst t = "${secrets.github}";`, secrets.github],
    ["a Slack token", `token: ${secrets.slack}`, secrets.slack],
    ["an AWS secret key", `AWS_SECRET_ACCESS_KEY=${secrets.aws}`, secrets.aws],
    ["the end of an AWS secret key", `AWS_SECRET_ACCESS_KEY = "${secrets.aws}"`, "zzzzKEY"],
    ["an AWS access key id", `id = ${secrets.accessKey}`, secrets.accessKey],
    ["an Anthropic key", `key: "${secrets.anthropic}"`, secrets.anthropic],
    ["a JSON web token", `authorization(${secrets.jwt})`, secrets.jwt],
    ["a Google API key", `fetch("x?key=${secrets.google}")`, secrets.google],
    ["a bearer token", "Authorization: Bearer abcDEF123456ghiJKL789012", "abcDEF123456ghiJKL789012"],
    ["a SAS signature", "https://x.blob.core.windows.net/a?sv=1&sig=abc%2Bdef123456789ghi%3D", "abc%2Bdef123456789ghi"],
    ["a password in a URL", "redis://user:s3cr3t-pass@cache:6379", "s3cr3t-pass"],
    ["an Azure storage key", "AccountName=a;AccountKey=Zm9vYmFyYmF6cXV4MTIzNDU2Nzg5MA==;Endpoint=x", "Zm9vYmFyYmF6cXV4MTIzNDU2Nzg5MA"],
    ["a password of a person", 'password = "hunter2!"', "hunter2!"],
    ["a YAML value", "  DB_PASSWORD: Winter2026x", "Winter2026x"],
    ["a JSON value", '{"apiKey": "q8Jx2LmZ0vN4tRw7"}', "q8Jx2LmZ0vN4tRw7"],
    ["a typed constant", "const clientSecret: string = 'q8Jx2LmZ0vN4tRw7';", "q8Jx2LmZ0vN4tRw7"],
    ["a name and value pair", "- name: API_TOKEN\n  value: q8Jx2LmZ0vN4tRw7", "q8Jx2LmZ0vN4tRw7"],
    ["a Bicep setting", "{ name: 'API_KEY', value: 'q8Jx2LmZ0vN4tRw7' }", "q8Jx2LmZ0vN4tRw7"],
    ["a Terraform default", 'variable "db_password" {\n  type = string\n  default = "q8Jx2LmZ0vN4tRw7"\n}', "q8Jx2LmZ0vN4tRw7"],
    ["a CloudFormation default", "  DbPassword:\n    Type: String\n    Default: q8Jx2LmZ0vN4tRw7", "q8Jx2LmZ0vN4tRw7"],
  ])("takes out %s", async (_, text, secret) => {
    const redacted = await redact(text);
    expect(redacted).not.toContain(secret);
    expect(redacted).toContain("[redacted: ");
    expect(redacted.split("\n")).toHaveLength(text.split("\n").length);
  });

  test.each([
    "Password: !Ref DbPassword",
    "Password: '{{resolve:secretsmanager:prod/db:SecretString:password}}'",
    "DB_PASSWORD: ${ssm:/prod/db/password}",
    "password = var.db_password",
    "const password = process.env.DB_PASSWORD;",
    "const token = await getToken();",
    "SecretArn: arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-AbCdEf",
    'secretName: "prod/orders/database1"',
    'tokenUrl = "https://login.example.com/oauth2/token"',
    "passwordPolicy: { minimumLength: 12 }",
    'adminPassword: "changeme"',
    "SecretsManagerReadWrite: true",
    "token: string;",
    "  ApiKeyRequired: true",
    'name: "orders-api-token"',
    "connectionString: '@Microsoft.KeyVault(SecretUri=https://v.vault.azure.net/secrets/c1)'",
    "ReservedConcurrentExecutions: 100",
  ])("leaves references, names and settings alone: %s", async (text) => {
    expect(await redact(text, "template.yaml")).toBe(text);
  });

  test("takes out every line of a private key and keeps the lines of the file", async () => {
    const key = [pem("BEGIN RSA"), "MIIEpAIBAAKCAQEA04up8hoqzS1", "APIB0RhjXyObwHQnOzhAk5Bd7mhk", pem("END RSA")];
    const redacted = await redact(["before", ...key, "after"].join("\n"));
    expect(redacted.split("\n")).toEqual(["before", ...key.map(() => "[redacted: private key]"), "after"]);
  });

  test("takes out a private key that never ends", async () => {
    expect(await redact(`${pem("BEGIN")}\nMIIEpAIBAAKCAQEA04up8hoqzS1`)).not.toContain("MIIE");
  });

  test("remembers a secret and takes it out of any other text", async () => {
    const redactor = createRedactor();
    await redactor.redact("a.js", `const t = "${secrets.github}";`);
    expect(redactor.scrub(`the token is ${secrets.github}.`)).toBe("the token is [redacted: secret].");
  });

  test("finds a secret across the pieces of a long text", async () => {
    const text = `${"a = 1;\n".repeat(28_570)}const t = "${secrets.github}";\n${"b = 2;\n".repeat(5_000)}`;
    expect(await redact(text)).not.toContain(secrets.github);
  });

  test("ends on long lines made to keep patterns busy", async () => {
    const text = `${"password".repeat(5_000)} ${'secret"'.repeat(5_000)} ${"eyJa".repeat(10_000)} ${"-----BEGIN PRIVATE KEY-----".repeat(500)}`;
    expect(await redact(text)).toBeTypeOf("string");
  }, 20_000);
});
