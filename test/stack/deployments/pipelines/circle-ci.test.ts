import { describe, expect, test } from "vitest";
import { commandsOf } from "../../../support/pipeline-commands.ts";

describe("CircleCI", () => {
  test("runs the jobs of workflows with their parameters, and commands of the file", () => {
    const text = `version: 2.1
executors: { node: { docker: [{ image: node, environment: { SIZE: 1 } }] } }
commands:
  ship:
    parameters: { to: { type: string }, quiet: { type: boolean, default: true } }
    steps:
      - run:
          working_directory: ~/project/infra
          command: |
            echo "to << parameters.to >>"
            sam deploy '<< parameters.to >>' << parameters.quiet >> $SIZE $STAGE
jobs:
  deploy:
    executor: node
    environment: { STAGE: << parameters.stage >> }
    parameters: { stage: { type: string, default: dev } }
    steps: [checkout, ship: { to: "a-<< parameters.stage >>" }, when: { condition: true, steps: [run: sls deploy] }]
workflows:
  main:
    jobs:
      - deploy
      - deploy: { name: production, stage: prod }
      - deploy: { matrix: { parameters: { stage: [qa] } } }
      - approve: { type: approval }
`;
    expect(commandsOf({ ".circleci/config.yml": text }).filter((command) => !command.includes("echo"))).toEqual([
      "deploy infra: sam deploy a-dev true 1 dev",
      "deploy : sls deploy",
      "production infra: sam deploy a-prod true 1 prod",
      "production : sls deploy",
      "deploy qa infra: sam deploy a-qa true 1 qa",
      "deploy qa : sls deploy",
    ]);
  });

  test("commands that call themselves come to an end", () => {
    const text = "commands: { a: { steps: [a, a, run: ls] } }\njobs: { build: { steps: [a] } }\n";
    expect(commandsOf({ ".circleci/config.yml": text }).length).toBeLessThan(100);
  });
});
