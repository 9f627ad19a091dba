/** Inputs and outputs of https://registry.terraform.io/modules/terraform-aws-modules/eventbridge/aws as far as they shape buses, rules and targets. */
export const eventBridgeModule = `
variable "create_bus" { default = true }
variable "bus_name" { default = "default" }
variable "rules" { default = {} }
variable "targets" { default = {} }

locals {
  targets = flatten([for rule, list in var.targets : [for target in list : merge(target, { rule = rule })]])
}

resource "aws_cloudwatch_event_bus" "this" {
  count = var.create_bus ? 1 : 0
  name  = var.bus_name
}

resource "aws_cloudwatch_event_rule" "this" {
  for_each            = var.rules
  name                = each.key
  event_bus_name      = var.create_bus ? aws_cloudwatch_event_bus.this[0].name : var.bus_name
  event_pattern       = try(each.value.event_pattern, null)
  schedule_expression = try(each.value.schedule_expression, null)
  is_enabled          = try(each.value.enabled, null)
}

resource "aws_cloudwatch_event_target" "this" {
  for_each  = { for target in local.targets : "\${target.rule}-\${target.name}" => target }
  rule      = aws_cloudwatch_event_rule.this[each.value.rule].name
  target_id = each.value.name
  arn       = each.value.arn
  role_arn  = try(each.value.role_arn, null)
  input     = try(each.value.input, null)

  dynamic "dead_letter_config" {
    for_each = try([each.value.dead_letter_arn], [])
    content { arn = dead_letter_config.value }
  }
  dynamic "retry_policy" {
    for_each = try([each.value.retry_policy], [])
    content {
      maximum_retry_attempts       = try(retry_policy.value.maximum_retry_attempts, null)
      maximum_event_age_in_seconds = try(retry_policy.value.maximum_event_age_in_seconds, null)
    }
  }
}

output "eventbridge_bus_name" { value = try(aws_cloudwatch_event_bus.this[0].name, var.bus_name) }
output "eventbridge_bus_arn" { value = aws_cloudwatch_event_bus.this[0].arn }
output "eventbridge_rule_arns" { value = { for key, rule in aws_cloudwatch_event_rule.this : key => rule.arn } }
`;
