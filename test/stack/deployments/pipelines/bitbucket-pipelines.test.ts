import { expect, test } from "vitest";
import { commandsOf } from "../../../support/pipeline-commands.ts";

test("Bitbucket runs the steps of all pipelines, named by what they deploy to", () => {
  const text = `definitions:
  steps:
    - step: &ship
        script:
          - cd infra
          - sam deploy
pipelines:
  default: [{ step: { name: Test, script: [npm test] } }]
  branches:
    main:
      - step: { <<: *ship, deployment: staging }
      - stage: { deployment: production, steps: [{ step: *ship }] }
      - parallel: { steps: [{ step: { script: [sls deploy], after-script: [ls] } }] }
`;
  expect(commandsOf({ "bitbucket-pipelines.yml": text })).toEqual([
    "default : npm test",
    "staging infra: sam deploy",
    "production infra: sam deploy",
    "main : sls deploy",
    "main : ls",
  ]);
});
