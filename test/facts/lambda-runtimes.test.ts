import { describe, expect, it } from "vitest";
import { lambdaRuntimesTable, runtimeConstant, runtimeEndOf } from "../../src/facts/lambda-runtimes.ts";

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

describe("the ends of Lambda's runtimes", () => {
  it.each([
    ["python3.7", "2023-12-04"],
    ["nodejs20.x", "2026-04-30"],
    ["java8.al2023", "2029-06-30"],
  ])("are known for %s", (runtime, day) => {
    expect(runtimeEndOf(runtime)?.deprecated).toBe(day);
  });

  it.each(["nodejs12.x", "python2.7", "java8", "dotnet6", "dotnetcore3.1", "ruby2.7", "go1.x", "provided"])(
    "name a maintained successor of %s",
    (runtime) => {
      const successor = runtimeEndOf(runtime)?.successor ?? "";
      expect((runtimeEndOf(successor)?.deprecated ?? "") > lambdaRuntimesTable.retrieved).toBe(true);
    },
  );
});
