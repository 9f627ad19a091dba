import { describe } from "vitest";
import { googleRules } from "../../src/rules/sets/google.ts";
import { describeRules } from "../support/check-rule.ts";

describe("the rules of Google Cloud and Firebase", () => describeRules(googleRules));
