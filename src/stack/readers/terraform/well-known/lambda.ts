/** Inputs and outputs of https://registry.terraform.io/modules/terraform-aws-modules/lambda/aws as far as they shape the function. */
export const lambdaModule = `
variable "create" { default = true }
variable "create_function" { default = true }
variable "create_layer" { default = false }
variable "layer_name" { default = null }
variable "compatible_runtimes" { default = null }
variable "function_name" { default = null }
variable "handler" { default = null }
variable "runtime" { default = null }
variable "timeout" { default = 3 }
variable "memory_size" { default = 128 }
variable "architectures" { default = null }
variable "layers" { default = null }
variable "lambda_role" { default = null }
variable "create_role" { default = true }
variable "role_name" { default = null }
variable "environment_variables" { default = null }
variable "dead_letter_target_arn" { default = null }
variable "tracing_mode" { default = null }
variable "vpc_subnet_ids" { default = null }
variable "vpc_security_group_ids" { default = null }
variable "reserved_concurrent_executions" { default = -1 }
variable "ephemeral_storage_size" { default = 512 }
variable "snap_start" { default = false }
variable "package_type" { default = "Zip" }
variable "image_uri" { default = null }
variable "publish" { default = false }
variable "source_path" { default = null }
variable "local_existing_package" { default = null }
variable "policy_json" { default = null }
variable "policy_statements" { default = {} }
variable "policies" { default = [] }
variable "policy" { default = null }
variable "attach_policy_json" { default = false }
variable "attach_policy_statements" { default = false }
variable "attach_policies" { default = false }
variable "attach_policy" { default = false }
variable "attach_dead_letter_policy" { default = false }
variable "attach_tracing_policy" { default = false }
variable "event_source_mapping" { default = {} }
variable "allowed_triggers" { default = {} }
variable "create_lambda_function_url" { default = false }
variable "authorization_type" { default = "NONE" }
variable "cloudwatch_logs_retention_in_days" { default = null }
variable "logging_log_format" { default = "Text" }
variable "maximum_event_age_in_seconds" { default = null }
variable "maximum_retry_attempts" { default = null }
variable "create_async_event_config" { default = false }
variable "destination_on_failure" { default = null }
variable "destination_on_success" { default = null }

locals {
  is_function = var.create && var.create_function && !var.create_layer
  has_role    = local.is_function && var.create_role
  source = try(var.source_path[0].path, var.source_path.path, var.source_path[0], var.source_path)
}

resource "aws_lambda_layer_version" "this" {
  count               = var.create && var.create_layer ? 1 : 0
  layer_name          = var.layer_name
  compatible_runtimes = var.compatible_runtimes
  filename            = local.source != null ? local.source : var.local_existing_package
}

resource "aws_lambda_function" "this" {
  count                          = local.is_function ? 1 : 0
  function_name                  = var.function_name
  handler                        = var.handler
  runtime                        = var.runtime
  timeout                        = var.timeout
  memory_size                    = var.memory_size
  architectures                  = var.architectures
  layers                         = var.layers
  role                           = var.create_role ? aws_iam_role.lambda[0].arn : var.lambda_role
  reserved_concurrent_executions = var.reserved_concurrent_executions
  package_type                   = var.package_type
  image_uri                      = var.image_uri
  publish                        = var.publish
  filename                       = local.source != null ? local.source : var.local_existing_package

  dynamic "environment" {
    for_each = var.environment_variables == null ? [] : [true]
    content { variables = var.environment_variables }
  }
  dynamic "dead_letter_config" {
    for_each = var.dead_letter_target_arn == null ? [] : [true]
    content { target_arn = var.dead_letter_target_arn }
  }
  dynamic "tracing_config" {
    for_each = var.tracing_mode == null ? [] : [true]
    content { mode = var.tracing_mode }
  }
  dynamic "vpc_config" {
    for_each = var.vpc_subnet_ids == null ? [] : [true]
    content {
      subnet_ids         = var.vpc_subnet_ids
      security_group_ids = var.vpc_security_group_ids
    }
  }
  dynamic "snap_start" {
    for_each = var.snap_start ? [true] : []
    content { apply_on = "PublishedVersions" }
  }
  ephemeral_storage { size = var.ephemeral_storage_size }
  logging_config { log_format = var.logging_log_format }
}

resource "aws_iam_role" "lambda" {
  count = local.has_role ? 1 : 0
  name  = var.role_name != null ? var.role_name : var.function_name
}

resource "aws_iam_role_policy_attachment" "logs" {
  count      = local.has_role ? 1 : 0
  role       = aws_iam_role.lambda[0].name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
}

resource "aws_iam_role_policy_attachment" "tracing" {
  count      = local.has_role && var.attach_tracing_policy ? 1 : 0
  role       = aws_iam_role.lambda[0].name
  policy_arn = "arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess"
}

resource "aws_iam_role_policy_attachment" "one" {
  count      = local.has_role && var.attach_policy ? 1 : 0
  role       = aws_iam_role.lambda[0].name
  policy_arn = var.policy
}

resource "aws_iam_role_policy_attachment" "several" {
  count      = local.has_role && var.attach_policies ? length(var.policies) : 0
  role       = aws_iam_role.lambda[0].name
  policy_arn = var.policies[count.index]
}

resource "aws_iam_role_policy" "json" {
  count  = local.has_role && var.attach_policy_json ? 1 : 0
  role   = aws_iam_role.lambda[0].name
  policy = var.policy_json
}

resource "aws_iam_role_policy" "statements" {
  count = local.has_role && var.attach_policy_statements ? 1 : 0
  role  = aws_iam_role.lambda[0].name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [for statement in values(var.policy_statements) : {
      Effect   = try(statement.effect, "Allow")
      Action   = try(statement.actions, [])
      Resource = try(statement.resources, [])
    }]
  })
}

resource "aws_iam_role_policy" "dead_letters" {
  count = local.has_role && var.attach_dead_letter_policy ? 1 : 0
  role  = aws_iam_role.lambda[0].name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["sns:Publish", "sqs:SendMessage"], Resource = [var.dead_letter_target_arn] }]
  })
}

resource "aws_cloudwatch_log_group" "lambda" {
  count             = local.is_function ? 1 : 0
  name              = "/aws/lambda/\${aws_lambda_function.this[0].function_name}"
  retention_in_days = var.cloudwatch_logs_retention_in_days
}

resource "aws_lambda_event_source_mapping" "this" {
  for_each                           = var.event_source_mapping
  function_name                      = aws_lambda_function.this[0].arn
  event_source_arn                   = try(each.value.event_source_arn, null)
  batch_size                         = try(each.value.batch_size, null)
  maximum_batching_window_in_seconds = try(each.value.maximum_batching_window_in_seconds, null)
  enabled                            = try(each.value.enabled, null)
  starting_position                  = try(each.value.starting_position, null)
  parallelization_factor             = try(each.value.parallelization_factor, null)
  maximum_retry_attempts             = try(each.value.maximum_retry_attempts, null)
  maximum_record_age_in_seconds      = try(each.value.maximum_record_age_in_seconds, null)
  bisect_batch_on_function_error     = try(each.value.bisect_batch_on_function_error, null)
  function_response_types            = try(each.value.function_response_types, null)

  dynamic "scaling_config" {
    for_each = try([each.value.scaling_config], [])
    content { maximum_concurrency = try(scaling_config.value.maximum_concurrency, null) }
  }
  dynamic "filter_criteria" {
    for_each = try([each.value.filter_criteria], [])
    content {
      dynamic "filter" {
        for_each = try(flatten([filter_criteria.value]), [])
        content { pattern = try(filter.value.pattern, null) }
      }
    }
  }
  dynamic "destination_config" {
    for_each = try([each.value.destination_arn_on_failure], [])
    content {
      on_failure { destination_arn = destination_config.value }
    }
  }
}

resource "aws_lambda_permission" "triggers" {
  for_each      = var.allowed_triggers
  action        = try(each.value.action, "lambda:InvokeFunction")
  function_name = aws_lambda_function.this[0].function_name
  principal     = try(each.value.principal, "\${each.value.service}.amazonaws.com")
  source_arn    = try(each.value.source_arn, null)
}

resource "aws_lambda_function_url" "this" {
  count              = var.create_lambda_function_url ? 1 : 0
  function_name      = aws_lambda_function.this[0].function_name
  authorization_type = var.authorization_type
}

resource "aws_lambda_function_event_invoke_config" "this" {
  count                        = var.create_async_event_config ? 1 : 0
  function_name                = aws_lambda_function.this[0].function_name
  maximum_event_age_in_seconds = var.maximum_event_age_in_seconds
  maximum_retry_attempts       = var.maximum_retry_attempts

  dynamic "destination_config" {
    for_each = var.destination_on_failure == null ? [] : [true]
    content {
      on_failure { destination = var.destination_on_failure }
    }
  }
}

output "lambda_function_arn" { value = aws_lambda_function.this[0].arn }
output "lambda_function_name" { value = aws_lambda_function.this[0].function_name }
output "lambda_function_invoke_arn" { value = aws_lambda_function.this[0].invoke_arn }
output "lambda_function_qualified_arn" { value = aws_lambda_function.this[0].qualified_arn }
output "lambda_function_version" { value = aws_lambda_function.this[0].version }
output "lambda_function_arn_static" { value = aws_lambda_function.this[0].arn }
output "lambda_layer_arn" { value = aws_lambda_layer_version.this[0].arn }
output "lambda_role_arn" { value = try(aws_iam_role.lambda[0].arn, var.lambda_role) }
output "lambda_role_name" { value = aws_iam_role.lambda[0].name }
output "lambda_cloudwatch_log_group_name" { value = aws_cloudwatch_log_group.lambda[0].name }
output "lambda_cloudwatch_log_group_arn" { value = aws_cloudwatch_log_group.lambda[0].arn }
`;
