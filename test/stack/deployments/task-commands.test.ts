import { describe, expect, test } from "vitest";
import { commandsOf } from "../../support/pipeline-commands.ts";

function ran(command: string, taskfile: string, path = "Taskfile.yml"): readonly string[] {
  const workflow = `on: push\njobs:\n  job:\n    env: { FROM_PIPELINE: there }\n    steps:\n      - run: ${JSON.stringify(command)}\n`;
  return commandsOf({ ".github/workflows/a.yml": workflow, [path]: taskfile }).map((line) => line.replace("job ", ""));
}

describe("tasks", () => {
  const taskfile = `version: "3"
vars:
  STAGE: dev
  NAME: "shop-{{.STAGE}}"
  COMMIT: { sh: git rev-parse HEAD }
env: { SIZE: 3 }
tasks:
  default: { deps: [build], cmds: [{ task: ship, vars: { STAGE: prod } }] }
  build: ls build
  ship:
    dir: infra
    vars: { FULL: "{{.STAGE}}/{{.NAME}}" }
    cmds:
      - cmd: sam deploy '{{.FULL}}' $SIZE {{ .COMMIT }} {{.FROM_PIPELINE}}
        silent: true
      - |
        cd api
        sls deploy {{default "x" .STAGE}}
`;
  const commit = "?COMMIT is worked out when the task runs";
  const sls = "infra/api: sls deploy ?${{ a template of the task }} is worked out when the pipeline runs";

  test("run what they depend on, then their commands, each in a shell of its own", () => {
    expect(ran("task", taskfile)).toEqual([": ls build", `infra: sam deploy prod/shop-dev 3 ${commit} there`, sls]);
  });

  test("get variables from the command, and are found from folders below", () => {
    expect(ran("cd api && task ship STAGE=qa", taskfile)[0]).toBe(`infra: sam deploy qa/shop-dev 3 ${commit} there`);
    expect(ran("task -d infra ship", taskfile, "infra/Taskfile.yaml")[0]).toContain("infra/infra: sam deploy dev/shop-dev 3");
  });

  test("that nobody knows run nothing", () => {
    expect(ran("task --dry ship", taskfile)).toEqual([": task --dry ship"]);
    expect(ran("task gone", taskfile)).toEqual([]);
  });

  test("that call themselves come to an end", () => {
    expect(ran("task a", "tasks: { a: { deps: [a, a], cmds: [sam deploy, { task: a }] } }\n").length).toBeLessThanOrEqual(2_000);
  });
});
