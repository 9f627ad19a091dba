import { describe, expect, test } from "vitest";
import { Deployments } from "../../../../src/stack/deployments/deployments.ts";
import { memorySnapshot } from "../../../support/memory-snapshot.ts";
import { commandsOf } from "../../../support/pipeline-commands.ts";
import { shown } from "../../../support/shown-value.ts";

describe("GitLab", () => {
  const deploy = `.deploy:
  before_script: [cd infra]
  script: ["sam deploy $STAGE $SIZE $MORE"]
  variables: { STAGE: dev, SIZE: "1" }
`;

  test("runs jobs with what they extend, with the variables of all", () => {
    const text = `variables: { MORE: "x-$OTHER" }
${deploy}
dev: { extends: .deploy }
prod: { extends: [.deploy], variables: { STAGE: { value: prod, description: Where to } }, environment: { name: production } }
`;
    const more = "x-{?$OTHER is set when the pipeline runs}";
    expect(commandsOf({ ".gitlab-ci.yml": text })).toEqual([`dev infra: sam deploy dev 1 ${more}`, `production infra: sam deploy prod 1 ${more}`]);
  });

  test("reads the files of the repository that it includes, over which its own jobs hold", () => {
    const text = `include: [{ local: /ci/deploy.yml }, { local: ci/gone.yml }, { remote: "https://example.com/a.yml" }]
prod: { variables: { STAGE: prod } }
`;
    const included = `include: .gitlab-ci.yml\n${deploy}prod:\n  extends: .deploy\n  script:\n    - !reference [.deploy, before_script]\n    - sam deploy $STAGE\n`;
    const [command] = new Deployments(memorySnapshot({ ".gitlab-ci.yml": text, "ci/deploy.yml": included })).invocations;
    expect([command?.folder, command?.at.path, command?.at.startLine, command?.words.map(({ value }) => shown(value))]).toEqual([
      "infra/infra",
      "ci/deploy.yml",
      10,
      ["sam", "deploy", "prod"],
    ]);
  });

  test("runs a job for each combination of its matrix", () => {
    const text =
      "a:\n  parallel: { matrix: [{ STAGE: [dev, qa], SIZE: 1 }] }\n  environment: $STAGE\n  script: sam deploy $STAGE $SIZE\n  after_script: [ls $STAGE]\n";
    expect(commandsOf({ ".gitlab-ci.yml": text })).toEqual(["dev : sam deploy dev 1", "dev : ls dev", "qa : sam deploy qa 1", "qa : ls qa"]);
  });

  test("does not know what rules may set", () => {
    const text = "a:\n  variables: { STAGE: dev }\n  rules: [{ if: $X, variables: { STAGE: prod } }]\n  script: [sam deploy $STAGE]\n";
    expect(commandsOf({ ".gitlab-ci.yml": text })).toEqual(["a : sam deploy ?$STAGE is set by a rule of the pipeline"]);
  });

  test("jobs that extend one another in a circle come to an end", () => {
    const ring = "a: { extends: [b, b, b] }\nb: { extends: [a, b], script: [sam deploy] }\n";
    expect(commandsOf({ ".gitlab-ci.yml": ring }).length).toBeLessThan(4);
  });
});
