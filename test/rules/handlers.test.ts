import { describe } from "vitest";
import { handlerRules } from "../../src/rules/sets/handlers.ts";
import { describeRules } from "../support/check-rule.ts";

describe("rules about handler code", () => {
  describeRules(handlerRules);
});
