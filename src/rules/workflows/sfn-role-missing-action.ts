import { iamAction, iamService } from "../../handlers/sdk/aws-names.ts";
import { matchesAction } from "../../stack/platforms/aws/permits.ts";
import { rolePermits } from "../../stack/platforms/aws/role-permits.ts";
import type { Resource } from "../../stack/resource.ts";
import type { Stack } from "../../stack/stack.ts";
import { entryOf, textOf, valueAt } from "../../stack/value.ts";
import type { Draft, Rule } from "../rule.ts";
import { grantEdit } from "../permissions/grant-edit.ts";
import { named } from "../words.ts";
import { type State, integrationOf, statesOf } from "./states.ts";

const inSam = (policy: string, action = "sqs:sendMessage") => `
Transform: AWS::Serverless-2016-10-31
Resources:
  Parcels:
    Type: AWS::SQS::Queue
  Ship:
    Type: AWS::Serverless::StateMachine
    Properties:
      Policies:
        - ${policy}
      Definition:
        StartAt: Send
        States:
          Send:
            Type: Task
            Resource: arn:aws:states:::${action}
            Parameters:
              QueueUrl: !Ref Parcels
              MessageBody.$: $
            End: true
`;
const inTerraform = (target: string) => `
resource "aws_lambda_function" "pack" {
  function_name = "pack"
  role          = "arn:aws:iam::123456789012:role/pack"
}
resource "aws_lambda_function" "send" {
  function_name = "send"
  role          = "arn:aws:iam::123456789012:role/send"
}
resource "aws_iam_role" "ship" {
  name               = "ship"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "states.amazonaws.com" } }] })
}
resource "aws_iam_role_policy" "ship" {
  role   = aws_iam_role.ship.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "lambda:InvokeFunction", Resource = ${target} }] })
}
resource "aws_sfn_state_machine" "ship" {
  name     = "ship"
  role_arn = aws_iam_role.ship.arn
  definition = jsonencode({
    StartAt = "Send"
    States  = { Send = { Type = "Task", Resource = aws_lambda_function.send.arn, End = true } }
  })
}
`;

export const sfnRoleMissingAction: Rule = {
  id: "sfn-role-missing-action",
  title: "The state machine's role does not allow what a state does",
  topics: ["6.1", "7.1", "34.1"],
  category: "security",
  severity: "high",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/step-functions/latest/dg/service-integration-iam-templates.html",
  bad: [
    { head: { "template.yaml": inSam("SNSPublishMessagePolicy: { TopicName: parcels }") } },
    { head: { "main.tf": inTerraform("aws_lambda_function.pack.arn") } },
  ],
  good: [
    { head: { "template.yaml": inSam("SQSSendMessagePolicy: { QueueName: !GetAtt Parcels.QueueName }") } },
    { head: { "template.yaml": inSam("arn:aws:iam::123456789012:policy/ship") } },
    { head: { "main.tf": inTerraform(`"\${aws_lambda_function.send.arn}:*"`) } },
    { head: { "main.tf": inTerraform("[aws_lambda_function.send.arn, aws_lambda_function.pack.arn]") } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const workflow of stack.resourcesOf("workflow", "aws")) {
      const role = stack.roleOf(workflow);
      // Where a part of the template could not be read, a policy may stand in it.
      if (role === undefined || stack.notes.some((note) => note.path === role.at.path)) continue;
      for (const state of statesOf(workflow)) {
        const need = needOf(state, workflow, stack);
        if (need === null || !isDenied(role, need, stack)) continue;
        const on = need.target === null ? "" : ` on ${named(need.target)}`;
        yield {
          subject: workflow,
          claim: `permission:${state.name}:${need.action}`,
          evidence: [
            { at: entryOf(state.body, "Resource")?.at ?? state.at, note: `needs \`${need.action}\`` },
            { at: role.at, note: "does not allow it" },
            { at: state.at, note: "the state" },
          ],
          what: `The state ${named(state.name)} of ${named(workflow)} needs \`${need.action}\`${on}, and no policy of the role ${named(role)} allows it.`,
          why: `The deployment succeeds; each execution that reaches ${named(state.name)} fails there with an access error, with what the states before it have done left standing.`,
          fix: `Allow \`${need.action}\`${on} in ${named(role)}, and nothing wider.`,
          edit: grantEdit(role, need.action, need.target),
        };
      }
    }
  },
};

interface Need {
  readonly action: string;
  /** Null where it is none of the stack's: then only a role that does not allow the action at all is judged. */
  readonly target: Resource | null;
}

function isDenied(role: Resource, need: Need, stack: Stack): boolean {
  const answer = rolePermits(role, need.action, need.target);
  return answer === "no" || (answer === "unknown" && namesOnlyOtherFunctions(role, need, stack));
}

/** A reference to a function may be to an alias of another; here each one is seen to be a function of the stack itself, and none the one that is called. */
function namesOnlyOtherFunctions(role: Resource, { action, target }: Need, stack: Stack): boolean {
  const complete = role.boolean("complete");
  if (target?.kind !== "function" || !complete.known || !complete.value) return false;
  const allowing = role.statements.filter((statement) => statement.effect === "Allow" && matchesAction(statement, action) !== "no");
  return allowing.every((statement) => {
    if (statement.isNotResource || statement.resources.length === 0) return false;
    return statement.resources.every((value) => {
      const first = value.kind === "joined" ? value.parts[0] : value;
      if (first?.kind !== "reference") return false;
      const scope = first.scope ?? role.scope;
      return stack.declaredAs(first.address, scope).some((one) => one.kind === "function" && one !== target);
    });
  });
}

/** Services whose operations have the names of their IAM actions, as SDK integrations write the services. */
const plainServices = new Set(["dynamodb", "s3", "sqs", "sns", "secretsmanager", "ssm", "sfn", "eventbridge", "lambda", "kinesis", "firehose"]);
const optimized: ReadonlyMap<string, string> = new Map([
  ["lambda:invoke", "lambda:InvokeFunction"],
  ["dynamodb:getItem", "dynamodb:GetItem"],
  ["dynamodb:putItem", "dynamodb:PutItem"],
  ["dynamodb:updateItem", "dynamodb:UpdateItem"],
  ["dynamodb:deleteItem", "dynamodb:DeleteItem"],
  ["sqs:sendMessage", "sqs:SendMessage"],
  ["sns:publish", "sns:Publish"],
  ["events:putEvents", "events:PutEvents"],
  ["states:startExecution", "states:StartExecution"],
  ["ecs:runTask", "ecs:RunTask"],
  ["glue:startJobRun", "glue:StartJobRun"],
  ["batch:submitJob", "batch:SubmitJob"],
  ["http:invoke", "states:InvokeHTTPEndpoint"],
]);

function needOf(state: State, workflow: Resource, stack: Stack): Need | null {
  const link = stack.linksFrom(workflow).find((one) => one.name === state.name && ["invokes", "reads", "writes"].includes(one.kind));
  const target = link?.to.resource ?? null;
  const mode = textOf(valueAt(state.body, "ItemProcessor", "ProcessorConfig", "Mode"));
  if (state.type === "Map") return mode === "DISTRIBUTED" ? { action: "states:StartExecution", target: null } : null;
  const integration = integrationOf(state);
  if (integration === null) return link?.kind === "invokes" && target?.kind === "function" ? { action: "lambda:InvokeFunction", target } : null;
  const action = optimized.get(`${integration.service}:${integration.action}`) ?? actionOfSdk(integration.service, integration.action);
  return action === null ? null : { action, target };
}

function actionOfSdk(service: string, action: string): string | null {
  const [, name] = /^aws-sdk:(\w+)$/.exec(service) ?? [];
  // A transaction needs the actions of its items.
  if (name === undefined || !plainServices.has(name) || action.startsWith("transact")) return null;
  const prefix = iamService(name);
  return `${prefix}:${iamAction(prefix, action.charAt(0).toUpperCase() + action.slice(1))}`;
}
