import { describe } from "vitest";
import { awsGraphRules } from "../../src/rules/sets/aws-graph.ts";
import { describeRules } from "../support/check-rule.ts";

describe("the rules about AWS resources", () => {
  describeRules(awsGraphRules);
});
