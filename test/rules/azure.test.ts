import { describe } from "vitest";
import { azureRules } from "../../src/rules/sets/azure.ts";
import { describeRules } from "../support/check-rule.ts";

describe("the rules about Azure", () => {
  describeRules(azureRules);
});
