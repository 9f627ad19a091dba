import type { Location } from "../../change/location.ts";
import type { SdkCall } from "../../handlers/facts.ts";
import { textOf } from "../../stack/value.ts";
import { cdkApp } from "../examples/cdk-app.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";
import { type FoundHandler, functionCode } from "./found-code.ts";
import { importsOnlyKnownPackages } from "./packages.ts";

const template = `
Transform: AWS::Serverless-2016-10-31
Resources:
  Seed:
    Type: Custom::Seed
    Properties:
      ServiceToken: !GetAtt SeedFunction.Arn
  SeedFunction:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: seed.handler
      Runtime: python3.13
`;
const guarded = `
import boto3
import cfnresponse

s3 = boto3.client("s3")

def handler(event, context):
    try:
        s3.put_object(Bucket=event["ResourceProperties"]["Bucket"], Key="seed.json", Body=b"{}")
        cfnresponse.send(event, context, cfnresponse.SUCCESS, {})
    except Exception as error:
        cfnresponse.send(event, context, cfnresponse.FAILED, {"error": str(error)})
`;
const unguarded = `
import boto3
import cfnresponse

s3 = boto3.client("s3")

def handler(event, context):
    s3.put_object(Bucket=event["ResourceProperties"]["Bucket"], Key="seed.json", Body=b"{}")
    cfnresponse.send(event, context, cfnresponse.SUCCESS, {})
`;
const silent = `
import boto3

s3 = boto3.client("s3")

def handler(event, context):
    s3.put_object(Bucket=event["ResourceProperties"]["Bucket"], Key="seed.json", Body=b"{}")
    return {"PhysicalResourceId": "seed"}
`;

export const customResourceNoFailureResponse: Rule = {
  id: "custom-resource-no-failure-response",
  title: "An error of the custom resource leaves the stack waiting for an hour",
  topics: ["18.4", "29.1"],
  category: "deployment",
  severity: "high",
  platforms: ["aws"],
  source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-responses.html",
  bad: [
    { head: { "template.yaml": template, "src/seed.py": unguarded } },
    { head: { "template.yaml": template, "src/seed.py": silent } },
    {
      head: {
        ...cdkApp(`
const seed = new lambda.Function(this, "SeedFunction", {
  runtime: lambda.Runtime.PYTHON_3_13,
  handler: "seed.handler",
  code: lambda.Code.fromAsset("src"),
});
new cdk.CustomResource(this, "Seed", { serviceToken: seed.functionArn });
`),
        "src/seed.py": unguarded,
      },
    },
  ],
  good: [
    // What takes the message answers in its place.
    {
      head: {
        "template.yaml": template,
        "src/seed.py":
          'import json\nimport boto3\n\nsqs = boto3.client("sqs")\n\ndef handler(event, context):\n    sqs.send_message(QueueUrl=event["ResourceProperties"]["Queue"], MessageBody=json.dumps(event))\n',
      },
    },
    { head: { "template.yaml": template, "src/seed.py": guarded } },
    {
      head: {
        "template.yaml": template,
        "src/seed.py": "from crhelper import CfnResource\n\nhelper = CfnResource()\n\ndef handler(event, context):\n    helper(event, context)\n",
      },
    },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const { lambda, handler } of functionCode(stack)) {
      const link = stack.triggersOf(lambda).find((one) => textOf(one.value("service")) === "custom-resource");
      const problem = link === undefined ? null : problemIn(handler);
      if (link === undefined || problem === null) continue;
      yield {
        subject: lambda,
        claim: problem.claim,
        evidence: [
          { at: problem.at, note: problem.note },
          { at: handler.entry, note: "called by CloudFormation" },
          { at: link.at, note: "the custom resource" },
        ],
        what: `${named(lambda)} handles the custom resource ${link.from.resource === null ? "" : `${named(link.from.resource)} `}and ${problem.what}.`,
        why: `CloudFormation does not look at the function's result, only at what is sent to \`ResponseURL\`: ${problem.why}, the stack waits up to an hour before it fails, and then again while it rolls back.`,
        fix: "Send a response on every path: `SUCCESS` at the end of a `try`, `FAILED` with the reason in its `catch` or `except`, for `Delete` too.",
      };
    }
  },
};

interface Problem {
  readonly claim: string;
  readonly at: Location;
  readonly note: string;
  readonly what: string;
  readonly why: string;
}

/** Modules that send the response for the code. */
const responders = /^(?:cfnresponse|cfn-response|cfn-custom-resource|.*cfn[_-]?response.*)$/;

/** Modules that code can send a response with by hand. */
const senders = /^(?:node:)?(?:https?|net|tls|axios|got|ky|undici|node-fetch|http\.client|urllib.*|requests|httpx|socket|subprocess)$/;

/** Certain cases only: nothing could send a response, or a call of a service may fail where nothing catches it. */
function problemIn(handler: FoundHandler): Problem | null {
  const { facts, entry, language } = handler;
  if (!facts.complete || (language !== "python" && language !== "javascript" && language !== "typescript")) return null;
  const responder = facts.imports.find(({ module }) => responders.test(module));
  const call = facts.calls.find((one) => one.phase === "invocation");
  if (responder !== undefined) {
    const failsAlone = facts.catches.length === 0 && call !== undefined && (language === "python" || facts.isAsync);
    if (!failsAlone) return null;
    return {
      claim: "response:failure",
      at: call.at,
      note: "when this fails, nothing is sent",
      what: "sends its response only when nothing fails",
      why: `when \`${call.service}:${call.action}\` fails here`,
    };
  }
  // Code that reaches for the network by itself may send the response.
  if (
    facts.httpCalls.length > 0 ||
    facts.calls.some(handsOn) ||
    !importsOnlyKnownPackages(handler) ||
    facts.imports.some(({ module }) => senders.test(module))
  )
    return null;
  return {
    claim: "response:none",
    at: entry,
    note: "sends no response",
    what: "never sends a response to CloudFormation",
    why: "as none ever comes",
  };
}

/** What the request is handed on to may send the response. */
function handsOn({ service, action }: SdkCall): boolean {
  return /^(?:sqs:SendMessage|sns:Publish|events:PutEvents|lambda:Invoke|states:Start|codebuild:StartBuild|ecs:RunTask|batch:SubmitJob|ssm:SendCommand)/.test(
    `${service}:${action}`,
  );
}
