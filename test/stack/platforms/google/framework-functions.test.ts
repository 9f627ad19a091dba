import { expect, test } from "vitest";
import { snapshotOf } from "../../../../src/change/lazy-snapshot.ts";
import { understandSnapshot } from "../../../../src/review/understand.ts";
import { createStackTools } from "../../../../src/stack/stack-tools.ts";

const code = {
  "package.json": '{ "main": "index.js", "dependencies": { "@google-cloud/functions-framework": "3" } }',
  "index.js":
    'const framework = require("@google-cloud/functions-framework");\nframework.http("work", (request, response) => response.send("done"));\n',
};
const workflow = (...commands: readonly string[]) =>
  `on: push\njobs:\n  deploy:\n    steps:\n${commands.map((command) => `      - run: ${command}\n`).join("")}`;
const template = (name: string) =>
  `resource "google_cloudfunctions2_function" "it" {\n  name = "${name}"\n  build_config {\n    runtime     = "nodejs22"\n    entry_point = "other"\n  }\n}\n`;

async function functionsOf(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const stack = await understandSnapshot(snapshotOf(files), await createStackTools());
  return stack.resourcesOf("function").map(({ name, format }) => `${name} ${format}`);
}

test("a command that deploys registered code says more than the code", async () => {
  const files = { ...code, ".github/workflows/a.yml": workflow("gcloud functions deploy work --runtime nodejs22 --trigger-http") };
  expect(await functionsOf(files)).toEqual(["work deploy-steps"]);
});

test("a template says more than a command for the same name, and nothing of another that begins like it", async () => {
  const commands = workflow("gcloud functions deploy work --allow-unauthenticated", "gcloud functions deploy work-late");
  expect((await functionsOf({ "main.tf": template("work"), ".github/workflows/a.yml": commands })).toSorted()).toEqual([
    "it terraform",
    "work-late deploy-steps",
  ]);
});
