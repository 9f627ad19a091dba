import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const queue = `
resource "aws_sqs_queue" "orders" {
  name = "orders"
}
`;

export const terraformReferenceUndeclared: Rule = {
  id: "terraform-reference-undeclared",
  title: "The module uses a name that it does not declare",
  topics: ["28.3", "20.3"],
  category: "deployment",
  severity: "high",
  platforms: ["aws", "azure", "google"],
  source: "https://developer.hashicorp.com/terraform/language/expressions/references",
  bad: [
    {
      base: {
        "main.tf": `${queue}
resource "aws_sns_topic" "alerts" {}
resource "aws_cloudwatch_metric_alarm" "age" {
  alarm_actions = [aws_sns_topic.alerts.arn]
}
`,
      },
      head: {
        "main.tf": `${queue}
resource "aws_cloudwatch_metric_alarm" "age" {
  alarm_actions = ["\${aws_sns_topic.alerts.arn}"]
}
`,
      },
    },
    { head: { "main.tf": `${queue}\noutput "queue" {\n  value = { for name in var.names : name => aws_sqs_queue.orders.arn }\n}\n` } },
    {
      head: {
        "main.tf": `
resource "azurerm_linux_function_app" "orders" {
  name                = "orders-\${local.stage}"
  resource_group_name = "orders"
}
`,
      },
    },
    { head: { "main.tf": 'resource "google_pubsub_topic" "orders" {\n  name = module.names.topic\n}\n' } },
  ],
  good: [
    {
      head: {
        "main.tf": `${queue}
data "aws_region" "here" {}
locals {
  arns = { for key, one in aws_sqs_queue.orders[*] : key => one.arn }
}
module "names" {
  source    = "./names"
  providers = { aws = aws.west_coast }
}
resource "aws_security_group" "open" {
  provider = aws.west_coast
  count    = length(var.ports)
  name     = "\${path.module}-\${terraform.workspace}-\${count.index}-\${data.aws_region.here.name}-\${module.names.prefix}"
  dynamic "ingress" {
    for_each = var.ports
    iterator = open_port
    content {
      from_port = open_port.value
      to_port   = open_port.value
    }
  }
  lifecycle {
    ignore_changes = [tags_all.owner]
  }
  provisioner "local-exec" {
    command = "echo \${self.id} $\${not_a.reference}"
  }
}
moved {
  from = aws_sqs_queue.old
  to   = aws_sqs_queue.orders
}
`,
        "variables.tf.json": '{ "variable": { "ports": { "type": "list(number)" } } }',
        "names/main.tf": 'output "prefix" {\n  value = "x"\n}\n',
      },
    },
    // A tool writes the rest of the module before it is deployed.
    { head: { "terragrunt.hcl": "", "main.tf": `${queue}\noutput "stage" {\n  value = var.stage\n}\n` } },
    { head: { ".gitignore": "/generated.tf\n", "main.tf": `${queue}\noutput "stage" {\n  value = var.stage\n}\n` } },
    { base: { "main.tf": 'output "x" {\n  value = var.stage\n}\n' }, head: { "main.tf": `${queue}\noutput "x" {\n  value = var.stage\n}\n` } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const { undeclared } of stack.notes) {
      if (undeclared === undefined) continue;
      const { name, what, scope, at } = undeclared;
      const module = scope === "." ? "the root module" : `the module ${named(scope)}`;
      yield {
        subject: { id: `terraform:module:${scope}` },
        claim: name,
        evidence: [{ at, note: `refers to ${named(name)}` }],
        what: `${named(name)} is used here, but ${module} declares no ${what} of this name; none of its files does.`,
        why: `Terraform refuses the whole configuration (“Reference to undeclared ${announced[what]}”): \`terraform validate\` and \`plan\` stop, and nothing of this module is deployed.`,
        fix: `Declare the ${what} in ${module}, correct the name, or take the reference away together with what it named.`,
      };
    }
  },
};

/** What Terraform's own message calls it. */
const announced = {
  resource: "resource",
  "data source": "resource",
  variable: "input variable",
  "local value": "local value",
  "module call": "module",
} as const;
