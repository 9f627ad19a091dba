import { describe, expect, test } from "vitest";
import { commandsOf } from "../../../support/pipeline-commands.ts";

describe("templates of Azure Pipelines", () => {
  const root = `trigger: [main]
parameters: [{ name: size, type: number, default: 1 }, { name: stages, type: object, default: [{ name: dev }, { name: prod }] }]
variables:
  - template: variables/common.yml
  - \${{ if eq(variables['Build.Reason'], 'x') }}:
      - { name: choice, value: 1 }
stages:
  - \${{ each stage in parameters.stages }}:
      - template: ./ship.yml
        parameters: { to: "\${{ stage.name }}", size: "\${{ parameters.size }}" }
`;
  const ship = `parameters: [{ name: to, type: string }, { name: size, type: number }, { name: confirm, type: boolean, default: false }]
stages:
  - stage: ship_\${{ parameters.to }}
    variables: { folder: "infra/\${{ parameters.to }}" }
    jobs:
      - deployment: a
        environment: \${{ parameters.to }}
        strategy: { canary: { deploy: { steps: [{ template: /ci/steps.yml@self, parameters: { to: "\${{ parameters.to }}" } }] } } }
      - template: gone.yml@elsewhere
`;
  const steps = `parameters: { to: "", name: shop }
steps:
  - script: az deployment group create -p 'stage=\${{ parameters.to }}' 'region=$(region)' name=\${{ parameters.name }} c=$(choice)
    workingDirectory: $(folder)
`;
  const files = {
    "ci/azure-pipelines.yml": root,
    "ci/ship.yml": ship,
    "ci/steps.yml": steps,
    "ci/variables/common.yml": "variables: { region: westeurope }\n",
  };
  const choice = "{?$(choice) is set under a condition of the pipeline}";

  test("are taken in with their parameters and variables, once for each that they are repeated for", () => {
    expect(commandsOf(files)).toEqual(
      ["dev", "prod"].map((stage) => `${stage} infra/${stage}: az deployment group create -p stage=${stage} region=westeurope name=shop c=${choice}`),
    );
  });

  test("may be extended; what who starts the pipeline may choose is not known", () => {
    const pipeline =
      "name: x\nparameters: [{ name: to, type: string, default: dev }]\nextends: { template: all.yml, parameters: { to: '${{ parameters.to }}' } }\n";
    const all =
      "parameters: [{ name: to, type: string }, { name: yes, type: boolean, default: true }]\nsteps: [{ bash: 'sls deploy ${{ parameters.to }} ${{ parameters.yes }}' }]\n";
    expect(commandsOf({ "azure-pipelines.yml": pipeline, "all.yml": all })).toEqual([
      "azure-pipelines.yml : sls deploy ?${{ parameters.to }} is worked out when the pipeline runs True",
    ]);
  });

  test("are no pipelines of their own", () => {
    expect(commandsOf({ ".azuredevops/ship.yml": "parameters: { to: dev }\nsteps: [{ script: sls deploy }]\n" })).toEqual([]);
  });

  test("that take themselves in come to an end", () => {
    const ring = "steps: [{ template: azure-pipelines.yml }, { template: azure-pipelines.yml }, { script: sls deploy }]\n";
    expect(commandsOf({ "azure-pipelines.yml": ring }).length).toBeLessThan(3_000);
  });
});

test("tasks of Azure Pipelines run scripts of the repository, also in PowerShell", () => {
  const text = `pool: { vmImage: ubuntu-latest }
variables: { stage: prod }
steps:
  - { task: AzureCLI@2, inputs: { scriptType: bash, scriptLocation: scriptPath, scriptPath: ci/ship.sh, arguments: "$(stage) eu" } }
  - task: AzureCLI@2
    inputs:
      scriptType: pscore
      inlineScript: |
        az deployment group create \`
          --template-file main.bicep \`
          --parameters stage=$(stage)
`;
  expect(commandsOf({ "azure-pipelines.yml": text, "ci/ship.sh": "sls deploy --stage $1 --region $2\n" })).toEqual([
    "azure-pipelines.yml : sls deploy --stage prod --region eu",
    "azure-pipelines.yml : az deployment group create --template-file main.bicep --parameters stage=prod",
  ]);
});
