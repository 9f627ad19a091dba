/** Inputs and outputs of https://registry.terraform.io/modules/terraform-aws-modules/sqs/aws as far as they shape the queues. */
export const sqsModule = `
variable "name" { default = null }
variable "fifo_queue" { default = false }
variable "content_based_deduplication" { default = null }
variable "visibility_timeout_seconds" { default = null }
variable "message_retention_seconds" { default = null }
variable "delay_seconds" { default = null }
variable "receive_wait_time_seconds" { default = null }
variable "kms_master_key_id" { default = null }
variable "sqs_managed_sse_enabled" { default = true }
variable "redrive_policy" { default = {} }
variable "create_dlq" { default = false }
variable "dlq_name" { default = null }
variable "dlq_message_retention_seconds" { default = null }
variable "dlq_visibility_timeout_seconds" { default = null }
variable "create_queue_policy" { default = false }
variable "queue_policy_statements" { default = {} }

resource "aws_sqs_queue" "this" {
  name                        = var.fifo_queue ? "\${trimsuffix(var.name, ".fifo")}.fifo" : var.name
  fifo_queue                  = var.fifo_queue
  content_based_deduplication = var.content_based_deduplication
  visibility_timeout_seconds  = var.visibility_timeout_seconds
  message_retention_seconds   = var.message_retention_seconds
  delay_seconds               = var.delay_seconds
  receive_wait_time_seconds   = var.receive_wait_time_seconds
  kms_master_key_id           = var.kms_master_key_id
  sqs_managed_sse_enabled     = var.kms_master_key_id == null ? var.sqs_managed_sse_enabled : null
  redrive_policy = var.create_dlq ? jsonencode(merge({ maxReceiveCount = 5 }, var.redrive_policy, { deadLetterTargetArn = aws_sqs_queue.dlq[0].arn })) : (
    length(var.redrive_policy) > 0 ? jsonencode(var.redrive_policy) : null
  )
}

resource "aws_sqs_queue" "dlq" {
  count                      = var.create_dlq ? 1 : 0
  name                       = var.dlq_name != null ? var.dlq_name : "\${var.name}-dlq"
  fifo_queue                 = var.fifo_queue
  message_retention_seconds  = var.dlq_message_retention_seconds != null ? var.dlq_message_retention_seconds : var.message_retention_seconds
  visibility_timeout_seconds = var.dlq_visibility_timeout_seconds
  sqs_managed_sse_enabled    = var.sqs_managed_sse_enabled
}

data "aws_iam_policy_document" "this" {
  count = var.create_queue_policy ? 1 : 0

  dynamic "statement" {
    for_each = var.queue_policy_statements
    content {
      sid       = try(statement.value.sid, null)
      effect    = try(statement.value.effect, null)
      actions   = try(statement.value.actions, null)
      resources = [aws_sqs_queue.this.arn]

      dynamic "principals" {
        for_each = try(statement.value.principals, [])
        content {
          type        = principals.value.type
          identifiers = principals.value.identifiers
        }
      }
      dynamic "condition" {
        for_each = try(statement.value.conditions, statement.value.condition, [])
        content {
          test     = condition.value.test
          variable = condition.value.variable
          values   = condition.value.values
        }
      }
    }
  }
}

resource "aws_sqs_queue_policy" "this" {
  count     = var.create_queue_policy ? 1 : 0
  queue_url = aws_sqs_queue.this.url
  policy    = data.aws_iam_policy_document.this[0].json
}

output "queue_arn" { value = aws_sqs_queue.this.arn }
output "queue_id" { value = aws_sqs_queue.this.id }
output "queue_url" { value = aws_sqs_queue.this.url }
output "queue_name" { value = aws_sqs_queue.this.name }
output "sqs_queue_arn" { value = aws_sqs_queue.this.arn }
output "sqs_queue_id" { value = aws_sqs_queue.this.id }
output "sqs_queue_name" { value = aws_sqs_queue.this.name }
output "dead_letter_queue_arn" { value = aws_sqs_queue.dlq[0].arn }
output "dead_letter_queue_id" { value = aws_sqs_queue.dlq[0].id }
output "dead_letter_queue_url" { value = aws_sqs_queue.dlq[0].url }
output "dead_letter_queue_name" { value = aws_sqs_queue.dlq[0].name }
`;
