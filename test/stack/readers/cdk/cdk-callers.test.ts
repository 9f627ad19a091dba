import { beforeAll, describe, expect, it } from "vitest";
import { loadGrammars } from "../../../../src/syntax/tree-sitter.ts";
import { propertiesOf, resourcesOf, stackOf } from "./read-cdk.ts";

beforeAll(() => loadGrammars(["typescript", "python"]));

const imports = `import { triggers } from "aws-cdk-lib";
import * as fs from "fs";
import * as cr from "aws-cdk-lib/custom-resources";
import * as apigateway from "aws-cdk-lib/aws-apigateway";
import * as appsync from "aws-cdk-lib/aws-appsync";
import * as codedeploy from "aws-cdk-lib/aws-codedeploy";
import * as pipeline from "aws-cdk-lib/aws-codepipeline";
import * as actions from "aws-cdk-lib/aws-codepipeline-actions";
import * as config from "aws-cdk-lib/aws-config";
import * as firehose from "aws-cdk-lib/aws-kinesisfirehose";
import * as iot from "@aws-cdk/aws-iot-alpha";
import { LambdaFunctionAction } from "@aws-cdk/aws-iot-actions-alpha";
import * as lattice from "aws-cdk-lib/aws-vpclattice";
import * as logs from "aws-cdk-lib/aws-logs";
import { LambdaDestination } from "aws-cdk-lib/aws-logs-destinations";
import * as pipes from "@aws-cdk/aws-pipes-alpha";
import { LambdaEnrichment } from "@aws-cdk/aws-pipes-enrichments-alpha";
import { SqsSource } from "@aws-cdk/aws-pipes-sources-alpha";
import { SqsTarget } from "@aws-cdk/aws-pipes-targets-alpha";
import * as objectlambda from "@aws-cdk/aws-s3objectlambda-alpha";
import * as secrets from "aws-cdk-lib/aws-secretsmanager";
import * as ses from "aws-cdk-lib/aws-ses";
import * as mail from "aws-cdk-lib/aws-ses-actions";
import * as sfn from "aws-cdk-lib/aws-stepfunctions";
import * as tasks from "aws-cdk-lib/aws-stepfunctions-tasks";`;
const fn = `const fn = new lambda.Function(this, "Book", { runtime: lambda.Runtime.NODEJS_22_X, handler: "index.handler", code: lambda.Code.fromAsset("src") });`;
const filesOf = (body: string) => stackOf(`${fn}\n${body}`, imports);

const pythonImports = `import json
from pathlib import Path
from aws_cdk import Stack, aws_codepipeline as pipeline, aws_codepipeline_actions as actions, aws_cognito as cognito, aws_lambda as lambda_
from aws_cdk import aws_secretsmanager as secrets, aws_ses as ses, aws_ses_actions as mail, aws_stepfunctions as sfn, aws_sqs as sqs
from aws_cdk import aws_pipes_alpha as pipes, aws_pipes_sources_alpha as sources, aws_pipes_targets_alpha as targets`;
const pythonFiles = (...lines: readonly string[]) => ({
  "cdk.json": `{ "app": "python3 app.py" }`,
  "app.py": `from aws_cdk import App\nfrom orders import Orders\nOrders(App(), "Orders")\n`,
  "orders.py": `${pythonImports}

class Orders(Stack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        fn = lambda_.Function(self, "Book", runtime=lambda_.Runtime.PYTHON_3_13, handler="book.handler", code=lambda_.Code.from_asset("src"))
${lines.map((line) => `        ${line}`).join("\n")}
`,
});

const invoked = (name: unknown) => ({
  Actions: [{ ActionTypeId: { Category: "Invoke", Provider: "Lambda" }, Configuration: { FunctionName: name } }],
});
const stored = (more = {}) => ({ Rule: { Actions: [{ LambdaAction: { FunctionArn: "→Book.Arn", ...more } }] } });

describe("a function that is given to a construct", () => {
  it.each<[string, string, string, unknown]>([
    [
      "rotates a secret",
      `new secrets.Secret(this, "Key").addRotationSchedule("Monthly", { rotationLambda: fn, automaticallyAfter: cdk.Duration.days(30) });`,
      "Key/Monthly",
      { SecretId: "→Key", RotationLambdaARN: "→Book.Arn", RotationRules: { AutomaticallyAfterDays: 30 } },
    ],
    [
      "checks what Config records",
      `new config.CustomRule(this, "Check", { lambdaFunction: fn });`,
      "Check",
      { Source: { Owner: "CUSTOM_LAMBDA", SourceIdentifier: "→Book.Arn" } },
    ],
    [
      "changes objects on the way",
      `new objectlambda.AccessPoint(this, "View", { bucket: new s3.Bucket(this, "Files"), handler: fn });`,
      "View",
      { ObjectLambdaConfiguration: { TransformationConfigurations: [{ ContentTransformation: { AwsLambda: { FunctionArn: "→Book.Arn" } } }] } },
    ],
    [
      "changes records on the way",
      `new firehose.DeliveryStream(this, "Log", { destination: new firehose.S3Bucket(new s3.Bucket(this, "Files"), { processors: [new firehose.LambdaFunctionProcessor(fn)] }) });`,
      "Log",
      {
        ExtendedS3DestinationConfiguration: {
          ProcessingConfiguration: { Processors: [{ Type: "Lambda", Parameters: [{ ParameterName: "LambdaArn", ParameterValue: "→Book.Arn" }] }] },
        },
      },
    ],
    [
      "takes the errors of a rule of IoT",
      `new iot.TopicRule(this, "Sensor", { sql: iot.IotSql.fromStringAsVer20160323("SELECT *"), errorAction: new LambdaFunctionAction(fn) });`,
      "Sensor",
      { TopicRulePayload: { ErrorAction: { Lambda: { FunctionArn: "→Book.Arn" } } } },
    ],
    [
      "enriches what a pipe carries",
      `new pipes.Pipe(this, "Flow", { source: new SqsSource(new sqs.Queue(this, "In"), { batchSize: 5 }), enrichment: new LambdaEnrichment(fn), target: new SqsTarget(new sqs.Queue(this, "Out")) });`,
      "Flow",
      { Source: "→In.Arn", Enrichment: "→Book.Arn", Target: "→Out.Arn", SourceParameters: { SqsQueueParameters: { BatchSize: 5 } } },
    ],
    [
      "is a data source of AppSync",
      `const api = new appsync.GraphqlApi(this, "Api", { name: "api" });\nnew appsync.LambdaDataSource(this, "Source", { api, lambdaFunction: fn });`,
      "Source",
      { ApiId: "→Api", LambdaConfig: { LambdaFunctionArn: "→Book.Arn" } },
    ],
    [
      "lets callers of AppSync in",
      `new appsync.GraphqlApi(this, "Api", { name: "api", authorizationConfig: { additionalAuthorizationModes: [{ authorizationType: appsync.AuthorizationType.LAMBDA, lambdaAuthorizerConfig: { handler: fn } }] } });`,
      "Api",
      { AdditionalAuthenticationProviders: [{ LambdaAuthorizerConfig: { AuthorizerUri: "→Book.Arn" } }] },
    ],
    [
      "is behind an integration by its address",
      'new apigateway.RestApi(this, "Api").root.addMethod("GET", new apigateway.Integration({ type: apigateway.IntegrationType.AWS_PROXY, uri: `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${fn.functionArn}:${"$"}{stageVariables.alias}/invocations` }));',
      "Api/GET /",
      { Function: "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/{→Book.Arn}:${stageVariables.alias}/invocations" },
    ],
    [
      "is called by a state through the SDK",
      `new sfn.StateMachine(this, "Steps", { definitionBody: sfn.DefinitionBody.fromChainable(new tasks.CallAwsService(this, "Call", { service: "lambda", action: "invoke", parameters: { FunctionName: fn.functionArn }, iamResources: ["*"] })) });`,
      "Steps",
      { Definition: { States: { Call: { Resource: "arn:aws:states:::aws-sdk:lambda:invoke", Parameters: { FunctionName: "→Book.Arn" } } } } },
    ],
    [
      "reads the lines of another function's log",
      `const pay = new lambda.Function(this, "Pay", { runtime: lambda.Runtime.NODEJS_22_X, handler: "pay.handler", code: lambda.Code.fromAsset("src") });
pay.logGroup.addSubscriptionFilter("Lines", { destination: new LambdaDestination(fn), filterPattern: logs.FilterPattern.allEvents() });`,
      "Pay/Lines",
      { LogGroupName: "/aws/lambda/{→Pay}", DestinationArn: "→Book.Arn" },
    ],
    [
      "is a target of a resource of the lowest level",
      `new lattice.CfnTargetGroup(this, "Group", { type: "LAMBDA", targets: [{ id: fn.functionArn }] });`,
      "Group",
      { Type: "LAMBDA", Targets: [{ Id: "→Book.Arn" }] },
    ],
    [
      "is named by a resource without a class",
      `new cdk.CfnResource(this, "Desk", { type: "AWS::Connect::IntegrationAssociation", properties: { IntegrationType: "LAMBDA_FUNCTION", IntegrationArn: fn.functionArn, InstanceId: { "Fn::ImportValue": "desk" } } });`,
      "Desk",
      { IntegrationType: "LAMBDA_FUNCTION", IntegrationArn: "→Book.Arn", InstanceId: "?Fn::ImportValue is resolved at deployment" },
    ],
  ])("%s", (_, body, address, expected) => {
    expect(propertiesOf(filesOf(body), address)).toMatchObject(expected as object);
  });

  it("is a step of a pipeline, given at once, with a stage or later", () => {
    const action = `new actions.LambdaInvokeAction({ actionName: "Call", lambda: fn })`;
    const files = filesOf(`new pipeline.Pipeline(this, "AtOnce", { stages: [{ stageName: "Call", actions: [${action}] }] });
const later = new pipeline.Pipeline(this, "Later");
later.addStage({ stageName: "Call", actions: [${action}] });
later.addStage({ stageName: "Again" }).addAction(${action});
new pipeline.Pipeline(this, "Without", { stages: [{ stageName: "Approve", actions: [new actions.ManualApprovalAction({ actionName: "Ask" })] }] });`);
    expect(propertiesOf(files, "AtOnce")).toMatchObject({ Stages: [invoked("→Book")] });
    expect(propertiesOf(files, "Later")).toMatchObject({ Stages: [invoked("→Book"), invoked("→Book")] });
    expect(resourcesOf(files).has("Without")).toBe(false);
  });

  it("takes mail, as a rule of a set or of its own", () => {
    const files = filesOf(`const set = new ses.ReceiptRuleSet(this, "Set", { rules: [{ actions: [new mail.Lambda({ function: fn })] }] });
set.addRule("Store", { actions: [new mail.Lambda({ function: fn, invocationType: mail.LambdaInvocationType.REQUEST_RESPONSE })] });
new ses.ReceiptRule(this, "Own", { ruleSet: set }).addAction(new mail.Lambda({ function: fn, invocationType: mail.LambdaInvocationType.EVENT }));
set.addRule("Drop", { actions: [new mail.Stop()] });`);
    expect(propertiesOf(files, "Set/Rule0")).toEqual(stored());
    expect(propertiesOf(files, "Set/Store")).toEqual(stored({ InvocationType: "RequestResponse" }));
    expect(propertiesOf(files, "Own")).toEqual(stored({ InvocationType: "Event" }));
    expect(resourcesOf(files).has("Set/Drop")).toBe(false);
  });

  it("is called by deployments: as a trigger itself, by a custom resource, or when traffic moves", () => {
    const files =
      filesOf(`new triggers.TriggerFunction(this, "Seed", { runtime: lambda.Runtime.NODEJS_22_X, handler: "seed.handler", code: lambda.Code.fromAsset("src") });
new cr.AwsCustomResource(this, "Once", { onCreate: { service: "Lambda", action: "invoke", parameters: { FunctionName: fn.functionName } } });
new cr.AwsCustomResource(this, "Other", { onCreate: { service: "Lambda", action: "listAliases", parameters: { FunctionName: fn.functionName } } });
new codedeploy.LambdaDeploymentGroup(this, "Shift", { alias: fn.addAlias("live"), preHook: fn }).addPostHook(fn);`);
    expect(propertiesOf(files, "Seed")).toMatchObject({ Handler: "seed.handler" });
    expect(propertiesOf(files, "Seed/Trigger")).toMatchObject({ Function: "→Seed.Arn", Service: "deployment" });
    expect(propertiesOf(files, "Once/onCreate")).toMatchObject({ Function: "→Book", Service: "deployment" });
    expect(resourcesOf(files).has("Other/onCreate")).toBe(false);
    expect(propertiesOf(files, "Shift/preHook")).toMatchObject({ Function: "→Book.Arn", Service: "codedeploy" });
    expect(propertiesOf(files, "Shift/addPostHook")).toMatchObject({ Function: "→Book.Arn", Service: "codedeploy" });
  });
});

const flow = `{ "StartAt": "Call", "States": { "Call": { "Type": "Task", "Resource": "\${BOOK}", "End": true } } }`;

describe("a definition that a program makes into text", () => {
  it.each([
    ["of a file", `fs.readFileSync("flow.asl.json", "utf8")`],
    ["of a file's bytes", `fs.readFileSync("flow.asl.json").toString()`],
  ])("is the definition %s", (_, text) => {
    const files = {
      ...filesOf(
        `new sfn.CfnStateMachine(this, "Low", { roleArn: "r", definitionString: ${text}, definitionSubstitutions: { BOOK: fn.functionArn } });
new sfn.StateMachine(this, "High", { definitionBody: sfn.DefinitionBody.fromString(${text}) });`,
      ),
      "flow.asl.json": flow,
    };
    const states = { Definition: { States: { Call: { Resource: "${BOOK}" } } }, DefinitionPath: "flow.asl.json" };
    expect(propertiesOf(files, "Low")).toMatchObject({ ...states, DefinitionSubstitutions: { BOOK: "→Book.Arn" } });
    expect(propertiesOf(files, "Low")).not.toHaveProperty("DefinitionString");
    expect(propertiesOf(files, "High")).toMatchObject(states);
  });

  it("is the object that it is made of", () => {
    const files = filesOf(
      `new sfn.CfnStateMachine(this, "Low", { roleArn: "r", definitionString: JSON.stringify({ States: { Call: { Type: "Task", Resource: fn.functionArn } } }) });`,
    );
    expect(propertiesOf(files, "Low")).toMatchObject({ Definition: { States: { Call: { Resource: "→Book.Arn" } } } });
  });

  it("stays open where the file is not there", () => {
    const files = filesOf(`new sfn.CfnStateMachine(this, "Low", { roleArn: "r", definitionString: fs.readFileSync("none.json", "utf8") });`);
    expect(propertiesOf(files, "Low")).not.toHaveProperty("Definition");
  });
});

describe("a program of Python", () => {
  it("gives its functions to constructs by name", () => {
    const files = pythonFiles(
      `secrets.Secret(self, "Key").add_rotation_schedule("Monthly", rotation_lambda=fn)`,
      `cognito.UserPool(self, "Users", lambda_triggers=cognito.UserPoolTriggers(pre_sign_up=fn))`,
      `pipeline.Pipeline(self, "Ship", stages=[pipeline.StageProps(stage_name="Call", actions=[actions.LambdaInvokeAction(action_name="Call", lambda_=fn)])])`,
      `ses.ReceiptRuleSet(self, "Set").add_rule("Store", actions=[mail.Lambda(function=fn)])`,
      `pipes.Pipe(self, "Flow", source=sources.SqsSource(queue=sqs.Queue(self, "In")), target=targets.LambdaFunction(lambda_function=fn))`,
    );
    expect(propertiesOf(files, "Key/Monthly")).toMatchObject({ RotationLambdaARN: "→Book.Arn" });
    expect(propertiesOf(files, "Users")).toMatchObject({ LambdaConfig: { PreSignUp: "→Book.Arn" } });
    expect(propertiesOf(files, "Ship")).toMatchObject({ Stages: [invoked("→Book")] });
    expect(propertiesOf(files, "Set/Store")).toEqual(stored());
    expect(propertiesOf(files, "Flow")).toMatchObject({ Source: "→In.Arn", Target: "→Book.Arn" });
  });

  it.each([
    ["in one go", `text = open("flow.asl.json").read()`],
    ["by its path", `text = Path("flow.asl.json").read_text()`],
    ["while it is open", `with open("flow.asl.json") as file:\n            text = file.read()`],
  ])("reads a definition %s", (_, reading) => {
    const machine = `sfn.CfnStateMachine(self, "Low", role_arn="r", definition_string=text)`;
    const files = { ...pythonFiles(reading, machine), "flow.asl.json": flow };
    expect(propertiesOf(files, "Low")).toMatchObject({ Definition: { StartAt: "Call" }, DefinitionPath: "flow.asl.json" });
  });
});
