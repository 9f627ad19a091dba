import type { EditPlan } from "../../findings/edit-plan.ts";
import type { Location } from "../../change/location.ts";
import type { Resource } from "../../stack/resource.ts";
import { type MapEntry, type Value, entryOf } from "../../stack/value.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const template = (name: string) => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Book:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
  Booking:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionUri: booking.asl.json
      Policies:
        - LambdaInvokePolicy: { FunctionName: !Ref Book }
      DefinitionSubstitutions:
        ${name}: !GetAtt Book.Arn
`;
const definition = `{
  "StartAt": "Book",
  "States": {
    "Book": {
      "Type": "Task",
      "Resource": "\${BookFunctionArn}",
      "Retry": [{ "ErrorEquals": ["States.TaskFailed"], "IntervalSeconds": 2, "MaxAttempts": 3, "BackoffRate": 2 }],
      "End": true
    }
  }
}
`;

export const definitionSubstitutionUnused: Rule = {
  id: "definition-substitution-unused",
  title: "A placeholder of the workflow is never filled in",
  topics: ["6.1", "19.3"],
  category: "deployment",
  severity: "high",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-statemachine.html",
  bad: [{ head: { "template.yaml": template("BookArn"), "booking.asl.json": definition } }],
  good: [{ head: { "template.yaml": template("BookFunctionArn"), "booking.asl.json": definition } }],
  *check({ stack }): Iterable<Draft> {
    for (const workflow of stack.resourcesOf("workflow", "aws")) {
      const substitutions = workflow.value("definitionSubstitutions");
      const given = substitutions?.kind === "map" ? new Set(substitutions.entries.keys()) : null;
      const definition = entryOf(workflow.properties, "DefinitionAsWritten")?.value ?? workflow.value("definition");
      if (!isTemplate(workflow) || definition === undefined || (given === null && substitutions !== undefined)) continue;
      const used = placeholdersIn(definition);
      const unused = [...(given ?? [])].filter((name) => !used.has(name));
      const missing = [...used].filter(([name]) => given?.has(name) !== true);
      for (const [name, at] of missing) {
        const near = unused.length === 1 ? unused[0] : undefined;
        yield {
          subject: workflow,
          claim: `substitution:${name}`,
          evidence: [
            { at, note: "nothing fills it in" },
            { at: given === null ? workflow.at : workflow.placeOf("definitionSubstitutions"), note: "no such substitution" },
          ],
          what: `The definition of ${named(workflow)} asks for \`\${${name}}\`, and \`DefinitionSubstitutions\` does not give it${near === undefined ? "" : `; ${named(near)} is given and never used`}.`,
          why: `The text \`\${${name}}\` reaches Step Functions as it stands: the definition is refused, or the state calls something of that name and fails.`,
          fix:
            near === undefined
              ? `Add ${named(name)} to \`DefinitionSubstitutions\`.`
              : `Use one name on both sides: ${named(name)} or ${named(near)}.`,
          edit: near !== undefined && missing.length === 1 ? renamed(entryOf(substitutions, near), name) : undefined,
        };
      }
    }
  },
};

/** Other formats fill such placeholders themselves before Step Functions sees them. */
function isTemplate(workflow: Resource): boolean {
  return workflow.format === "sam" || workflow.format === "cloudformation";
}

/** Names between `\${` and `}` in any text of the definition, with the place of the first. */
function placeholdersIn(definition: Value): ReadonlyMap<string, Location> {
  const found = new Map<string, Location>();
  const visit = (value: Value, depth: number): void => {
    if (depth > 100) return;
    if (value.kind === "list") for (const item of value.items) visit(item, depth + 1);
    if (value.kind === "map") for (const entry of value.entries.values()) visit(entry.value, depth + 1);
    if (value.kind !== "scalar" || typeof value.value !== "string") return;
    for (const [, name = ""] of value.value.matchAll(/\$\{([A-Za-z0-9_.:]+)\}/g)) if (!found.has(name)) found.set(name, value.at);
  };
  visit(definition, 0);
  return found;
}

function renamed(entry: MapEntry | undefined, name: string): EditPlan | undefined {
  return entry?.key.start === undefined || entry.key.end === undefined ? undefined : { kind: "replace", at: entry.key, value: name };
}
