import { describe, expect, it } from "vitest";
import { permits } from "../../../../src/stack/platforms/aws/permits.ts";
import { allow, built, fn, native, open, policy, queue, ref, sub } from "./natives.ts";

function actionsOf(stack: ReturnType<typeof built>, name: string): readonly (string | null)[] {
  return stack.resource(name).statements.flatMap((statement) => statement.actions?.map((action) => action.text) ?? [null]);
}

describe("statements of a role", () => {
  it("gathers inline policies, attached policies and policies of AWS", () => {
    const stack = built(
      native("AWS::IAM::Role", "Role", {
        RoleName: "orders",
        Policies: [{ PolicyName: "own", PolicyDocument: policy(allow("a:One", "*")) }],
        ManagedPolicyArns: ["arn:aws:iam::aws:policy/service-role/AWSLambdaSQSQueueExecutionRole", ref("Managed")],
      }),
      native("AWS::IAM::Policy", "ByReference", { Roles: [ref("Role")], PolicyDocument: policy(allow("a:Two", "*")) }),
      native("AWS::IAM::RolePolicy", "ByName", { RoleName: "orders", PolicyDocument: policy(allow("a:Three", "*")) }),
      native("AWS::IAM::ManagedPolicy", "Managed", { PolicyDocument: policy(allow("a:Four", "*")) }),
      native("AWS::IAM::ManagedPolicy", "Attached", { PolicyDocument: '{"Statement": {"Effect": "Allow", "Action": "a:Five", "Resource": "*"}}' }),
      native("AWS::IAM::RolePolicyAttachment", "Attachment", { Role: ref("Role", "Name"), PolicyArn: ref("Attached", "Arn") }),
      native("AWS::IAM::Policy", "OfAnother", { Roles: [ref("Other")], PolicyDocument: policy(allow("a:Six", "*")) }),
      native("AWS::IAM::Role", "Other"),
    );
    expect(actionsOf(stack, "Role")).toEqual(expect.arrayContaining(["a:One", "a:Two", "a:Three", "a:Four", "a:Five", "sqs:ReceiveMessage"]));
    expect(actionsOf(stack, "Role")).not.toContain("a:Six");
    expect(stack.resource("Role").boolean("complete")).toMatchObject({ value: true });
    expect(stack.resource("Role").statements.find((statement) => statement.actions?.[0]?.text === "a:One")).toMatchObject({
      origin: "inline policy own",
    });
  });

  it.each([
    ["a policy that is a parameter", { ManagedPolicyArns: [open("parameter Policy has no default")] }],
    ["a policy of the account that the stack does not declare", { ManagedPolicyArns: ["arn:aws:iam::123456789012:policy/shared"] }],
    ["a policy of AWS that we do not know", { ManagedPolicyArns: ["arn:aws:iam::aws:policy/SomethingNew"] }],
    ["a list of policies that is open", { ManagedPolicyArns: open("x") }],
    ["an inline policy that is open", { Policies: [open("x")] }],
    ["a statement that is open", { Policies: [{ PolicyName: "own", PolicyDocument: policy(open("x")) }] }],
    ["an action that is open", { Policies: [{ PolicyName: "own", PolicyDocument: policy(allow(["a:One", open("x")], "*")) }] }],
  ])("is not complete with %s", (_, properties) => {
    expect(
      built(native("AWS::IAM::Role", "Role", properties))
        .resource("Role")
        .boolean("complete"),
    ).toMatchObject({ value: false });
  });

  it("is complete without any policy", () => {
    expect(built(native("AWS::IAM::Role", "Role")).resource("Role").boolean("complete")).toMatchObject({ value: true });
  });

  it("keeps the known actions of a statement of which one is open", () => {
    const role = native("AWS::IAM::Role", "Role", { Policies: [{ PolicyName: "own", PolicyDocument: policy(allow(["a:One", open("x")], "*")) }] });
    expect(permits(built(role).resource("Role").statements, "a:One", null)).toBe("yes");
    expect(permits(built(role).resource("Role").statements, "a:Two", null)).toBe("unknown");
  });

  it("takes full access of a service for every action of it, and never for all that the policy says", () => {
    const role = native("AWS::IAM::Role", "Role", { ManagedPolicyArns: ["arn:aws:iam::aws:policy/AmazonTimestreamFullAccess"] });
    const made = built(role).resource("Role");
    expect(permits(made.statements, "timestream:WriteRecords", null)).toBe("yes");
    expect(made.boolean("complete")).toMatchObject({ value: false });
  });

  it("does not know whether a policy of AWS reaches what is asked for, where it allows an action on some resources", () => {
    const role = native("AWS::IAM::Role", "Role", { ManagedPolicyArns: ["arn:aws:iam::aws:policy/CloudWatchLambdaInsightsExecutionRolePolicy"] });
    const made = built(role).resource("Role");
    expect(permits(made.statements, "logs:CreateLogGroup", null)).toBe("yes");
    expect(permits(made.statements, "logs:PutLogEvents", null)).toBe("unknown");
    expect(permits(made.statements, "logs:DeleteLogGroup", null)).toBe("no");
    expect(made.boolean("complete")).toMatchObject({ value: true });
  });

  it("is the role that a function assumes, and nothing where the role is imported", () => {
    const stack = built(
      native("AWS::IAM::Role", "Role"),
      fn("Own", { Role: ref("Role", "Arn") }),
      fn("Imported", { Role: "arn:aws:iam::123456789012:role/shared" }),
    );
    expect(stack.lines()).toEqual(["assumes Own > Role (Role)", "assumes Imported > ? (Role)"]);
  });
});

describe("statements of resource policies", () => {
  it("stand on the queue that the policy names by URL", () => {
    const stack = built(
      queue("Orders"),
      native("AWS::SQS::QueuePolicy", "Policy", {
        Queues: [ref("Orders")],
        PolicyDocument: policy(allow("sqs:SendMessage", "*", { Principal: "*" })),
      }),
    );
    expect(stack.resource("Orders").statements).toMatchObject([{ principals: [{ type: "*" }], origin: "policy Policy", declaredBy: "Policy" }]);
  });

  it("stand on topics, buckets, keys and buses", () => {
    const document = policy(allow("x:Y", "*", { Principal: { Service: ["a.amazonaws.com", "b.amazonaws.com"] } }));
    const stack = built(
      native("AWS::SNS::Topic", "Topic"),
      native("AWS::SNS::TopicPolicy", "TopicPolicy", { Topics: [ref("Topic")], PolicyDocument: document }),
      native("AWS::S3::Bucket", "Bucket"),
      native("AWS::S3::BucketPolicy", "BucketPolicy", { Bucket: ref("Bucket"), PolicyDocument: document }),
      native("AWS::KMS::Key", "Key", { KeyPolicy: document }),
      native("AWS::Events::EventBus", "Bus", { Name: "orders" }),
      native("AWS::Events::EventBusPolicy", "BusPolicy", { EventBusName: "orders", Statement: allow("events:PutEvents", "*", { Principal: "*" }) }),
    );
    for (const name of ["Topic", "Bucket", "Key"]) expect(stack.resource(name).statements[0]?.principals).toHaveLength(2);
    expect(stack.resource("Bus").statements).toHaveLength(1);
  });

  it("stand on a function for each of its permissions", () => {
    const stack = built(
      fn("Worker"),
      native("AWS::Lambda::Alias", "Live", { FunctionName: ref("Worker"), Name: "live" }),
      native("AWS::Events::Rule", "Rule"),
      native("AWS::Lambda::Permission", "Permission", {
        FunctionName: ref("Live"),
        Action: "lambda:InvokeFunction",
        Principal: "events.amazonaws.com",
        SourceArn: ref("Rule", "Arn"),
        SourceAccount: "123456789012",
      }),
      native("AWS::Lambda::Permission", "Open", {
        FunctionName: sub(ref("Worker", "Arn"), ":live"),
        Action: "lambda:InvokeFunction",
        Principal: "*",
      }),
    );
    expect(stack.resource("Worker").statements).toMatchObject([
      { actions: [{ text: "lambda:InvokeFunction" }], principals: [{ type: "Service" }], conditions: { kind: "map" }, declaredBy: "Permission" },
      { principals: [{ type: "*" }], conditions: null, declaredBy: "Open" },
    ]);
    expect(stack.lines()).toContain("permits Rule > Worker (Permission)");
  });
});
