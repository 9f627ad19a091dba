import { headingOf } from "../../change/location.ts";
import { awsLimits } from "../../facts/aws-numbers.ts";
import type { Resource } from "../../stack/resource.ts";
import { type MapValue, textOf, valueAt } from "../../stack/value.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";
import { type State, integrationOf, isJsonata, statesInside, statesOf } from "./states.ts";

const machine = (map: string, task: string) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Report:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition:
        StartAt: Each
        States:
          Each:
            Type: Map
            ItemsPath: $.orders
${map}            ItemProcessor:
              StartAt: Render
              States:
                Render:
                  Type: Task
                  Resource: arn:aws:states:::lambda:invoke
                  Parameters: { FunctionName: render, "Payload.$": $ }
${task}                  End: true
            End: true
`;
const definition = (more: string) => `{ "StartAt": "Each", "States": { "Each": { "Type": "Map", "End": true, ${more}
  "Iterator": { "StartAt": "Render", "States": {
    "Render": { "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": { "FunctionName": "render" }, "End": true } } } } } }
`;

export const sfnPayloadAccumulates: Rule = {
  id: "sfn-payload-accumulates",
  title: "The map gathers the whole answer of every call",
  topics: ["6.5", "6.1", "16.8"],
  category: "reliability",
  severity: "low",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/step-functions/latest/dg/sfn-best-practices.html",
  onByDefault: false,
  bad: [{ head: { "template.yaml": machine("", "") } }, { head: { "report.asl.json": definition("") } }],
  good: [
    // What a function returns may be as small as an id.
    { head: { "template.yaml": machine("", "                  OutputPath: $.Payload\n") } },
    { head: { "template.yaml": machine("", `                  ResultSelector: { "id.$": $.Payload.id }\n`) } },
    { head: { "template.yaml": machine("            ResultPath: null\n", "") } },
    {
      head: {
        "template.yaml": machine(`            ResultWriter: { Resource: "arn:aws:states:::s3:putObject", Parameters: { Bucket: reports } }\n`, ""),
      },
    },
    { head: { "report.asl.json": definition(`"ResultPath": null,`) } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const workflow of stack.resourcesOf("workflow", "aws")) {
      for (const state of statesOf(workflow)) {
        const last = state.type === "Map" && !isJsonata(state, workflow) && keepsResults(state.body) ? wholeAnswer(state, workflow) : undefined;
        if (last === undefined) continue;
        yield {
          subject: workflow,
          claim: `results:${state.name}`,
          evidence: [
            { at: headingOf(last.at), note: "keeps the whole answer of Lambda" },
            { at: headingOf(state.at), note: "gathers it for every item" },
          ],
          what: `The Map state ${named(state.name)} of ${named(workflow)} gathers, for every item, the whole answer of ${named(last.name)}: status, headers and request metadata beside the \`Payload\`.`,
          why: `A state's output may hold ${awsLimits.workflowPayload.value} KiB. With some hundred items the metadata alone exceeds it, and the execution fails with \`States.DataLimitExceeded\`, which \`States.ALL\` does not catch, after all the work was done.`,
          fix: `Keep what later states need (\`"OutputPath": "$.Payload"\` or a \`ResultSelector\` on ${named(last.name)}), or have the map drop its result by its \`ResultPath\` where they need nothing. It does not matter for maps over a few items.`,
          confidence: 0.8,
        };
      }
    }
  },
};

/** Whether the results of all items become part of the state's output as they are. */
function keepsResults(body: MapValue): boolean {
  const path = body.entries.get("ResultPath")?.value;
  const isDropped = path !== undefined && (path.kind !== "scalar" || path.value === null);
  const mode = valueAt(body, "ItemProcessor", "ProcessorConfig", "Mode");
  const isElsewhere = mode !== undefined && textOf(mode) !== "INLINE";
  return !isDropped && !isElsewhere && !["ResultSelector", "ResultWriter", "OutputPath"].some((name) => body.entries.has(name));
}

/** A call of Lambda that ends an item's run with its whole answer. */
function wholeAnswer(map: State, workflow: Resource): State | undefined {
  return statesInside(map).find((state) => {
    const integration = integrationOf(state);
    const path = state.body.entries.get("ResultPath")?.value;
    const isWhole = path === undefined || textOf(path) === "$";
    const isCut = ["ResultSelector", "OutputPath"].some((name) => state.body.entries.has(name));
    const isInvocation = integration?.service === "lambda" && integration.pattern === "request";
    return isInvocation && textOf(valueAt(state.body, "End")) === "true" && isWhole && !isCut && !isJsonata(state, workflow);
  });
}
