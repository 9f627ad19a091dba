import { describe, expect, it } from "vitest";
import { type Plain, built, fn, native, open, queue, ref } from "../natives.ts";

function rule(targets: readonly Plain[], more: Parameters<typeof native>[2] = {}) {
  return native("AWS::Events::Rule", "Rule", { Targets: targets, ...more });
}

describe("rules", () => {
  it("trigger functions and workflows, and feed queues", () => {
    const stack = built(
      fn("Worker"),
      queue("Orders"),
      native("AWS::StepFunctions::StateMachine", "Flow"),
      rule([
        { Id: "One", Arn: ref("Worker", "Arn") },
        { Id: "Two", Arn: ref("Orders", "Arn") },
        { Id: "Three", Arn: ref("Flow") },
      ]),
    );
    expect(stack.lines()).toEqual(["triggers Rule > Worker (Rule.One)", "subscribes Rule > Orders (Rule.Two)", "triggers Rule > Flow (Rule.Three)"]);
  });

  it("retry for a day unless a target says otherwise, and put the rest into a dead-letter queue", () => {
    const stack = built(
      fn("Worker"),
      queue("Dlq"),
      rule([{ Id: "One", Arn: ref("Worker", "Arn"), RetryPolicy: { MaximumRetryAttempts: 2 }, DeadLetterConfig: { Arn: ref("Dlq", "Arn") } }]),
    );
    const link = stack.link("triggers");
    expect(link.number("maximumRetryAttempts")).toMatchObject({ value: 2, isDefault: false });
    expect(link.number("maximumRecordAgeSeconds")).toMatchObject({ value: 86_400, isDefault: true });
    expect(link.has("deadLetterTarget")).toBe(true);
    expect(stack.lines()).toContain("dead-letters Rule > Dlq (Rule.One)");
  });

  it("tell their schedule and their bus", () => {
    const stack = built(
      fn("Worker"),
      native("AWS::Events::EventBus", "Bus", { Name: "orders" }),
      rule([{ Id: "One", Arn: ref("Worker", "Arn") }], {
        ScheduleExpression: "rate(5 minutes)",
        EventBusName: ref("Bus", "Name"),
        State: "DISABLED",
      }),
    );
    expect(stack.link("triggers").string("scheduleExpression")).toMatchObject({ value: "rate(5 minutes)" });
    expect(stack.link("contains").from.resource?.name).toBe("Bus");
    expect(stack.resource("Rule").boolean("enabled")).toMatchObject({ value: false });
  });

  it("keep a target that is open as a value", () => {
    expect(built(rule([{ Id: "One", Arn: open("parameter Target has no default") }])).link("triggers").to).toMatchObject({ resource: null });
  });

  it("take targets that are declared apart", () => {
    const target = native("AWS::Events::RuleTarget", "Target", { Rule: ref("Rule"), Target: { Arn: ref("Worker", "Arn") } });
    expect(built(fn("Worker"), rule([]), target).lines()).toEqual(["triggers Rule > Worker (Target)"]);
  });
});

describe("schedules", () => {
  it("trigger a function with the scheduler's settings", () => {
    const stack = built(
      fn("Worker"),
      queue("Dlq"),
      native("AWS::Scheduler::Schedule", "Nightly", {
        ScheduleExpression: "cron(0 3 * * ? *)",
        FlexibleTimeWindow: { Mode: "OFF" },
        Target: { Arn: ref("Worker", "Arn"), RetryPolicy: { MaximumRetryAttempts: 0 }, DeadLetterConfig: { Arn: ref("Dlq", "Arn") } },
      }),
    );
    expect(stack.lines()).toEqual(["triggers Nightly > Worker (Nightly)", "dead-letters Nightly > Dlq (Nightly)"]);
    expect(stack.link("triggers").string("service")).toMatchObject({ value: "scheduler" });
    expect(stack.resource("Nightly").number("retryCount")).toMatchObject({ value: 0 });
    expect(stack.resource("Nightly").number("maximumEventAgeSeconds")).toMatchObject({ value: 86_400, isDefault: true });
  });

  it("find the function of a universal target in its input", () => {
    const schedule = native("AWS::Scheduler::Schedule", "Nightly", {
      Target: { Arn: "arn:aws:scheduler:::aws-sdk:lambda:invoke", Input: '{"FunctionName": "worker"}' },
    });
    expect(built(fn("Worker", { FunctionName: "worker" }), schedule).link("triggers").to.resource?.name).toBe("Worker");
  });
});

describe("subscribers of a custom event bus", () => {
  it("retry five times in five minutes unless they say otherwise", () => {
    const stack = built(
      fn("Worker"),
      native("AWS::EventsV2::EventBus", "Bus", { Name: "orders" }),
      native("AWS::EventsV2::Subscriber", "Subscriber", {
        EventBusArn: ref("Bus", "Arn"),
        InvokeConfiguration: { TargetArn: ref("Worker", "Arn"), RoleArn: "arn:aws:iam::123456789012:role/r" },
      }),
    );
    const link = stack.link("triggers", "Worker");
    expect(link.number("maximumRetryAttempts")).toMatchObject({ value: 5 });
    expect(link.number("maximumRecordAgeSeconds")).toMatchObject({ value: 300 });
    expect(link.string("service")).toMatchObject({ value: "eventbridge-v2" });
    expect(stack.lines()).toContain("contains Bus > Subscriber (Subscriber)");
  });
});
