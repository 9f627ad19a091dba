import { describe, expect, it } from "vitest";
import { apiTimeoutBelowFunctionTimeout } from "../../../src/rules/functions/api-timeout-below-function-timeout.ts";
import { reviewExample } from "../../support/review-example.ts";

const api = "      Events: { Ask: { Type: HttpApi, Properties: { Method: GET, Path: /ask } } }\n";
const lambda = (name: string, more: string) =>
  `  ${name}:\n    Type: AWS::Serverless::Function\n    Properties:\n      Handler: index.handler\n      Runtime: nodejs22.x\n${more}`;
const template = (...functions: readonly string[]) =>
  `Transform: AWS::Serverless-2016-10-31\nGlobals: { Function: { Timeout: 120 } }\nResources:\n${functions.join("")}`;

describe("an edit of a timeout", () => {
  it("is proposed where one function takes it from the globals", async () => {
    const { findings } = await reviewExample({ head: { "template.yaml": template(lambda("Ask", api)) } }, [apiTimeoutBelowFunctionTimeout]);
    expect(findings.map(({ edit }) => edit === null)).toEqual([false]);
  });

  it("is not proposed where another function takes it from there too", async () => {
    const { findings } = await reviewExample({ head: { "template.yaml": template(lambda("Ask", api), lambda("Export", "")) } }, [
      apiTimeoutBelowFunctionTimeout,
    ]);
    expect(findings.map(({ edit }) => edit === null)).toEqual([true]);
  });
});
