import { expect, test } from "vitest";
import { policyTemplatesOfCoreServices } from "../../../../src/stack/readers/sam/policy-templates-of-core-services.ts";
import { policyTemplatesOfOtherServices } from "../../../../src/stack/readers/sam/policy-templates-of-other-services.ts";
import { policyTemplate } from "../../../../src/stack/readers/sam/policy-templates.ts";

const all = Object.entries({ ...policyTemplatesOfCoreServices, ...policyTemplatesOfOtherServices });

test("every template names actions of its service and closed parameters", () => {
  expect(all.length).toBeGreaterThan(70);
  for (const grant of all.flatMap(([, grants]) => grants)) {
    expect(grant.actions).toMatch(/^[A-Za-z*]+( [A-Za-z]+)*$/);
    expect(grant.service).toMatch(/^[a-z0-9-]+$/);
    for (const resource of grant.resources) expect(resource.replaceAll(/\{[A-Za-z]+\}/g, "")).not.toMatch(/[{}]/);
  }
});

test("a template is found by its name, and nothing else is", () => {
  expect(policyTemplate("SQSPollerPolicy")).toEqual([
    {
      service: "sqs",
      actions: "ChangeMessageVisibility ChangeMessageVisibilityBatch DeleteMessage DeleteMessageBatch GetQueueAttributes ReceiveMessage",
      resources: ["{QueueName}"],
    },
  ]);
  expect(policyTemplate("toString")).toBeUndefined();
});
