import { serverlessService } from "../examples/serverless-service.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";
import { createPlaceFilter, functionCode } from "./found-code.ts";

const template = (runtime: string) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Report:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: report.handler
      Runtime: ${runtime}
`;
const javascript = (path: string) => `
import { writeFile } from "node:fs/promises";

export const handler = async (event) => {
  await writeFile(${path}, JSON.stringify(event));
};
`;
const python = (path: string) => `
def handler(event, context):
    with open(${path}, "w") as report:
        report.write(str(event))
`;

export const writeOutsideTmp: Rule = {
  id: "write-outside-tmp",
  title: "Function writes where its file system is read-only",
  topics: ["1.1", "40.2"],
  category: "reliability",
  severity: "high",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html",
  bad: [
    { head: { "template.yaml": template("nodejs22.x"), "src/report.mjs": javascript(`"./out/report.json"`) } },
    { head: { "template.yaml": template("python3.13"), "src/report.py": python(`f"/var/reports/{event['id']}.txt"`) } },
    {
      head: {
        "serverless.yml": serverlessService({ functions: "report:\n  handler: src/report.handler" }),
        "src/report.mjs": javascript(`"./out/report.json"`),
      },
    },
  ],
  good: [
    { head: { "template.yaml": template("nodejs22.x"), "src/report.mjs": javascript("`/tmp/${event.id}.json`") } },
    { head: { "template.yaml": template("nodejs22.x"), "src/report.mjs": javascript(`"/mnt/reports/latest.json"`) } },
    { head: { "template.yaml": template("nodejs22.x"), "src/report.mjs": javascript("process.env.REPORT_PATH") } },
    { head: { "template.yaml": template("python3.13"), "src/report.py": python(`"/tmp/report.txt"`) } },
    {
      head: {
        "template.yaml": template("python3.13"),
        "src/report.py": `${python(`"/tmp/report.txt"`)}\nif __name__ == "__main__":\n    open("local.txt", "w").close()\n`,
      },
    },
  ],
  *check({ stack }): Iterable<Draft> {
    const isNew = createPlaceFilter();
    for (const { lambda, handler } of functionCode(stack)) {
      for (const write of handler.facts.fileWrites) {
        if (isWritable(write.path) || !isNew(write.at)) continue;
        yield {
          subject: lambda,
          claim: `write:${write.path}`,
          evidence: [{ at: write.at, note: `writes to ${write.path}` }],
          what: `${named(lambda)} writes to ${named(write.path)}${write.path.startsWith("/") ? "" : ", a path below its own code"}.`,
          why: `Only \`/tmp\` and mounted file systems can be written to in Lambda: the line fails with a read-only file system error (EROFS, Errno 30) whenever it is reached, though it works on every developer's machine.`,
          fix: `Write below \`/tmp\` (512 MB unless configured, and not shared between environments), or to S3 or EFS where others need the file.`,
        };
      }
    }
  },
};

/** /tmp, file systems that are mounted below /mnt, and devices. */
function isWritable(path: string): boolean {
  return /^\/(?:tmp|mnt|dev|proc)(?:\/|$)/.test(path) || path.trim() === "" || /^[a-z]+:/i.test(path);
}
