import { describe, expect, test } from "vitest";
import { cloudformationReader } from "../../../../src/stack/readers/cloudformation/cloudformation-reader.ts";
import { memorySnapshot } from "../../../support/memory-snapshot.ts";
import { readFiles } from "../../../support/read-files.ts";

function read(template: string, others: Record<string, string> = {}) {
  return readFiles(cloudformationReader, { "infra/template.yaml": template, ...others });
}

/** The property `P` of a bucket whose value is written as given, beside parameters, mappings and conditions. */
function resolved(value: string, others = "") {
  return read(`
Parameters:
  Stage: { Type: String, Default: dev }
  Bare: { Type: String }
  One: { Type: String, AllowedValues: [only] }
  Zones: { Type: CommaDelimitedList, Default: "a, b" }
  Secret: { Type: "AWS::SSM::Parameter::Value<String>", Default: /x }
Mappings:
  Sizes:
    dev: { Memory: 128, Same: x }
    prod: { Memory: 512, Same: x }
Conditions:
  IsLive: !Equals [!Ref Stage, live]
  IsProd: !Equals [!Ref One, prod]
  IsDev: !Not [!Condition IsProd]
  IsBare: !Equals [!Ref Bare, x]
  IsBoth: !And [!Condition IsBare, !Condition IsProd]
  IsEither: !Or [!Condition IsBare, !Condition IsDev]
Resources:
  Queue: { Type: AWS::SQS::Queue }
  Subject:
    Type: AWS::S3::Bucket
    Properties:
      P: ${value}
${others}`).properties("Subject")["P"];
}

describe("which files are templates", () => {
  test("a file is a template by what it says, not by its name", () => {
    const reading = readFiles(cloudformationReader, {
      "stack.template": '{"Resources": {"Queue": {"Type": "AWS::SQS::Queue"}}}',
      "values.yaml": "Resources:\n  Queue: { Type: deployment }\n",
      ".github/workflows/ci.yml": "on: push\n# Resources AWS::\njobs: {}\n",
      "package.json": '{"Resources": {"Queue": {"Type": "AWS::SQS::Queue"}}}',
      "node_modules/x/template.yaml": "Resources: { Queue: { Type: AWS::SQS::Queue } }",
    });
    expect(reading.resources.map((resource) => resource.scope)).toEqual(["stack.template"]);
    expect(reading.files).toEqual(["stack.template"]);
  });

  test("a fragment that a serverless.yml takes in is no template of its own", () => {
    const reading = readFiles(cloudformationReader, {
      "api/serverless.yml": "service: a\nprovider: { name: aws }\nresources: ${file(resources/queue.yml)}\n",
      "api/resources/queue.yml": "Resources: { Queue: { Type: AWS::SQS::Queue } }",
    });
    expect(reading.resources).toEqual([]);
  });

  test("a template that is in the tree but not loaded is asked for", () => {
    const snapshot = memorySnapshot({}, ["template.yaml"]);
    expect(cloudformationReader.read(["template.yaml"], snapshot).resources).toEqual([]);
    expect([...snapshot.wanted]).toEqual(["template.yaml"]);
  });
});

describe("Ref", () => {
  test("to a parameter is its default, at the place of use", () => {
    const reading = read(
      "Parameters:\n  T: { Type: Number, Default: 30 }\nResources:\n  Q:\n    Type: AWS::SQS::Queue\n    Properties:\n      VisibilityTimeout: !Ref T\n",
    );
    expect(reading.properties("Q")).toEqual({ VisibilityTimeout: 30 });
    expect(reading.at("Q").properties.entries.get("VisibilityTimeout")?.value.at.startLine).toBe(7);
  });

  test.each([
    ["!Ref Bare", "?parameter Bare has no default"],
    ["!Ref One", "only"],
    ["!Ref Zones", ["a", "b"]],
    ["!Ref Secret", "?parameter Secret is read from Systems Manager at deployment"],
    ["!Ref Queue", "→Queue"],
    ["!GetAtt Queue.Arn", "→Queue.Arn"],
    ["!GetAtt [Queue, Arn]", "→Queue.Arn"],
    ["!Ref Nobody", "?Nobody is not declared in this template"],
    ["!Ref AWS::NoValue", undefined],
    ["!Ref AWS::Region", "?AWS::Region"],
  ])("%s is %j", (value, expected) => {
    expect(resolved(value)).toEqual(expected);
  });
});

describe("intrinsic functions", () => {
  test.each([
    ["!Sub 'x-${Stage}'", "x-dev"],
    ["!Sub 'x-${AWS::Region}-${Queue.QueueName}'", "x-{?AWS::Region}-{→Queue.QueueName}"],
    ["!Sub ['${a}-${Stage}', { a: !Ref One }]", "only-dev"],
    ["!Sub '${!Literal}'", "${Literal}"],
    ["!Sub '${Queue}'", "→Queue"],
    ["!Join ['-', [a, !Ref Stage, !Ref Bare]]", "a-dev-{?parameter Bare has no default}"],
    ["!Join [',', !Ref Zones]", "a,b"],
    ["!Select [1, !Ref Zones]", "b"],
    ["!Split ['/', a/b]", ["a", "b"]],
    ["!Select [9, [a]]", "?Fn::Select is out of range"],
    ["!FindInMap [Sizes, !Ref Stage, Memory]", 128],
    ["!FindInMap [Sizes, !Ref Bare, Same]", "x"],
    ["!FindInMap [Sizes, !Ref Bare, Memory]", "?a key of the mapping Sizes is not known"],
    ["!FindInMap [Sizes, test, Memory, { DefaultValue: 1 }]", 1],
    ["!Base64 text", "text"],
    ["!Length [a, b]", 2],
    ["!ToJsonString { a: !Ref Stage }", { a: "dev" }],
    ["!ImportValue nobody", "?nobody is exported by a stack that is not in the repository"],
    ["!GetAZs ''", "?Fn::GetAZs is computed at deployment"],
    ["!Cidr [!Ref Stage, 2, 8]", "?Fn::Cidr is computed at deployment"],
  ])("%s is %j", (value, expected) => {
    expect(resolved(value)).toEqual(expected);
  });

  test("Fn::If takes the branch of a condition that is decided, and drops what has no value", () => {
    expect(resolved("!If [IsProd, 1, 2]")).toBe(2);
    expect(resolved("!If [IsDev, !Ref 'AWS::NoValue', 2]")).toBeUndefined();
    expect(resolved("[a, !If [IsProd, b, !Ref 'AWS::NoValue']]")).toEqual(["a"]);
  });

  test("Fn::If is unknown where the condition hangs on a default: other stages pass something else", () => {
    expect(resolved("!If [IsLive, 1, 2]")).toBe("?the condition IsLive is not known");
    expect(resolved("!If [IsLive, 1, !Ref 'AWS::NoValue']")).toBe("?the condition IsLive is not known");
    expect(resolved("!If [IsLive, 2, 2]")).toBe(2);
  });

  test("Fn::If is unknown where the condition is, unless both branches say the same", () => {
    expect(resolved("!If [IsBare, 1, 2]")).toBe("?the condition IsBare is not known");
    expect(resolved("!If [IsBare, !GetAtt Queue.Arn, !GetAtt Queue.Arn]")).toBe("→Queue.Arn");
  });

  test("And and Or are decided by one operand where it suffices", () => {
    expect(resolved("!If [IsBoth, 1, 2]")).toBe(2);
    expect(resolved("!If [IsEither, 1, 2]")).toBe(1);
  });

  test("conditions and mappings that name each other in a circle end", () => {
    expect(
      read("Conditions:\n  A: !Not [!Condition B]\n  B: !Not [!Condition A]\nResources:\n  Q: { Type: AWS::SQS::Queue, Condition: A }\n").at("Q")
        .conditional,
    ).toBe(true);
  });
});

describe("declarations", () => {
  test("carry the attributes that are not properties", () => {
    const { attributes, at } = read(`Resources:
  Table:
    Type: AWS::DynamoDB::Table
    DeletionPolicy: Retain
    DependsOn: [A, B]
    Metadata: { note: 1 }
`).at("Table");
    expect(Object.fromEntries(attributes)).toEqual({ DeletionPolicy: "Retain", DependsOn: "A,B", Metadata: '{"note":1}' });
    expect([at.startLine, at.endLine]).toEqual([2, 6]);
  });

  test("are conditional unless their condition is known to hold", () => {
    const reading = read(`Parameters: { Stage: { Type: String, Default: dev }, Kind: { Type: String, AllowedValues: [shop] } }
Conditions:
  IsBlog: !Equals [!Ref Kind, blog]
  IsShop: !Equals [!Ref Kind, shop]
  IsDev: !Equals [!Ref Stage, dev]
Resources:
  A: { Type: AWS::SQS::Queue, Condition: IsBlog }
  B: { Type: AWS::SQS::Queue, Condition: IsShop }
  C: { Type: AWS::SQS::Queue }
  D: { Type: AWS::SQS::Queue, Condition: IsDev }
`);
    expect(["A", "B", "C", "D"].map((address) => reading.at(address).conditional)).toEqual([true, false, false, true]);
  });

  test("without a type are noted", () => {
    expect(read("AWSTemplateFormatVersion: '2010-09-09'\nResources:\n  A: {}\n").messages).toEqual([
      "infra/template.yaml:3 A has no type and was not reviewed",
    ]);
  });

  test("of functions name their code from the repository's root", () => {
    const reading = read(
      "Resources:\n  F: { Type: AWS::Lambda::Function, Properties: { Code: ../src } }\n  G: { Type: AWS::Lambda::Function, Properties: { Code: { ZipFile: x } } }\n",
    );
    expect(reading.properties("F")).toMatchObject({ CodeUri: "src" });
    expect(reading.properties("G")).toEqual({ Code: { ZipFile: "x" } });
  });

  test("of APIs give the routes of their OpenAPI body", () => {
    const reading = read(`Resources:
  Fn: { Type: AWS::Lambda::Function }
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Body:
        securityDefinitions:
          iam: { type: apiKey, x-amazon-apigateway-authtype: awsSigv4 }
        paths:
          /orders:
            get:
              security: [{ iam: [] }]
              x-amazon-apigateway-integration:
                uri: !Sub arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/\${Fn.Arn}/invocations
                timeoutInMillis: 5000
            post: {}
`);
    expect(reading.properties("Api GET /orders")).toEqual({
      Api: "→Api",
      ApiKind: "rest",
      Method: "GET",
      Path: "/orders",
      Auth: { Type: "AWS_IAM", ApiKeyRequired: false },
      Function: "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/{→Fn.Arn}/invocations",
      TimeoutSeconds: 5,
    });
    expect(reading.properties("Api POST /orders")).toMatchObject({ Auth: { Type: "NONE" } });
  });
});

describe("macros", () => {
  test("loops are written out where their list is known", () => {
    const reading = read(`Transform: AWS::LanguageExtensions
Parameters: { Names: { Type: CommaDelimitedList, Default: "A,B" } }
Resources:
  Fn::ForEach::Queues:
    - Name
    - !Ref Names
    - Queue\${Name}:
        Type: AWS::SQS::Queue
        Properties: { QueueName: !Sub "q-\${Name}" }
`);
    expect(reading.properties("QueueA")).toEqual({ QueueName: "q-A" });
    expect(reading.properties("QueueB")).toEqual({ QueueName: "q-B" });
  });

  test("loops in loops end at a bound", () => {
    const items = JSON.stringify(Array.from({ length: 200 }, (_, index) => `i${index}`));
    const reading = read(`Resources:
  Fn::ForEach::A:
    - X
    - ${items}
    - Fn::ForEach::B\${X}:
        - Y
        - ${items}
        - Queue\${X}\${Y}: { Type: AWS::SQS::Queue }
  Plain: { Type: AWS::SQS::Queue }
`);
    expect(reading.resources.length).toBeLessThan(2001);
    expect(reading.messages).toEqual([expect.stringContaining("more than 2000 copies")]);
  });

  test("local includes are inserted, with the places of their own file", () => {
    const reading = read(
      "Resources:\n  Plain: { Type: AWS::SQS::Queue }\n  Fn::Transform: { Name: AWS::Include, Parameters: { Location: ./more.yaml } }\n",
      { "infra/more.yaml": "More:\n  Type: AWS::SQS::Queue\n" },
    );
    expect(reading.at("More").at).toMatchObject({ path: "infra/more.yaml", startLine: 1 });
    expect(reading.files).toContain("infra/more.yaml");
  });

  test("that are not AWS's own are noted", () => {
    expect(read("Transform: [Company::Macro]\nResources: { Q: { Type: AWS::SQS::Queue } }\n").messages).toEqual([
      "infra/template.yaml:1 the macro Company::Macro was not applied: what it changes is not reviewed",
    ]);
  });
});

describe("nested stacks", () => {
  const parent = `Parameters: { Seconds: { Type: Number, Default: 60 } }
Resources:
  Dlq: { Type: AWS::SQS::Queue }
  Child:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: ./child/queue.yaml
      Parameters: { Timeout: !Ref Seconds, DlqArn: !GetAtt Dlq.Arn }
  Subscription:
    Type: AWS::SNS::Subscription
    Properties: { Endpoint: !GetAtt Child.Outputs.QueueArn, Missing: !GetAtt Child.Outputs.Nothing }
`;
  const child = `Parameters:
  Timeout: { Type: Number }
  DlqArn: { Type: String }
  Kept: { Type: Number, Default: 1 }
Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties: { VisibilityTimeout: !Ref Timeout, Redrive: !Ref DlqArn, Kept: !Ref Kept }
Outputs:
  QueueArn: { Value: !GetAtt Queue.Arn }
`;

  test("give their parameters to the child and its outputs to the parent, across scopes", () => {
    const reading = read(parent, { "infra/child/queue.yaml": child });
    expect(reading.properties("Queue")).toEqual({ VisibilityTimeout: 60, Redrive: "→infra/template.yaml#Dlq.Arn", Kept: 1 });
    expect(reading.properties("Subscription")).toEqual({
      Endpoint: "→infra/child/queue.yaml#Queue.Arn",
      Missing: "?the nested stack gives no output Nothing",
    });
  });

  test("that use one template twice leave unknown what differs", () => {
    const reading = read(
      `Resources:
  A: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml, Parameters: { Timeout: 10, Other: 1 } } }
  B: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml, Parameters: { Timeout: 20, Other: 1 } } }
`,
      {
        "infra/child.yaml":
          "Parameters: { Timeout: { Type: Number }, Other: { Type: Number } }\nResources:\n  Q: { Type: AWS::SQS::Queue, Properties: { VisibilityTimeout: !Ref Timeout, DelaySeconds: !Ref Other } }\n",
      },
    );
    expect(reading.properties("Q")).toEqual({
      VisibilityTimeout: "?parameter Timeout differs between the stacks that use the template",
      DelaySeconds: 1,
    });
  });

  test("that feed each other in a circle end", () => {
    const reading = read(
      `Resources:
  A: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml, Parameters: { In: !GetAtt A.Outputs.Out } } }
`,
      {
        "infra/child.yaml":
          "Parameters: { In: { Type: String } }\nResources:\n  Q: { Type: AWS::SQS::Queue, Properties: { QueueName: !Ref In } }\nOutputs: { Out: { Value: !Ref In } }\n",
      },
    );
    expect(reading.properties("Q")["QueueName"]).toMatch(/^\?/);
  });
});

test("an import finds the export of another template of the repository", () => {
  const reading = read("Resources:\n  S: { Type: AWS::SNS::Subscription, Properties: { Endpoint: !ImportValue orders-dev } }\n", {
    "orders.yaml": `Parameters: { Stage: { Type: String, Default: dev } }
Resources: { Queue: { Type: AWS::SQS::Queue } }
Outputs: { Arn: { Value: !GetAtt Queue.Arn, Export: { Name: !Sub "orders-\${Stage}" } } }
`,
  });
  expect(reading.properties("S")).toEqual({ Endpoint: "→orders.yaml#Queue.Arn" });
  expect(reading.shared).toMatchObject([{ store: "export", key: "orders-dev", scope: "orders.yaml", value: { address: "Queue" } }]);
});

test("a template with a syntax error gives what could be understood, and says where it broke", () => {
  const reading = read(
    "Resources:\n  Q:\n    Type: AWS::SQS::Queue\n    Properties:\n      VisibilityTimeout: [30\n  R:\n    Type: AWS::SQS::Queue\n",
  );
  expect(reading.has("Q")).toBe(true);
  expect(reading.messages.length).toBeGreaterThan(0);
});
