import { describe, expect, test } from "vitest";
import { Deployments } from "../../../src/stack/deployments/deployments.ts";
import { memorySnapshot } from "../../support/memory-snapshot.ts";
import { commandsOf } from "../../support/pipeline-commands.ts";

function workflow(jobs: string, head = "on: push\n"): string {
  return `${head}jobs:\n${jobs}`;
}

describe("workflows of GitHub Actions", () => {
  test("run the scripts of their steps where they say, with the variables that are literal", () => {
    const jobs = `  deploy:
    environment: { name: production }
    defaults: { run: { working-directory: api } }
    env: { STAGE: prod }
    steps:
      - run: |
          cd ../infra
          sam deploy --stage $STAGE-$OTHER
      - run: sls deploy
        working-directory: web
        env: { STAGE: other }
      - run: SIZE=2 && sam deploy $SIZE
`;
    expect(commandsOf({ ".github/workflows/a.yml": workflow(jobs) })).toEqual([
      "production infra: sam deploy --stage prod-{?$OTHER is set when the pipeline runs}",
      "production web: sls deploy",
      "production api: sam deploy 2",
    ]);
  });

  test("run once for each combination of a matrix", () => {
    const jobs = `  a:
    strategy: { matrix: { stage: [dev, prod] } }
    steps: [{ run: "sam deploy \${{ matrix.stage }}" }]
  b:
    strategy: { matrix: { include: [{ stage: qa, size: 1 }] } }
    steps: [{ run: "sam deploy \${{ matrix.stage }} \${{ matrix.size }}" }]
`;
    expect(commandsOf({ ".github/workflows/a.yml": workflow(jobs) })).toEqual([
      "a dev : sam deploy dev",
      "a prod : sam deploy prod",
      "b qa 1 : sam deploy qa 1",
    ]);
  });

  test("call reusable workflows and composite actions of the repository with their inputs", () => {
    const called = workflow(
      '  go: { steps: [{ uses: "./.github/actions/ship", with: { to: "${{ inputs.stage }}" } }] }\n',
      "on: { workflow_call: { inputs: { stage: { type: string, default: dev } } } }\n",
    );
    const action =
      "inputs: { to: {}, size: { default: 3 } }\nruns: { using: composite, steps: [{ run: 'sam deploy ${{ inputs.to }} ${{ inputs.size }}', shell: bash }] }\n";
    const caller = "  one: { uses: ./.github/workflows/called.yml }\n  two: { uses: ./.github/workflows/called.yml, with: { stage: prod } }\n";
    expect(
      commandsOf({ ".github/workflows/called.yml": called, ".github/actions/ship/action.yml": action, ".github/workflows/a.yml": workflow(caller) }),
    ).toEqual(["go : sam deploy dev 3", "go : sam deploy prod 3"]);
  });

  test("that call one another in a circle come to an end", () => {
    const ring = workflow("  a: { uses: ./.github/workflows/a.yml }\n  b: { steps: [{ run: sam deploy }] }\n", "on: [push, workflow_call]\n");
    expect(commandsOf({ ".github/workflows/a.yml": ring }).length).toBeLessThan(20);
  });

  test("use actions that stand for a command", () => {
    const jobs = `  a:
    steps:
      - uses: aws-actions/aws-cloudformation-github-deploy@v1
        with: { name: x, template: t.yaml, parameter-overrides: "A=1,B=\${{ secrets.B }}" }
      - uses: serverless/github-action@v3
        with: { args: deploy --stage prod }
`;
    expect(commandsOf({ ".github/workflows/a.yml": workflow(jobs) })).toEqual([
      "a : aws cloudformation deploy --template-file t.yaml --parameter-overrides A=1 B={?${{ secrets.B }} is worked out when the pipeline runs}",
      "a : serverless deploy --stage prod",
    ]);
  });
});

describe("other pipelines", () => {
  test("CodeBuild runs all phases in one shell", () => {
    const text = `version: 0.2
env: { variables: { STAGE: prod } }
phases:
  pre_build: { commands: [cd infra] }
  build: { commands: ["terraform apply -var stage=$STAGE", "cd ..", ls deploy] }
`;
    expect(commandsOf({ "ci/buildspec-prod.yml": text })).toEqual([
      "buildspec-prod.yml infra: terraform apply -var stage=prod",
      "buildspec-prod.yml : ls deploy",
    ]);
  });

  test("Cloud Build runs builders with substitutions, and scripts", () => {
    const text = `substitutions: { _STAGE: prod }
steps:
  - { name: gcr.io/cloud-builders/gcloud, dir: fn, args: [functions, deploy, "a-\${_STAGE}", --x=$PROJECT_ID] }
  - { name: ubuntu, env: [A=1], script: "gcloud run deploy $A" }
  - { name: gcr.io/google.com/cloudsdktool/cloud-sdk:slim, entrypoint: bash, args: [-ec, "gcloud run deploy $_STAGE"] }
`;
    expect(commandsOf({ "cloudbuild.yaml": text })).toEqual([
      "cloudbuild.yaml fn: gcloud functions deploy a-prod --x={?$PROJECT_ID is set when the pipeline runs}",
      "cloudbuild.yaml : gcloud run deploy 1",
      "cloudbuild.yaml : gcloud run deploy prod",
    ]);
  });

  test("Azure Pipelines run scripts and tasks of stages, with macros", () => {
    const text = `variables: [{ name: size, value: 2 }, { group: secret }]
stages:
  - stage: test
    jobs:
      - job: a
        steps:
          - { script: "az deployment group create -p a=$(size) b=$(other)", workingDirectory: infra }
          - { task: TerraformTaskV4@4, inputs: { command: apply, commandOptions: "-var size=$(size)" } }
`;
    expect(commandsOf({ "azure-pipelines.yml": text })).toEqual([
      "test infra: az deployment group create -p a=2 b={?$(other) is worked out when the pipeline runs}",
      "test : terraform apply -var size=2",
    ]);
  });
});

test.each([
  [
    ".github/workflows/a.yml",
    workflow(
      "  a:\n    steps:\n      - { run: cd $GITHUB_WORKSPACE/infra && ls }\n      - { run: ls, working-directory: '${{ github.workspace }}/infra' }\n",
    ),
  ],
  [
    "azure-pipelines.yml",
    "steps:\n  - script: cd $(Build.SourcesDirectory)/infra && ls\n  - { script: ls, workingDirectory: $(System.DefaultWorkingDirectory)/infra }\n",
  ],
  [".gitlab-ci.yml", 'a:\n  script: ["cd ci", "cd $CI_PROJECT_DIR/infra", "ls", "ls"]\n'],
  ["bitbucket-pipelines.yml", "pipelines:\n  default:\n    - step: { script: [cd $BITBUCKET_CLONE_DIR/infra, ls, ls] }\n"],
  ["buildspec.yml", "phases: { build: { commands: [cd $CODEBUILD_SRC_DIR/infra, ls, ls] } }\n"],
  ["cloudbuild.yaml", "steps:\n  - { name: ubuntu, script: cd /workspace/infra && ls }\n  - { name: ubuntu, script: ls, dir: infra }\n"],
])("%s knows the folder of the checkout", (path, text) => {
  expect(commandsOf({ [path]: text }).map((command) => command.replace(/^\S+ /, ""))).toEqual(["infra: ls", "infra: ls"]);
});

describe("scripts", () => {
  const run = (script: string) => workflow(`  a:\n    steps:\n      - run: ${script}\n`);

  test("of packages and shell files of the repository are followed, with their arguments", () => {
    const files = {
      ".github/workflows/a.yml": workflow(
        "  a:\n    steps:\n      - run: npm run ship -- --stage prod\n        working-directory: api\n      - run: ./ci/ship.sh qa\n",
      ),
      "api/package.json": '{ "scripts": { "ship": "npx --yes serverless@4 deploy" } }',
      "ci/ship.sh": "#!/usr/bin/env bash\nset -euo pipefail\ncd api\nsls deploy --stage $1\n",
    };
    expect(commandsOf(files).filter((command) => command.includes("deploy"))).toEqual([
      "a api: serverless deploy --stage prod",
      "a api: sls deploy --stage qa",
    ]);
  });

  test("of packages run in the folder that the command names; npm keeps the options before `--` for itself", () => {
    const files = {
      ".github/workflows/a.yml": workflow(
        `  a:
    steps:
      - run: npm --prefix api run ship --silent x -- --stage prod
      - run: yarn --cwd=api ship --stage qa
      - run: npm run ship -w api
`,
      ),
      "api/package.json": '{ "scripts": { "ship": "sls deploy" } }',
    };
    expect(commandsOf(files)).toEqual(["a api: sls deploy --stage prod", "a api: sls deploy --stage qa", "a api: sls deploy"]);
  });

  test("set variables for their caller only where they are sourced, and see its arguments never", () => {
    const files = {
      ".github/workflows/a.yml": run("./ship.sh prod eu"),
      "ship.sh": "STAGE=dev\n./own.sh\nsls deploy $STAGE\n. ./own.sh\nsls deploy $STAGE $2\n",
      "own.sh": "STAGE=${2:-none}\n",
    };
    expect(commandsOf(files)).toEqual(["a : sls deploy dev", "a : sls deploy eu eu"]);
  });

  test("take a fallback for arguments that they are not given; other variables may be set elsewhere", () => {
    const ship = { "ship.sh": "sls deploy ${1:-dev} ${STAGE:-dev}\n" };
    const unset = "?${STAGE:-dev} is worked out when the pipeline runs";
    expect(commandsOf({ ".github/workflows/a.yml": run("./ship.sh"), ...ship })).toEqual([`a : sls deploy dev ${unset}`]);
    expect(commandsOf({ ".github/workflows/a.yml": run("STAGE=qa ./ship.sh prod"), ...ship })).toEqual(["a : sls deploy prod qa"]);
    expect(commandsOf({ ".github/workflows/a.yml": run("./ship.sh $ARGUMENTS"), ...ship })[0]).toContain("sls deploy ?");
  });

  test("leave a subshell as they entered it", () => {
    expect(commandsOf({ ".github/workflows/a.yml": run('"A=1; (cd api && A=2 && sls deploy $A); sls deploy $A"') })).toEqual([
      "a api: sls deploy 2",
      "a : sls deploy 1",
    ]);
  });

  test("that run themselves come to an end", () => {
    expect(commandsOf({ ".github/workflows/a.yml": run("./deploy.sh"), "deploy.sh": "sam deploy\n./deploy.sh\n./deploy.sh\n" }).length).toBeLessThan(
      20,
    );
  });

  test("that leave the repository or go where nobody knows run nowhere", () => {
    expect(commandsOf({ ".github/workflows/a.yml": run('"cd $DIR && sam deploy"') })).toEqual(["a ?: sam deploy"]);
    expect(commandsOf({ ".github/workflows/a.yml": run('"cd .. && sam deploy"') })).toEqual(["a ?: sam deploy"]);
  });

  test("that set a variable under a condition leave it open", () => {
    const script = '|\n          if [ "$REF" = main ]; then STAGE=prod; fi\n          sam deploy $STAGE';
    expect(commandsOf({ ".github/workflows/a.yml": run(script) }).at(-1)).toBe("a : sam deploy ?$STAGE is set under a condition of the script");
  });
});

test("only files that deploy something count as read", () => {
  const files = {
    ".github/workflows/check.yml": workflow("  a: { steps: [{ run: npm test }] }\n"),
    ".github/workflows/ship.yml": workflow("  a: { steps: [{ run: ./ship.sh }] }\n"),
    "ship.sh": "sam deploy\n",
  };
  expect([...new Deployments(memorySnapshot(files)).deployingFiles].toSorted()).toEqual([".github/workflows/ship.yml", "ship.sh"]);
});
