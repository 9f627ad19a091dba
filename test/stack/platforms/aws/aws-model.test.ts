import { describe, expect, it } from "vitest";
import { map, scalar } from "../../../../src/stack/value-builders.ts";
import type { MapValue } from "../../../../src/stack/value.ts";
import { awsModel } from "../../../../src/stack/platforms/aws/aws-model.ts";
import { built, fn, here, native, open, queue, ref } from "./natives.ts";

describe("awsModel", () => {
  it("reads a function's settings with their places and the dialect's names", () => {
    const at = { path: "main.tf", startLine: 7, endLine: 7 };
    const properties = map([{ name: "Timeout", key: at, value: scalar(120, at), at }], here);
    const timeout = built(
      native(
        "AWS::Lambda::Function",
        "Worker",
        {},
        { properties, nativeType: "aws_lambda_function", nativeNames: (path) => (path === "Timeout" ? "timeout" : undefined) },
      ),
    ).resource("Worker");
    expect(timeout.number("timeoutSeconds")).toMatchObject({ known: true, value: 120, at, nativeName: "timeout", isDefault: false });
    expect(timeout).toMatchObject({ kind: "function", nativeType: "aws_lambda_function", nativeShape: "AWS::Lambda::Function" });
  });

  it("takes the platform's default where nothing is written", () => {
    const worker = built(fn("Worker")).resource("Worker");
    expect(worker.number("timeoutSeconds")).toMatchObject({ known: true, value: 3, isDefault: true, nativeName: "Timeout" });
    expect(worker.number("reservedConcurrency")).toMatchObject({ known: false, state: "absent", nativeName: "ReservedConcurrentExecutions" });
  });

  it("says unknown for a setting inside a part that is open", () => {
    const worker = built(fn("Worker", { VpcConfig: open("parameter Vpc has no default") })).resource("Worker");
    expect(worker.value("subnets")).toMatchObject({ kind: "unknown", reason: "parameter Vpc has no default" });
  });

  it("takes a folder as code path and leaves packages elsewhere out", () => {
    const stack = built(fn("Local", { CodeUri: "src/orders" }), fn("Far", { Code: { S3Bucket: "b", S3Key: "k" } }));
    expect(stack.resource("Local").string("codePath")).toMatchObject({ known: true, value: "src/orders" });
    expect(stack.resource("Far").string("codePath").known).toBe(false);
  });

  it("converts words and milliseconds", () => {
    const stack = built(
      native("AWS::S3::Bucket", "On", { VersioningConfiguration: { Status: "Enabled" } }),
      native("AWS::S3::Bucket", "Off", { VersioningConfiguration: { Status: "Suspended" } }),
      native("AWS::ApiGateway::Method", "Method", { HttpMethod: "GET", Integration: { TimeoutInMillis: 12_500 } }),
    );
    expect(stack.resource("On").boolean("versioning")).toMatchObject({ value: true });
    expect(stack.resource("Off").boolean("versioning")).toMatchObject({ value: false });
    expect(stack.resource("Method").number("timeoutSeconds")).toMatchObject({ value: 12.5 });
  });

  it("brings settings together that are declared apart", () => {
    const stack = built(
      fn("Worker"),
      native("AWS::Lambda::EventInvokeConfig", "Invoke", { FunctionName: ref("Worker"), Qualifier: "$LATEST", MaximumRetryAttempts: 0 }),
      native("AWS::Lambda::Url", "Url", { TargetFunctionArn: ref("Worker", "Arn"), AuthType: "NONE" }),
      native("AWS::S3::Bucket", "Bucket"),
      native("AWS::S3::BucketVersioning", "Versioning", { Bucket: ref("Bucket"), VersioningConfiguration: { Status: "Enabled" } }),
      queue("Orders"),
      native("AWS::SQS::QueueRedrivePolicy", "Redrive", { Queue: ref("Orders"), RedrivePolicy: '{"maxReceiveCount": 4}' }),
    );
    expect(stack.resource("Worker").number("asyncMaximumRetryAttempts")).toMatchObject({ value: 0, isDefault: false });
    expect(stack.resource("Worker").string("urlAuthorization")).toMatchObject({ value: "NONE" });
    expect(stack.resource("Url")).toMatchObject({ kind: "api" });
    expect(stack.resource("Bucket").boolean("versioning")).toMatchObject({ value: true });
    expect(stack.resource("Orders").number("maximumReceiveCount")).toMatchObject({ value: 4 });
  });

  it("lets the resource's own property win over one declared apart", () => {
    const stack = built(
      native("AWS::S3::Bucket", "Bucket", { VersioningConfiguration: { Status: "Enabled" } }),
      native("AWS::S3::BucketVersioning", "Versioning", { Bucket: ref("Bucket"), VersioningConfiguration: { Status: "Suspended" } }),
    );
    expect(stack.resource("Bucket").boolean("versioning")).toMatchObject({ value: true });
  });

  it("keeps types that it does not know, with their properties", () => {
    const other = built(native("AWS::Glue::Job", "Job", { Role: "x" })).resource("Job");
    expect(other.kind).toBe("other");
    expect(other.properties.entries.has("Role")).toBe(true);
  });

  it("gives the path of a method through its resources", () => {
    const stack = built(
      native("AWS::ApiGateway::RestApi", "Api"),
      native("AWS::ApiGateway::Resource", "Orders", { ParentId: ref("Api", "RootResourceId"), PathPart: "orders" }),
      native("AWS::ApiGateway::Resource", "Order", { ParentId: ref("Orders"), PathPart: "{id}" }),
      native("AWS::ApiGateway::Method", "GetOrder", { RestApiId: ref("Api"), ResourceId: ref("Order"), HttpMethod: "GET" }),
      native("AWS::ApiGateway::Method", "Root", { RestApiId: ref("Api"), ResourceId: ref("Api", "RootResourceId"), HttpMethod: "GET" }),
      native("AWS::ApiGateway::Method", "Elsewhere", { RestApiId: ref("Api"), ResourceId: open("x"), HttpMethod: "GET" }),
    );
    expect(stack.resource("GetOrder").string("path")).toMatchObject({ value: "/orders/{id}" });
    expect(stack.resource("Root").string("path")).toMatchObject({ value: "/" });
    expect(stack.resource("Elsewhere").string("path")).toMatchObject({ state: "unknown" });
  });

  it("lists the routes of a route table wherever they are declared", () => {
    const stack = built(
      native("AWS::EC2::RouteTable", "Private"),
      native("AWS::EC2::NatGateway", "Nat"),
      native("AWS::EC2::Route", "Out", { RouteTableId: ref("Private"), DestinationCidrBlock: "0.0.0.0/0", NatGatewayId: ref("Nat") }),
    );
    expect(stack.resource("Private").value("routes")).toMatchObject({ kind: "list", items: [{ kind: "map" }] });
    expect(stack.link("attached-to", "Nat")).toMatchObject({ name: "0.0.0.0/0" });
  });

  it("turns a declaration that breaks our code into a note and keeps the others", () => {
    const broken = native("AWS::Lambda::EventSourceMapping", "Broken");
    const properties: MapValue = {
      ...broken.properties,
      get entries(): MapValue["entries"] {
        throw new Error("cannot be read");
      },
    };
    const { resources, notes } = awsModel.build([{ ...broken, properties }, fn("Worker")]);
    expect(resources.map((resource) => resource.name)).toEqual(["Worker"]);
    expect(notes).toMatchObject([{ path: "template.yaml", line: 1, message: expect.stringContaining("Broken") }]);
  });

  it("answers for nothing", () => {
    expect(awsModel.build([])).toEqual({ resources: [], links: [], notes: [] });
  });

  it("tells attachments of one name apart by their addresses", () => {
    const one = native("AWS::IAM::RolePolicyAttachment", "aws_iam_role_policy_attachment.main", {}, { name: "main" });
    const two = native("AWS::IAM::ManagedPolicy", "aws_iam_policy.main", {}, { name: "main" });
    expect(new Set(built(one, two).resources.map((resource) => resource.id)).size).toBe(2);
  });
});
