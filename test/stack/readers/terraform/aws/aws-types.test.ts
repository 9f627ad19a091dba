import { beforeAll, describe, expect, it } from "vitest";
import { loadGrammars } from "../../../../../src/syntax/tree-sitter.ts";
import { propertiesOf, readTerraform, resourceNamed } from "../read-terraform.ts";

beforeAll(() => loadGrammars(["hcl"]));

const read = (text: string, files: Readonly<Record<string, string>> = {}) => readTerraform({ "main.tf": text, ...files });

describe("AWS types", () => {
  it("reads a queue, and answers how Terraform writes its properties", () => {
    const reading = read(`
resource "aws_sqs_queue" "dead" {}
resource "aws_sqs_queue" "q" {
  visibility_timeout_seconds = 60
  redrive_policy = jsonencode({ deadLetterTargetArn = aws_sqs_queue.dead.arn, maxReceiveCount = 3 })
}`);
    const queue = resourceNamed(reading, "q");
    expect(queue).toMatchObject({ type: "AWS::SQS::Queue", nativeType: "aws_sqs_queue", platform: "aws", format: "terraform" });
    expect(propertiesOf(reading, "q")).toEqual({
      VisibilityTimeout: 60,
      RedrivePolicy: { deadLetterTargetArn: "→.#aws_sqs_queue.dead.Arn", maxReceiveCount: 3 },
    });
    expect(queue.nativeNames?.("VisibilityTimeout")).toBe("visibility_timeout_seconds");
    expect(queue.nativeNames?.("Nothing")).toBeUndefined();
  });

  it("reads a policy in a heredoc with interpolations, each part on its line", () => {
    const reading = read(`resource "aws_sqs_queue" "q" {}
resource "aws_sqs_queue_policy" "p" {
  queue_url = aws_sqs_queue.q.id
  policy = <<-EOT
    {
      "Statement": [
        { "Effect": "Allow", "Action": "sqs:SendMessage", "Resource": "\${aws_sqs_queue.q.arn}" }
      ]
    }
  EOT
}`);
    expect(propertiesOf(reading, "p")).toEqual({
      Queues: ["→.#aws_sqs_queue.q"],
      PolicyDocument: { Statement: [{ Effect: "Allow", Action: "sqs:SendMessage", Resource: "→.#aws_sqs_queue.q.Arn" }] },
    });
    const document = resourceNamed(reading, "p").properties.entries.get("PolicyDocument")?.value;
    const statements = document?.kind === "map" ? document.entries.get("Statement") : undefined;
    expect(statements?.at).toMatchObject({ path: "main.tf", startLine: 6 });
  });

  it("puts method settings into the stage that they name, each at its own place", () => {
    const settings = (name: string, stage: string, argument: string) =>
      `resource "aws_api_gateway_method_settings" "${name}" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  stage_name  = ${stage}
  method_path = "*/*"
  settings {
    ${argument}
  }
}
`;
    const stage = (name: string, written: string) =>
      `resource "aws_api_gateway_stage" "${name}" {\n  rest_api_id = aws_api_gateway_rest_api.shop.id\n  stage_name = ${written}\n}\n`;
    const api = 'resource "aws_api_gateway_rest_api" "shop" {}\nvariable "stage" {}\n';
    const both = read(
      `${api}${stage("live", '"live"')}${stage("test", '"test"')}${settings("a", "aws_api_gateway_stage.live.stage_name", 'logging_level = "ERROR"')}${settings("b", '"test"', "throttling_rate_limit = -1")}`,
    );
    expect(propertiesOf(both, "live")).toMatchObject({ MethodSettings: [{ MethodPath: "*/*", LoggingLevel: "ERROR" }] });
    // -1 is how the provider says that nothing is limited.
    expect(propertiesOf(both, "test")).toMatchObject({ MethodSettings: [{ MethodPath: "*/*" }] });
    expect(both.resources.map((resource) => resource.type)).not.toContain("AWS::ApiGateway::MethodSettings");
    const item = resourceNamed(both, "live").properties.entries.get("MethodSettings");
    expect(item?.at).toMatchObject({ startLine: 11 });
    // A name that a variable gives means the only stage of the API.
    const only = read(`${api}${stage("live", "var.stage")}${settings("a", "var.stage", "caching_enabled = true")}`);
    expect(propertiesOf(only, "live")).toMatchObject({ MethodSettings: [{ CachingEnabled: true }] });
    const other = read(`${api}${stage("live", '"live"')}${settings("a", '"test"', "caching_enabled = true")}`);
    expect(propertiesOf(other, "live")).not.toHaveProperty("MethodSettings");
  });

  it("finds a function's folder behind the archive, by reference and by the path that it writes", () => {
    const archive =
      'data "archive_file" "code" {\n  type = "zip"\n  source_dir = "${path.module}/../src/orders"\n  output_path = "${path.module}/build/orders.zip"\n}\n';
    const files = { "src/orders/app.py": "" };
    for (const filename of ["data.archive_file.code.output_path", '"build/orders.zip"']) {
      const reading = readTerraform({
        "infra/main.tf": `${archive}resource "aws_lambda_function" "f" {\n  filename = ${filename}\n  reserved_concurrent_executions = -1\n}\n`,
        ...files,
      });
      expect(propertiesOf(reading, "f")).toEqual({ CodeUri: "src/orders" });
    }
  });

  it("does not know the folder of a package that a build makes", () => {
    expect(propertiesOf(read('resource "aws_lambda_function" "f" {\n  filename = "dist/f.zip"\n}\n'), "f")).toEqual({
      CodeUri: "?the package dist/f.zip is made outside of Terraform",
    });
  });

  it("reads nested blocks of a function in CloudFormation's shape", () => {
    const reading = read(`
resource "aws_lambda_function" "f" {
  timeout = 30
  environment {
    variables = { A = "1" }
  }
  tracing_config {
    mode = "Active"
  }
  lifecycle {
    prevent_destroy = true
  }
}`);
    expect(propertiesOf(reading, "f")).toEqual({ Timeout: 30, Environment: { Variables: { A: "1" } }, TracingConfig: { Mode: "Active" } });
    expect(resourceNamed(reading, "f").attributes.get("prevent_destroy")).toBe("true");
    expect(resourceNamed(reading, "f").nativeNames?.("TracingConfig.Mode")).toBe("tracing_config.mode");
  });

  it("brings a rule and its targets together", () => {
    const reading = read(`
resource "aws_cloudwatch_event_rule" "r" {
  schedule_expression = "rate(5 minutes)"
  is_enabled          = false
}
resource "aws_cloudwatch_event_target" "t" {
  rule = aws_cloudwatch_event_rule.r.name
  arn  = "arn:aws:lambda:eu-west-1:1:function:f"
  dead_letter_config {
    arn = "arn:aws:sqs:eu-west-1:1:dead"
  }
}
resource "aws_cloudwatch_event_target" "elsewhere" {
  rule = "other"
  arn  = "arn:aws:lambda:eu-west-1:1:function:g"
}`);
    expect(reading.resources.map((resource) => [resource.type, resource.name])).toEqual([
      ["AWS::Events::Rule", "r"],
      ["AWS::Events::Target", "elsewhere"],
    ]);
    expect(propertiesOf(reading, "r")).toEqual({
      ScheduleExpression: "rate(5 minutes)",
      State: "DISABLED",
      Targets: [{ Arn: "arn:aws:lambda:eu-west-1:1:function:f", DeadLetterConfig: { Arn: "arn:aws:sqs:eu-west-1:1:dead" } }],
    });
    expect(propertiesOf(reading, "elsewhere")).toEqual({ Rule: "other", Arn: "arn:aws:lambda:eu-west-1:1:function:g" });
  });

  it("puts an integration into its method", () => {
    const reading = read(`
resource "aws_api_gateway_rest_api" "a" {}
resource "aws_api_gateway_resource" "r" {
  rest_api_id = aws_api_gateway_rest_api.a.id
}
resource "aws_api_gateway_method" "m" {
  rest_api_id   = aws_api_gateway_rest_api.a.id
  resource_id   = aws_api_gateway_resource.r.id
  http_method   = "POST"
  authorization = "NONE"
}
resource "aws_api_gateway_integration" "i" {
  rest_api_id = aws_api_gateway_rest_api.a.id
  resource_id = aws_api_gateway_resource.r.id
  http_method = aws_api_gateway_method.m.http_method
  uri         = "u"
}`);
    expect(reading.resources.some((resource) => resource.nativeType === "aws_api_gateway_integration")).toBe(false);
    expect(propertiesOf(reading, "m")).toMatchObject({ HttpMethod: "POST", AuthorizationType: "NONE", Integration: { Uri: "u" } });
  });

  it("reads each notification of a bucket on its own", () => {
    const reading = read(`
resource "aws_s3_bucket" "b" {}
resource "aws_s3_bucket_notification" "n" {
  bucket = aws_s3_bucket.b.id
  lambda_function {
    lambda_function_arn = "f"
    events              = ["s3:ObjectCreated:*"]
    filter_prefix       = "in/"
  }
  queue {
    queue_arn = "q"
    events    = ["s3:ObjectRemoved:*"]
  }
}`);
    const notifications = reading.resources.filter((resource) => resource.type === "AWS::S3::BucketNotification");
    expect(notifications.map((resource) => [resource.name, resource.at.startLine])).toEqual([
      ["n", 5],
      ["n#2", 10],
    ]);
    expect(propertiesOf(reading, "n")).toEqual({
      Bucket: "→.#aws_s3_bucket.b",
      Function: "f",
      Events: ["s3:ObjectCreated:*"],
      Filter: { S3Key: { Rules: [{ Name: "prefix", Value: "in/" }] } },
    });
  });

  it("reads a table's keys, indexes, stream and time to live", () => {
    const reading = read(`
resource "aws_dynamodb_table" "t" {
  hash_key         = "pk"
  range_key        = "sk"
  stream_enabled   = true
  stream_view_type = "NEW_IMAGE"
  ttl {
    attribute_name = "expires"
    enabled        = true
  }
  global_secondary_index {
    name            = "by-date"
    hash_key        = "date"
    projection_type = "ALL"
  }
}`);
    expect(propertiesOf(reading, "t")).toEqual({
      KeySchema: [
        { AttributeName: "pk", KeyType: "HASH" },
        { AttributeName: "sk", KeyType: "RANGE" },
      ],
      StreamSpecification: { StreamViewType: "NEW_IMAGE" },
      TimeToLiveSpecification: { AttributeName: "expires", Enabled: true },
      GlobalSecondaryIndexes: [
        { IndexName: "by-date", KeySchema: [{ AttributeName: "date", KeyType: "HASH" }], Projection: { ProjectionType: "ALL" } },
      ],
    });
  });

  it("makes a policy of statements, sources and overrides", () => {
    const reading = read(`
data "aws_iam_policy_document" "base" {
  statement {
    sid     = "Read"
    actions = ["s3:GetObject"]
  }
}
data "aws_iam_policy_document" "all" {
  source_policy_documents   = [data.aws_iam_policy_document.base.json]
  override_policy_documents = [jsonencode({ Statement = [{ Sid = "Write", Action = "s3:*" }] })]
  statement {
    sid       = "Write"
    effect    = "Deny"
    actions   = ["s3:PutObject"]
  }
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = ["1"]
    }
  }
}
resource "aws_iam_policy" "p" {
  policy = data.aws_iam_policy_document.all.json
}`);
    expect(propertiesOf(reading, "p")).toEqual({
      PolicyDocument: {
        Version: "2012-10-17",
        Statement: [
          { Effect: "Allow", Sid: "Read", Action: ["s3:GetObject"] },
          {
            Effect: "Allow",
            Action: ["sts:AssumeRole"],
            Principal: { Service: ["lambda.amazonaws.com"] },
            Condition: { StringEquals: { "aws:SourceAccount": ["1"] } },
          },
          { Sid: "Write", Action: "s3:*" },
        ],
      },
    });
  });

  it("keeps unknown types and their arguments as they are written", () => {
    const reading = read('resource "aws_glue_job" "j" {\n  max_retries = 2\n}\n');
    expect(resourceNamed(reading, "j").type).toBe("aws_glue_job");
    expect(propertiesOf(reading, "j")).toEqual({ max_retries: 2 });
  });

  it("tells the region of the provider that a resource names", () => {
    const reading = read(`
provider "aws" {
  region = "eu-west-1"
}
provider "aws" {
  alias  = "us"
  region = "us-east-1"
}
resource "aws_sqs_queue" "here" {}
resource "aws_sqs_queue" "there" {
  provider = aws.us
}`);
    expect(resourceNamed(reading, "here").attributes.get("region")).toBe("eu-west-1");
    expect(resourceNamed(reading, "there").attributes.get("region")).toBe("us-east-1");
  });
});
