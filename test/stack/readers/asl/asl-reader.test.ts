import { describe, expect, test } from "vitest";
import { aslReader } from "../../../../src/stack/readers/asl/asl-reader.ts";
import { cloudformationReader } from "../../../../src/stack/readers/cloudformation/cloudformation-reader.ts";
import { valueAt } from "../../../../src/stack/value.ts";
import { readFiles } from "../../../support/read-files.ts";

const definition = '{"StartAt": "A", "States": {"A": {"Type": "Pass", "End": true}}}';

describe("definitions in files of their own", () => {
  test("are state machines where no template names them", () => {
    const reading = readFiles(aslReader, {
      "flows/pay.asl.json": definition,
      "flows/ship.asl.yaml": "StartAt: A\nStates: { A: { Type: Succeed } }\n",
    });
    expect(reading.resources.map((resource) => [resource.name, resource.format, resource.scope])).toEqual([
      ["pay", "asl", "flows/pay.asl.json"],
      ["ship", "asl", "flows/ship.asl.yaml"],
    ]);
    expect(reading.properties("pay")).toMatchObject({ DefinitionPath: "flows/pay.asl.json", Definition: { StartAt: "A" } });
  });

  test("are left to the template or module that names them", () => {
    const reading = readFiles(aslReader, {
      "flows/pay.asl.json": definition,
      "flows/ship.asl.json": definition,
      "template.yaml": "DefinitionUri: flows/pay.asl.json",
      "main.tf": 'definition = file("flows/ship.asl.json")',
    });
    expect(reading.resources).toEqual([]);
  });

  test("that are something else, or broken, are no state machines", () => {
    const reading = readFiles(aslReader, { "a.asl.json": '{"name": "x"}', "b.asl.json": "{", "c.asl.json": "" });
    expect(reading.resources).toEqual([]);
    expect(reading.messages).toEqual([expect.stringContaining("b.asl.json:1")]);
  });
});

describe("definitions inside a template", () => {
  const read = (property: string) =>
    readFiles(cloudformationReader, {
      "template.yaml": `Resources:
  Fn: { Type: AWS::Lambda::Function }
  Flow:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      ${property}
`,
    });

  test("in a block of text keep their lines, and what is substituted stays a reference", () => {
    const reading = read(`DefinitionString: !Sub |
        {
          "StartAt": "A",
          "States": {
            "A": {"Type": "Task", "Resource": "\${Fn.Arn}", "Comment": "of \${Fn}", "End": true}
          }
        }`);
    expect(reading.properties("Flow")["Definition"]).toMatchObject({ States: { A: { Resource: "→Fn.Arn", Comment: "of {→Fn}" } } });
    const states = valueAt(reading.at("Flow").properties, "Definition", "States", "A");
    expect(states?.at).toEqual({ path: "template.yaml", startLine: 10, endLine: 10 });
  });

  test("in one line, joined or as a map are the same tree", () => {
    for (const property of [
      `DefinitionString: '{"StartAt": "A", "States": {"A": {"Resource": "x"}}}'`,
      `DefinitionString: !Join ["", ['{"StartAt": "A", ', '"States": {"A": {"Resource": "x"}}}']]`,
      "DefinitionString: !ToJsonString { StartAt: A, States: { A: { Resource: x } } }",
      "Definition: { StartAt: A, States: { A: { Resource: x } } }",
    ]) {
      expect(read(property).properties("Flow")["Definition"]).toEqual({ StartAt: "A", States: { A: { Resource: "x" } } });
    }
  });

  test("have substitutions applied, and keep what was written", () => {
    const reading = read(`DefinitionSubstitutions: { Target: !GetAtt Fn.Arn }
      Definition: { StartAt: A, States: { A: { Resource: "\${Target}", Other: "\${Nobody}" } } }`);
    expect(reading.properties("Flow")).toMatchObject({
      Definition: { States: { A: { Resource: "→Fn.Arn", Other: "${Nobody}" } } },
      DefinitionAsWritten: { States: { A: { Resource: "${Target}" } } },
    });
  });

  test("that are not JSON are noted where they stand", () => {
    const reading = read(`DefinitionString: |
        {
          "StartAt": [
        `);
    expect(reading.messages[0]).toMatch(/^template.yaml:[789] /);
  });

  test("in a file that is not there are noted", () => {
    expect(read("DefinitionS3Location: flows/none.json").messages).toEqual([
      "template.yaml:6 the definition flows/none.json is not in the repository",
    ]);
  });
});
