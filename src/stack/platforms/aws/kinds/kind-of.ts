import { apiGatewayContributions, apiGatewayKinds } from "./api-gateway.ts";
import { applicationAutoscalingKinds } from "./application-autoscaling.ts";
import { cloudfrontKinds } from "./cloudfront.ts";
import { cloudwatchKinds } from "./cloudwatch.ts";
import { cognitoKinds } from "./cognito.ts";
import { dynamodbKinds } from "./dynamodb.ts";
import { ec2Kinds } from "./ec2.ts";
import { eventsKinds } from "./events.ts";
import { iamKinds } from "./iam.ts";
import type { AwsKind, Contribution } from "./kind.ts";
import { kinesisKinds } from "./kinesis.ts";
import { lambdaContributions, lambdaKinds } from "./lambda.ts";
import { logsKinds } from "./logs.ts";
import { rdsContributions, rdsKinds } from "./rds.ts";
import { s3Contributions, s3Kinds } from "./s3.ts";
import { schedulerKinds } from "./scheduler.ts";
import { serverlessFrameworkKinds } from "./serverless-framework.ts";
import { secretsContributions, secretsKinds } from "./secrets.ts";
import { snsKinds } from "./sns.ts";
import { sqsContributions, sqsKinds } from "./sqs.ts";
import { stepFunctionsKinds } from "./step-functions.ts";

const kinds: ReadonlyMap<string, AwsKind> = new Map(
  [
    lambdaKinds,
    sqsKinds,
    snsKinds,
    eventsKinds,
    schedulerKinds,
    dynamodbKinds,
    kinesisKinds,
    s3Kinds,
    apiGatewayKinds,
    stepFunctionsKinds,
    iamKinds,
    logsKinds,
    cloudwatchKinds,
    rdsKinds,
    ec2Kinds,
    secretsKinds,
    cognitoKinds,
    cloudfrontKinds,
    applicationAutoscalingKinds,
    serverlessFrameworkKinds,
  ].flatMap((table) => Object.entries(table)),
);

const contributions: ReadonlyMap<string, Contribution> = new Map(
  [lambdaContributions, sqsContributions, s3Contributions, apiGatewayContributions, rdsContributions, secretsContributions].flatMap((table) =>
    Object.entries<Contribution>(table),
  ),
);

/** How a CloudFormation type becomes a resource; undefined for types that become `other`. */
export function kindOf(type: string): AwsKind | undefined {
  return kinds.get(type);
}

/** What a declaration of this type says about another resource. */
export function contributionOf(type: string): Contribution | undefined {
  return contributions.get(type);
}
