import { describe, expect, it } from "vitest";
import { snapshotOf } from "../../../../../src/change/lazy-snapshot.ts";
import { understandSnapshot } from "../../../../../src/review/understand.ts";
import { invocationsOf } from "../../../../../src/stack/invocations.ts";
import { createStackTools } from "../../../../../src/stack/stack-tools.ts";

const fn = `resource "aws_lambda_function" "book" {
  function_name = "book"
  role          = "arn:aws:iam::123456789012:role/shop"
  handler       = "index.handler"
  runtime       = "nodejs22.x"
}
`;

/** How the function is invoked, as "service by what". */
async function invocationsIn(text: string): Promise<readonly string[]> {
  const stack = await understandSnapshot(snapshotOf({ "main.tf": `${fn}${text}` }), await createStackTools());
  const book = stack.resourcesOf("function").find(({ name }) => name === "book");
  if (book === undefined) throw new Error("no function book");
  return invocationsOf(stack, book).map(({ service, link }) => `${service} by ${link?.from.resource?.name ?? "?"}`);
}

const arn = "aws_lambda_function.book.arn";

describe("a function of Terraform", () => {
  it.each([
    [
      "secrets-manager by key",
      `resource "aws_secretsmanager_secret" "key" {}
resource "aws_secretsmanager_secret_rotation" "monthly" {
  secret_id           = aws_secretsmanager_secret.key.id
  rotation_lambda_arn = ${arn}
  rotation_rules { automatically_after_days = 30 }
}`,
    ],
    [
      "codepipeline by ship",
      `resource "aws_codepipeline" "ship" {
  name = "ship"
  stage {
    name = "Call"
    action {
      name          = "Call"
      category      = "Invoke"
      owner         = "AWS"
      provider      = "Lambda"
      version       = "1"
      configuration = { FunctionName = aws_lambda_function.book.function_name }
    }
  }
}`,
    ],
    [
      "logs by all",
      `resource "aws_cloudwatch_log_account_policy" "all" {
  policy_name     = "all"
  policy_type     = "SUBSCRIPTION_FILTER_POLICY"
  policy_document = jsonencode({ DestinationArn = ${arn}, FilterPattern = "" })
}`,
    ],
    [
      "config by check",
      `resource "aws_config_config_rule" "check" {\n  source {\n    owner = "CUSTOM_LAMBDA"\n    source_identifier = ${arn}\n  }\n}`,
    ],
    ["config by all", `resource "aws_config_organization_custom_rule" "all" {\n  lambda_function_arn = ${arn}\n}`],
    ["connect by desk", `resource "aws_connect_lambda_function_association" "desk" {\n  instance_id = "i"\n  function_arn = ${arn}\n}`],
    ["iot by sensor", `resource "aws_iot_topic_rule" "sensor" {\n  sql = "SELECT *"\n  lambda {\n    function_arn = ${arn}\n  }\n}`],
    [
      "iot by sensor",
      `resource "aws_iot_topic_rule" "sensor" {\n  sql = "SELECT *"\n  error_action {\n    lambda {\n      function_arn = ${arn}\n    }\n  }\n}`,
    ],
    ["iot-authorizer by door", `resource "aws_iot_authorizer" "door" {\n  authorizer_function_arn = ${arn}\n}`],
    ["iot-provisioning by fleet", `resource "aws_iot_provisioning_template" "fleet" {\n  pre_provisioning_hook {\n    target_arn = ${arn}\n  }\n}`],
    [
      "firehose by log",
      `resource "aws_kinesis_firehose_delivery_stream" "log" {
  name = "log"
  extended_s3_configuration {
    processing_configuration {
      enabled = true
      processors {
        type = "Lambda"
        parameters {
          parameter_name  = "LambdaArn"
          parameter_value = "\${${arn}}:$LATEST"
        }
      }
    }
  }
}`,
    ],
    ["deployment by ?", `resource "aws_lambda_invocation" "seed" {\n  function_name = aws_lambda_function.book.function_name\n  input = "{}"\n}`],
    [
      "alb by behind",
      `resource "aws_lb_target_group" "behind" {\n  target_type = "lambda"\n}
resource "aws_lb_target_group_attachment" "book" {\n  target_group_arn = aws_lb_target_group.behind.arn\n  target_id = ${arn}\n}`,
    ],
    [
      "alb by behind",
      `resource "aws_alb_target_group" "behind" {\n  target_type = "lambda"\n}
resource "aws_alb_target_group_attachment" "book" {\n  target_group_arn = aws_alb_target_group.behind.arn\n  target_id = ${arn}\n}`,
    ],
    ["api-http by front", `resource "aws_apigatewayv2_api" "front" {\n  name = "front"\n  protocol_type = "HTTP"\n  target = ${arn}\n}`],
    [
      "vpc-lattice by behind",
      `resource "aws_vpclattice_target_group" "behind" {\n  type = "LAMBDA"\n}
resource "aws_vpclattice_target_group_attachment" "book" {
  target_group_identifier = aws_vpclattice_target_group.behind.id
  target {
    id = ${arn}
  }
}`,
    ],
    [
      "s3-object-lambda by view",
      `resource "aws_s3control_object_lambda_access_point" "view" {
  configuration {
    transformation_configuration {
      content_transformation {
        aws_lambda {
          function_arn = ${arn}
        }
      }
    }
  }
}`,
    ],
    [
      "ses by store",
      `resource "aws_ses_receipt_rule" "store" {\n  name = "store"\n  lambda_action {\n    function_arn = ${arn}\n    position = 1\n  }\n}`,
    ],
    [
      "ses-request by store",
      `resource "aws_ses_receipt_rule" "store" {\n  lambda_action {\n    function_arn = ${arn}\n    invocation_type = "RequestResponse"\n    position = 1\n  }\n}`,
    ],
    ["ssm by night", `resource "aws_ssm_maintenance_window_task" "night" {\n  task_type = "LAMBDA"\n  task_arn = ${arn}\n}`],
    ["transfer by sftp", `resource "aws_transfer_server" "sftp" {\n  identity_provider_type = "AWS_LAMBDA"\n  function = ${arn}\n}`],
    [
      "transfer by flow",
      `resource "aws_transfer_workflow" "flow" {\n  steps {\n    type = "CUSTOM"\n    custom_step_details {\n      target = ${arn}\n    }\n  }\n}`,
    ],
    [
      "bedrock by ?",
      `resource "aws_bedrockagent_agent_action_group" "tools" {\n  agent_id = "A1"\n  action_group_executor {\n    lambda = ${arn}\n  }\n}`,
    ],
    [
      "cognito by users",
      `resource "aws_cognito_user_pool" "users" {\n  lambda_config {\n    pre_token_generation_config {\n      lambda_arn = ${arn}\n      lambda_version = "V2_0"\n    }\n  }\n}`,
    ],
    [
      "appsync-authorizer by api",
      `resource "aws_appsync_graphql_api" "api" {\n  authentication_type = "AWS_LAMBDA"\n  lambda_authorizer_config {\n    authorizer_uri = ${arn}\n  }\n}`,
    ],
    ["cloudwatch-alarm by all", `resource "aws_cloudwatch_composite_alarm" "all" {\n  alarm_rule = "ALARM(x)"\n  ok_actions = [${arn}]\n}`],
  ])("is called: %s", async (expected, text) => {
    expect(await invocationsIn(text)).toEqual([expected]);
  });

  it("is called by the fields of AppSync whose data it gives, alone and in a pipeline", async () => {
    const found = await invocationsIn(`resource "aws_appsync_graphql_api" "api" {
  authentication_type = "AWS_IAM"
}
resource "aws_appsync_datasource" "books" {
  api_id = aws_appsync_graphql_api.api.id
  name   = "books"
  type   = "AWS_LAMBDA"
  lambda_config { function_arn = ${arn} }
}
resource "aws_appsync_function" "step" {
  api_id      = aws_appsync_graphql_api.api.id
  name        = "step"
  data_source = aws_appsync_datasource.books.name
}
resource "aws_appsync_resolver" "one" {
  api_id      = aws_appsync_graphql_api.api.id
  type        = "Query"
  field       = "book"
  data_source = aws_appsync_datasource.books.name
}
resource "aws_appsync_resolver" "all" {
  api_id = aws_appsync_graphql_api.api.id
  type   = "Query"
  field  = "books"
  kind   = "PIPELINE"
  pipeline_config { functions = [aws_appsync_function.step.function_id] }
}`);
    expect(found).toEqual(["appsync by api", "appsync by api", "appsync by api"]);
  });

  it("is not called by what only has its name for another reason", async () => {
    expect(
      await invocationsIn(`resource "aws_codepipeline" "ship" {
  stage {
    action {
      provider      = "CodeBuild"
      configuration = { FunctionName = "book" }
    }
  }
}
resource "aws_config_config_rule" "managed" {
  source {
    owner             = "AWS"
    source_identifier = "book"
  }
}`),
    ).toEqual([]);
  });
});
