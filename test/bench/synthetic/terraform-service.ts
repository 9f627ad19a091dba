import type { Side, SyntheticService } from "../synthetic-files.ts";
import { handlerNames, pythonHandler, pythonShared } from "./handlers.ts";

/** A Terraform configuration in several files and Python handlers. */
export function terraformService(folder: string, number: number): SyntheticService {
  return {
    changed: (side) => ({
      [`${folder}/main.tf`]: handlerNames.map((name) => lambda(name.toLowerCase(), side)).join("\n"),
      [`${folder}/data.tf`]: data(number, side),
      [`${folder}/iam.tf`]: iam(side),
      [`${folder}/variables.tf`]: variables(side),
      ...Object.fromEntries(handlerNames.map((name) => [`${folder}/src/${name.toLowerCase()}.py`, pythonHandler(name, side)])),
    }),
    unchanged: {
      [`${folder}/providers.tf`]: `terraform {\n  required_providers {\n    aws = { source = "hashicorp/aws", version = "~> 6.0" }\n  }\n}\n\nprovider "aws" {\n  region = var.region\n}\n`,
      ...pythonShared(`${folder}/src`),
    },
  };
}

function lambda(name: string, side: Side): string {
  return `data "archive_file" "${name}" {
  type        = "zip"
  source_dir  = "\${path.module}/src"
  output_path = "\${path.module}/build/${name}.zip"
}

resource "aws_lambda_function" "${name}" {
  function_name    = "\${local.prefix}-${name}"
  role             = aws_iam_role.worker.arn
  handler          = "${name}.handler"
  runtime          = "python3.13"
  filename         = data.archive_file.${name}.output_path
  source_code_hash = data.archive_file.${name}.output_base64sha256
  memory_size      = var.memory["${name}"]
  timeout          = ${side === "head" ? 40 : 30}

  environment {
    variables = {
      TABLE_NAME = aws_dynamodb_table.parcels.name
      QUEUE_URL  = aws_sqs_queue.jobs["${name}"].url
    }
  }

  tracing_config {
    mode = "Active"
  }
}

resource "aws_lambda_event_source_mapping" "${name}" {
  event_source_arn        = aws_sqs_queue.jobs["${name}"].arn
  function_name           = aws_lambda_function.${name}.arn
  batch_size              = 10
  function_response_types = ["ReportBatchItemFailures"]
}

resource "aws_cloudwatch_log_group" "${name}" {
  name              = "/aws/lambda/\${aws_lambda_function.${name}.function_name}"
  retention_in_days = var.retention_days
}
`;
}

function data(number: number, side: Side): string {
  return `locals {
  prefix = "service-${number}-\${var.stage}"
  jobs   = toset([${handlerNames.map((name) => `"${name.toLowerCase()}"`).join(", ")}])
}

resource "aws_dynamodb_table" "parcels" {
  name         = "\${local.prefix}-parcels"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"

  attribute {
    name = "id"
    type = "S"
  }

  point_in_time_recovery {
    enabled = true
  }
}

resource "aws_sqs_queue" "dead" {
  name                      = "\${local.prefix}-dead"
  message_retention_seconds = 1209600
}

resource "aws_sqs_queue" "jobs" {
  for_each                   = local.jobs
  name                       = "\${local.prefix}-\${each.key}"
  visibility_timeout_seconds = ${side === "head" ? 240 : 300}
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.dead.arn
    maxReceiveCount     = 5
  })
}

resource "aws_cloudwatch_metric_alarm" "dead" {
  alarm_name          = "\${local.prefix}-dead"
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  dimensions          = { QueueName = aws_sqs_queue.dead.name }
  statistic           = "Maximum"
  period              = 60
  evaluation_periods  = 1
  threshold           = 0
  comparison_operator = "GreaterThanThreshold"
  alarm_actions       = [aws_sns_topic.alerts.arn]
}

resource "aws_sns_topic" "alerts" {
  name = "\${local.prefix}-alerts"
}
`;
}

function iam(side: Side): string {
  const more =
    side === "head" ? '\n  statement {\n    actions   = ["s3:GetObject"]\n    resources = ["arn:aws:s3:::parcels-${var.stage}/*"]\n  }\n' : "";
  return `data "aws_iam_policy_document" "assume" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}

data "aws_iam_policy_document" "worker" {
  statement {
    actions   = ["dynamodb:PutItem", "dynamodb:GetItem", "dynamodb:UpdateItem"]
    resources = [aws_dynamodb_table.parcels.arn]
  }

  statement {
    actions   = ["sqs:SendMessage", "sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]
    resources = [for queue in aws_sqs_queue.jobs : queue.arn]
  }
${more}}

resource "aws_iam_role" "worker" {
  name               = "\${local.prefix}-worker"
  assume_role_policy = data.aws_iam_policy_document.assume.json
}

resource "aws_iam_role_policy" "worker" {
  name   = "work"
  role   = aws_iam_role.worker.id
  policy = data.aws_iam_policy_document.worker.json
}

resource "aws_iam_role_policy_attachment" "basic" {
  role       = aws_iam_role.worker.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
}
`;
}

function variables(side: Side): string {
  return `variable "region" {
  type    = string
  default = "eu-central-1"
}

variable "stage" {
  type    = string
  default = "test"
}

variable "retention_days" {
  type    = number
  default = ${side === "head" ? 30 : 14}
}

variable "memory" {
  type = map(number)
  default = {
${handlerNames.map((name, index) => `    ${name.toLowerCase()} = ${256 * (index + 1)}`).join("\n")}
  }
}
`;
}
