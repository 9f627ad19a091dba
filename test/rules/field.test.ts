import { fieldRules } from "../../src/rules/sets/field.ts";
import { describeRules } from "../support/check-rule.ts";

describeRules(fieldRules);
