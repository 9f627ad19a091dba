import { awsDefaults } from "../../facts/aws-numbers.ts";
import { shortestIntervalSeconds } from "../../stack/schedule-interval.ts";
import { cdkApp } from "../examples/cdk-app.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const template = (expression: string, more = "") => `
Resources:
  Billing:
    Type: AWS::Scheduler::Schedule
    Properties:
      ScheduleExpression: ${expression}
      FlexibleTimeWindow: { Mode: "OFF" }
      Target:
        Arn: arn:aws:lambda:eu-west-1:123456789012:function:bill
        RoleArn: arn:aws:iam::123456789012:role/scheduler
${more}`;

/** A run that fails is made up for by the next one soon. */
const soonSeconds = 3_600;

export const schedulerTargetNoDlq: Rule = {
  id: "scheduler-target-no-dlq",
  title: "A run that cannot be started is lost",
  topics: ["22.6", "2.3"],
  category: "reliability",
  severity: "medium",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/scheduler/latest/UserGuide/configuring-schedule-dlq.html",
  bad: [
    { head: { "template.yaml": template("cron(0 3 * * ? *)") } },
    {
      head: {
        "main.tf": `
resource "aws_scheduler_schedule" "renewal" {
  name                = "renewal"
  schedule_expression = "at(2026-12-24T08:00:00)"
  flexible_time_window {
    mode = "OFF"
  }
  target {
    arn      = "arn:aws:lambda:eu-west-1:123456789012:function:renew"
    role_arn = "arn:aws:iam::123456789012:role/scheduler"
  }
}
`,
      },
    },
    {
      head: cdkApp(`
new scheduler.CfnSchedule(this, "Billing", {
  scheduleExpression: "cron(0 3 * * ? *)",
  flexibleTimeWindow: { mode: "OFF" },
  target: { arn: "arn:aws:lambda:eu-west-1:123456789012:function:bill", roleArn: "arn:aws:iam::123456789012:role/scheduler" },
});
`),
    },
  ],
  good: [
    { head: { "template.yaml": template("at(2020-02-01T08:00:00)") } },
    { head: { "template.yaml": template("cron(0 3 * * ? *)", "        DeadLetterConfig: { Arn: arn:aws:sqs:eu-west-1:123456789012:lost }\n") } },
    { head: { "template.yaml": template("rate(5 minutes)") } },
  ],
  *check({ stack, now }): Iterable<Draft> {
    for (const schedule of stack.resourcesOf("schedule", "aws")) {
      const expression = schedule.string("expression");
      const interval = expression.known ? shortestIntervalSeconds(expression.value) : null;
      if (interval === null || interval <= soonSeconds || schedule.has("deadLetterTarget") || (expression.known && isOver(expression.value, now)))
        continue;
      const age = schedule.number("maximumEventAgeSeconds");
      const isLate = age.known && age.value >= awsDefaults.scheduleEventAge.value;
      yield {
        subject: schedule,
        claim: "deadLetterTarget",
        evidence: [{ at: schedule.at, note: "no dead-letter queue" }],
        what: `The schedule ${named(schedule)} (\`${expression.known ? expression.value : ""}\`) has no dead-letter queue for runs that cannot be started.`,
        why: `When its target is throttled, renamed or not permitted, the scheduler tries ${isLate ? "for up to 24 h, so that a run may come hours late, " : "for a while "}and then drops the run; nobody learns that it never happened.`,
        fix: `Add a \`DeadLetterConfig\` with an SQS queue that has an alarm${isLate ? ", and a `RetryPolicy` whose `MaximumEventAgeInSeconds` fits how late the run may be" : ""}.`,
        severity: interval < 86_400 ? "low" : "medium",
      };
    }
  },
};

/** A single run of the past: nothing is started any more. Time zones are told apart by a day. */
function isOver(expression: string, now: Date): boolean {
  const date = /^at\((\d{4}-\d{2}-\d{2})T/.exec(expression)?.[1];
  return date !== undefined && Date.parse(date) < now.getTime() - 2 * 86_400_000;
}
