import { describe } from "vitest";
import { workflowRules } from "../../src/rules/sets/workflows.ts";
import { describeRules } from "../support/check-rule.ts";

describe("rules about workflows", () => {
  describeRules(workflowRules);
});
