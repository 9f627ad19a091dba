import type { Draft, Rule } from "../rule.ts";
import { addProperty, named } from "../words.ts";
import { structureProblems } from "./structure-problems.ts";

const definition = (states: string, startAt = "Pack") => `{
  "StartAt": "${startAt}",
  "States": {
${states}
  }
}
`;
const pack = (more: string) => `    "Pack": { "Type": "Pass", ${more} }`;
const ship = `    "Ship": { "Type": "Succeed" }`;

export const sfnStructureInvalid: Rule = {
  id: "sfn-structure-invalid",
  title: "Step Functions refuses this definition",
  topics: ["6.1", "29.1"],
  category: "deployment",
  severity: "high",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinitionDiagnostic.html",
  peers: ["cfn-lint:E3601"],
  bad: [
    { head: { "ship.asl.json": definition(pack(`"Next": "Shipped"`) + ",\n" + ship) } },
    { head: { "ship.asl.json": definition(pack(`"End": true`) + ",\n" + ship) } },
    { head: { "ship.asl.json": definition(pack(`"Next": "Ship", "End": true`) + ",\n" + ship) } },
    { head: { "ship.asl.json": definition(pack(`"Result": 1`)) } },
    { head: { "ship.asl.json": definition(ship) } },
    { head: { "ship.asl.json": definition(`${pack(`"Next": "Again"`)},\n    "Again": { "Type": "Wait", "Seconds": 5, "Next": "Pack" }`) } },
    {
      head: {
        "template.yaml": `
Transform: AWS::Serverless-2016-10-31
Resources:
  Ship:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition:
        StartAt: Weigh
        States:
          Weigh:
            Type: Wait
            Seconds: 1
`,
      },
    },
  ],
  good: [
    { head: { "ship.asl.json": definition(pack(`"Next": "Ship"`) + ",\n" + ship) } },
    { head: { "ship.asl.json": definition(pack(`"Next": "\${AfterPacking}"`) + ",\n" + ship) } },
    {
      head: {
        "template.yaml": `
Transform: AWS::Serverless-2016-10-31
Resources:
  Ship:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition:
        StartAt: Both
        States:
          Both:
            Type: Parallel
            Branches:
              - StartAt: Print
                States: { Print: { Type: Pass, End: true } }
              - StartAt: Weigh
                States: { Weigh: { Type: Wait, Seconds: 1, End: true } }
            Catch: [{ ErrorEquals: [States.ALL], Next: Stop }]
            Next: Check
          Check:
            Type: Choice
            Choices: [{ Variable: "$[0]", IsNull: true, Next: Stop }]
            Default: Done
          Stop: { Type: Fail }
          Done: { Type: Succeed }
`,
      },
    },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const workflow of stack.resourcesOf("workflow", "aws")) {
      for (const problem of structureProblems(workflow)) {
        yield {
          subject: workflow,
          claim: problem.claim,
          evidence: [{ at: problem.at, note: problem.note }],
          what: `In the definition of ${named(workflow)}, ${problem.what}.`,
          why: `Step Functions checks definitions when it creates or updates a state machine and refuses this one: the deployment fails and is rolled back.`,
          fix: problem.fix,
          edit:
            problem.ending && workflow.format !== "cdk"
              ? addProperty(problem.ending.body, problem.ending.at, { name: "End", value: true })
              : undefined,
        };
      }
    }
  },
};
