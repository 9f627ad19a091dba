import type { HandlerFacts } from "../../handlers/facts.ts";
import { serverlessService } from "../examples/serverless-service.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";
import { callersOf, createPlaceFilter, functionCode } from "./found-code.ts";

const template = (runtime: string) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Find:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: find.handler
      Runtime: ${runtime}
      Events:
        Find: { Type: HttpApi }
`;
const javascript = (query: string) => `
import pg from "pg";

const pool = new pg.Pool();

export const handler = async (event) => {
  const { rows } = await pool.query(${query});
  return { statusCode: 200, body: JSON.stringify(rows) };
};
`;
const python = (command: string) => `
import subprocess

def handler(event, context):
    return {"statusCode": 200, "body": subprocess.run(${command}, capture_output=True).stdout}
`;

export const dangerousInputFlow: Rule = {
  id: "dangerous-input-flow",
  title: "The caller writes the command",
  topics: ["7.8", "3.4", "34.2"],
  category: "security",
  severity: "critical",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/wellarchitected/latest/serverless-applications-lens/security-pillar.html",
  bad: [
    {
      head: { "template.yaml": template("nodejs22.x"), "src/find.mjs": javascript("`select * from orders where id = '${event.pathParameters.id}'`") },
    },
    { head: { "template.yaml": template("python3.13"), "src/find.py": python(`f"convert {event['file']} out.png", shell=True`) } },
    {
      head: {
        "serverless.yml": serverlessService({
          runtime: "python3.13",
          functions: "find:\n  handler: src/find.handler\n  events:\n    - httpApi: GET /find",
        }),
        "src/find.py": python(`f"convert {event['file']} out.png", shell=True`),
      },
    },
  ],
  good: [
    {
      head: {
        "template.yaml": template("nodejs22.x"),
        "src/find.mjs": javascript(`"select * from orders where id = $1", [event.pathParameters.id]`),
      },
    },
    { head: { "template.yaml": template("nodejs22.x"), "src/find.mjs": javascript("`select * from ${process.env.TABLE}`") } },
    { head: { "template.yaml": template("python3.13"), "src/find.py": python(`["convert", event["file"], "out.png"]`) } },
  ],
  *check({ stack }): Iterable<Draft> {
    const isNew = createPlaceFilter();
    for (const { lambda, handler } of functionCode(stack)) {
      const isPublic = callersOf(lambda, stack).requesting.length > 0;
      for (const injection of handler.facts.injections) {
        if (!isNew(injection.at)) continue;
        const { what, why, fix } = words[injection.into];
        yield {
          subject: lambda,
          claim: `injection:${injection.into}`,
          evidence: [{ at: injection.at, note: "holds data of the event" }],
          what: `${named(lambda)} ${what}.`,
          why: `${isPublic ? "Whoever calls the API" : "Whoever can put something into the event (a sender, an uploader, another service that passes input on)"} ${why}`,
          fix,
          severity: isPublic ? "critical" : "high",
        };
      }
    }
  },
};

const words: Readonly<Record<HandlerFacts["injections"][number]["into"], { readonly what: string; readonly why: string; readonly fix: string }>> = {
  sql: {
    what: "builds an SQL statement with data of the event in its text",
    why: "can read, change or delete what the function's database user may, by closing the quote and going on.",
    fix: "Pass the data as parameters (`$1`, `?`, `:id`, `%s` with a tuple) instead of putting it into the text; check the name of a table or database, which no parameter can hold, against a list.",
  },
  shell: {
    what: "runs a shell command with data of the event in its text",
    why: "can run any command with the rights of the function's role, whose credentials are in its environment.",
    fix: "Run the program without a shell and give its arguments as a list (`execFile`, `subprocess.run([...])`).",
  },
  eval: {
    what: "evaluates data of the event as code",
    why: "can run any code with the rights of the function's role, whose credentials are in its environment.",
    fix: "Parse the data (`JSON.parse`, `json.loads`, `ast.literal_eval`) and choose from known operations.",
  },
  html: {
    what: "puts data of the event into HTML",
    why: "can run script in the browser of whoever opens the page.",
    fix: "Escape the data, or use a template engine that escapes by default.",
  },
  pickle: {
    what: "unpickles data of the event",
    why: "can run any code with the rights of the function's role: loading a pickle executes what it names.",
    fix: "Use JSON, or a format with a schema.",
  },
};
