import type { HostileCase } from "./hostile-case.ts";
import { deep, aliasBomb, numbered, deployment } from "./texts.ts";

/** Pipelines, configurations and documents around resources. */
export const hostilePipelines: readonly HostileCase[] = [
  {
    title: "a pipeline with an alias bomb",
    beside: "deploy-steps",
    files: () => ({ ".github/workflows/bad.yml": `x:\n${aliasBomb()}\ny: *l8\n${deployment("gcloud run deploy bad")}` }),
    note: /^\.github\/workflows\/bad\.yml:\d+ /,
  },
  {
    title: "a pipeline with a list that is not closed",
    beside: "deploy-steps",
    files: () => ({ ".github/workflows/bad.yml": `${deployment("gcloud run deploy bad")}        env: [\n` }),
    note: /^\.github\/workflows\/bad\.yml:\d+ /,
  },
  {
    title: "a script with a hundred thousand quotes and braces that are not closed",
    beside: "deploy-steps",
    files: () => ({ ".github/workflows/bad.yml": deployment("./bad.sh"), "bad.sh": `sam deploy ${'"$(${'.repeat(20_000)}` }),
    note: null,
  },
  {
    title: "scripts and workflows that call one another",
    beside: "deploy-steps",
    files: () => ({
      ".github/workflows/bad.yml":
        "on: [push, workflow_call]\njobs:\n  a:\n    uses: ./.github/workflows/bad.yml\n  b:\n    uses: ./.github/workflows/bad.yml\n",
      ".github/workflows/worse.yml": deployment("./bad.sh"),
      "bad.sh": "./bad.sh; ./bad.sh; bash worse.sh\n",
      "worse.sh": "bash bad.sh && source bad.sh\n",
    }),
    note: null,
  },
  {
    title: "scripts of a thousand lines that call themselves",
    beside: "deploy-steps",
    files: () => ({
      ".github/workflows/bad.yml": deployment("./bad.sh"),
      ".github/workflows/worse.yml": deployment("npm run bad"),
      "bad.sh": "./bad.sh\n".repeat(1_000),
      "package.json": JSON.stringify({ scripts: { bad: "npm run bad; ".repeat(1_000) } }),
    }),
    note: /^\.github\/workflows\/(?:bad|worse)\.yml:1 the pipeline runs so many commands/,
  },
  {
    title: "actions and workflows that call themselves a hundred times",
    beside: "deploy-steps",
    files: () => ({
      ".github/workflows/bad.yml": `on: push\njobs:\n${numbered(100, (index) => `  j${index}: { uses: ./.github/workflows/bad.yml }\n`)}`,
      ".github/workflows/worse.yml": "on: push\njobs:\n  a:\n    steps:\n      - uses: ./bad\n",
      "bad/action.yml": `runs:\n  steps:\n${"    - uses: ./bad\n".repeat(100)}`,
    }),
    note: /^\.github\/workflows\/bad\.yml:1 the pipeline runs so many commands/,
  },
  {
    title: "variables of a script that double one another",
    beside: "deploy-steps",
    files: () => ({
      ".github/workflows/bad.yml": deployment("./bad.sh && ./worse.sh"),
      "bad.sh": `A0=aa\n${numbered(60, (index) => `A${index + 1}=$A${index}$A${index}\n`)}sam deploy --parameter-overrides A=$A60\n`,
      "worse.sh": `A0=x$(date)\n${numbered(60, (index) => `A${index + 1}=$A${index}$A${index}\n`)}sam deploy --parameter-overrides A=$A60\n`,
    }),
    note: null,
  },
  {
    title: "a script of keywords, assignments and lines without end",
    beside: "deploy-steps",
    files: () => ({
      ".github/workflows/bad.yml": deployment("./if.sh; ./set.sh; ./env.sh; ./lines.sh"),
      "if.sh": "if ".repeat(60_000),
      "set.sh": "A= ".repeat(60_000),
      "env.sh": `env ${"A=1 ".repeat(45_000)}`,
      "lines.sh": "a\n".repeat(90_000),
    }),
    note: /^\.github\/workflows\/bad\.yml:1 the pipeline runs so many commands/,
  },
  {
    title: "a matrix of a million jobs",
    beside: "deploy-steps",
    files: () => {
      const axes = ["a", "b", "c", "d", "e", "f"].map((name) => `        ${name}: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]`).join("\n");
      return { ".github/workflows/bad.yml": `on: push\njobs:\n  a:\n    strategy:\n      matrix:\n${axes}\n    steps:\n      - run: ls\n` };
    },
    note: null,
  },
  {
    title: "a samconfig that is no TOML",
    beside: "deploy-steps",
    files: () => ({ "bad/samconfig.toml": "[default\nparameter_overrides = [\n" }),
    note: /^bad\/samconfig\.toml:\d+ /,
  },
  {
    title: "a samconfig nested without end",
    beside: "deploy-steps",
    files: () => ({ "bad/samconfig.toml": `a = ${deep("[", "]", 20_000)}` }),
    note: /^bad\/samconfig\.toml:\d* [A-Za-z]/,
  },
  {
    title: "an OpenAPI document with an alias bomb",
    beside: "open-api",
    files: () => ({
      "bad/template.yaml":
        "Transform: AWS::Serverless-2016-10-31\nResources:\n  Bad: { Type: AWS::Serverless::Api, Properties: { StageName: v1, DefinitionUri: bad.yaml } }\n",
      "bad/bad.yaml": `openapi: 3.0.0\nx:\n${aliasBomb()}\npaths: *l8\n`,
    }),
    note: /^bad\/bad\.yaml:\d+ /,
  },
  {
    title: "an OpenAPI document nested five thousand deep",
    beside: "open-api",
    files: () => ({
      "bad/main.tf": 'resource "aws_api_gateway_rest_api" "bad" {\n  name = "bad"\n  body = file("bad.json")\n}\n',
      "bad/bad.json": `{"openapi": "3.0.0", "paths": {"/a": ${deep("[", "]", 5_000)}}}`,
    }),
    note: null,
  },
];
