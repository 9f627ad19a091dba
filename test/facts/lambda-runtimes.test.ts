import { describe, expect, it } from "vitest";
import { runtimeConstant } from "../../src/facts/lambda-runtimes.ts";

describe("runtimeConstant", () => {
  it.each([
    ["nodejs22.x", "NODEJS_22_X"],
    ["python3.13", "PYTHON_3_13"],
    ["java21", "JAVA_21"],
    ["dotnet8", "DOTNET_8"],
    ["ruby3.4", "RUBY_3_4"],
    ["provided.al2023", "PROVIDED_AL2023"],
  ])("calls %s %s, as the CDK does", (runtime, constant) => {
    expect(runtimeConstant(runtime)).toBe(constant);
  });
});
