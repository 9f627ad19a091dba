import type { Location } from "../../change/location.ts";
import { cdkApp } from "../examples/cdk-app.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";
import { type FoundHandler, functionCode } from "./found-code.ts";

const template = (snapStart: string) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Book:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: book.handler
      Runtime: python3.13
      AutoPublishAlias: live
${snapStart}`;
const on = template("      SnapStart:\n        ApplyOn: PublishedVersions\n");
const terraform = `
resource "aws_lambda_function" "book" {
  function_name = "book"
  role          = "arn:aws:iam::123456789012:role/book"
  filename      = "book.zip"
  runtime       = "python3.13"
  handler       = "book.handler"
}
`;
const code = (init: string, use = "INSTANCE") => `
import random
import uuid

${init}

def handler(event, context):
    return {"id": str(${use})}
`;

export const snapstartUniqueAtInit: Rule = {
  id: "snapstart-unique-at-init",
  title: "Every restored copy gets the same value",
  topics: ["5.6", "40.2"],
  category: "data",
  severity: "high",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/lambda/latest/dg/snapstart-uniqueness.html",
  bad: [
    { head: { "template.yaml": on, "src/book.py": code("INSTANCE = uuid.uuid4()") } },
    { head: { "template.yaml": on, "src/book.py": code("INSTANCE = random.randint(1, 9999)") } },
    {
      head: {
        ...cdkApp(`
new lambda.Function(this, "Book", {
  runtime: lambda.Runtime.PYTHON_3_13,
  handler: "book.handler",
  code: lambda.Code.fromAsset("src"),
  snapStart: lambda.SnapStartConf.ON_PUBLISHED_VERSIONS,
});
`),
        "src/book.py": code("INSTANCE = uuid.uuid4()"),
      },
    },
  ],
  good: [
    { head: { "template.yaml": template(""), "src/book.py": code("INSTANCE = uuid.uuid4()") } },
    { head: { "template.yaml": on, "src/book.py": code("INSTANCE = None", "uuid.uuid4()") } },
    {
      head: {
        "template.yaml": on,
        "src/book.py": code(
          "from snapshot_restore_py import register_after_restore\nINSTANCE = uuid.uuid4()\n\n@register_after_restore\ndef renew():\n    global INSTANCE\n    INSTANCE = uuid.uuid4()",
        ),
      },
    },
    { head: { "main.tf": terraform, "src/book.py": code("INSTANCE = uuid.uuid4()") } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const { lambda, handler } of functionCode(stack)) {
      const snapStart = lambda.string("snapStart");
      if (!snapStart.known || snapStart.value !== "PublishedVersions" || handler.facts.imports.some(({ module }) => hooks.test(module))) continue;
      for (const problem of problemsIn(handler)) {
        yield {
          subject: lambda,
          claim: problem.claim,
          evidence: [
            { at: problem.at, note: "computed before the snapshot" },
            { at: snapStart.at, note: "SnapStart" },
          ],
          what: `${named(lambda)} uses SnapStart and ${problem.what} while it initializes.`,
          why: problem.why,
          fix: `${problem.fix}, or do it again in a hook that runs after the restore (CRaC, \`register_after_restore\`, \`SnapshotRestore\`).`,
          severity: problem.severity,
        };
      }
    }
  },
};

/** Code that does things again after a restore. */
const hooks = /^(?:snapshot_restore_py|org\.crac|.*\bcrac\b.*|Amazon\.Lambda\.Core\.SnapshotRestore)/;

interface Problem {
  readonly claim: string;
  readonly at: Location;
  readonly what: string;
  readonly why: string;
  readonly fix: string;
  readonly severity: "high" | "medium";
}

function problemsIn({ facts }: FoundHandler): readonly Problem[] {
  const seen = new Set<string>();
  const unique = facts.uniqueAtInit.filter(({ what }) => what !== "time" && !seen.has(what) && seen.add(what));
  const connection = facts.databaseConnections.find((one) => one.phase === "init");
  return [
    ...unique.map(({ what, at }): Problem => ({
      claim: `unique:${what}`,
      at,
      what: what === "uuid" ? "makes an identifier" : "draws a random value",
      why: `Initialization runs once, before the snapshot is taken: all environments that are restored from it share this value, so what should differ between them (ids, seeds, keys) is the same everywhere and collides.`,
      fix: "Compute it inside the handler",
      severity: "high",
    })),
    ...(connection === undefined
      ? []
      : [
          {
            claim: `connection:${connection.library}`,
            at: connection.at,
            what: `opens a ${named(connection.library)} connection`,
            why: `The snapshot holds a connection that the database has long closed when a copy is restored: the first query of each restored environment fails, unless the library reconnects by itself.`,
            fix: "Open it with the first invocation and test it before use",
            severity: "medium" as const,
          },
        ]),
  ];
}
