import { expect, it } from "vitest";
import { linksIn, stackOf } from "../../../support/stack-of.ts";

const template = (policy: string) => `Resources:
  Book: { Type: AWS::Lambda::Function, Properties: { Handler: book.handler, Runtime: nodejs22.x } }
  Check: { Type: AWS::Lambda::Function, Properties: { FunctionName: check, Handler: check.handler, Runtime: nodejs22.x } }
  Version: { Type: AWS::Lambda::Version, Properties: { FunctionName: !Ref Book } }
  Live:
    Type: AWS::Lambda::Alias
    Properties: { FunctionName: !Ref Book, FunctionVersion: !GetAtt Version.Version, Name: live }
    UpdatePolicy: { CodeDeployLambdaAliasUpdate: { ApplicationName: shop, DeploymentGroupName: book, ${policy} } }
`;

it.each([
  ["by reference", "BeforeAllowTrafficHook: !Ref Check"],
  ["by name", "AfterAllowTrafficHook: check"],
])("a hook of an alias's update policy is called, named %s", async (_, policy) => {
  const stack = await stackOf({ "template.yaml": template(policy) });
  expect(linksIn(stack, "triggers")).toEqual(["Live > Check"]);
  expect(stack.linksOf("triggers")[0]?.string("service")).toMatchObject({ value: "codedeploy" });
});

it("an update policy without hooks calls nothing", async () => {
  expect(linksIn(await stackOf({ "template.yaml": template("") }), "triggers")).toEqual([]);
});
