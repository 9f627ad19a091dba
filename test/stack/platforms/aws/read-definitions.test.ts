import { expect, it } from "vitest";
import { built, native, queue } from "./natives.ts";

const machine = (path: string, more: Parameters<typeof native>[3]) =>
  native("AWS::StepFunctions::StateMachine", more?.format === "asl" ? "alone" : "Flow", { DefinitionPath: path }, more);

it("a definition that a declaration was read with is no state machine of its own", () => {
  const alone = machine("flow.asl.json", { format: "asl", scope: "flow.asl.json" });
  expect(built(machine("flow.asl.json", { format: "cdk" }), alone).resources.map(({ name }) => name)).toEqual(["Flow"]);
  expect(built(machine("other.asl.json", { format: "cdk" }), alone).resources.map(({ name }) => name)).toEqual(["Flow", "alone"]);
});

it("a file that nobody names is a state machine, and one without a path too", () => {
  const [first, second] = [machine("a.asl.json", { format: "asl" }), native("AWS::StepFunctions::StateMachine", "b", {}, { format: "asl" })];
  expect(built(queue("Jobs"), first, second).resources.map(({ name }) => name)).toEqual(["Jobs", "alone", "b"]);
});
