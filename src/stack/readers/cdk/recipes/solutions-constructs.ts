/** The AWS Solutions Constructs of functions and what is around them, each as the constructs, grants and links that it documents. */
export const solutionsConstructs = `
export class SqsToLambda extends Construct {
  constructor(scope, id, props) {
    super(scope, id);
    this.lambdaFunction = functionOf(this, props);
    this.deadLetterQueue = deadLettersOf(this, "queue", props);
    this.sqsQueue = queueOf(this, props, this.deadLetterQueue, keyOf(this, id, props));
    this.lambdaFunction.addEventSource(new sources.SqsEventSource(this.sqsQueue, props.sqsEventSourceProps));
  }
}

export class SnsToLambda extends Construct {
  constructor(scope, id, props) {
    super(scope, id);
    this.lambdaFunction = functionOf(this, props);
    this.snsTopic = topicOf(this, id, props, keyOf(this, id, props));
    this.lambdaFunction.addEventSource(new sources.SnsEventSource(this.snsTopic));
  }
}

export class S3ToLambda extends Construct {
  constructor(scope, id, props) {
    super(scope, id);
    this.lambdaFunction = functionOf(this, props);
    this.s3Bucket = bucketOf(this, props);
    this.s3BucketInterface = this.s3Bucket;
    this.lambdaFunction.addEventSource(
      new sources.S3EventSource(this.s3Bucket, { events: [s3.EventType.OBJECT_CREATED], ...props.s3EventSourceProps }),
    );
  }
}

export class KinesisStreamsToLambda extends Construct {
  constructor(scope, id, props) {
    super(scope, id);
    this.kinesisStream =
      props.existingStreamObj ?? new kinesis.Stream(this, "KinesisStream", { encryption: kinesis.StreamEncryption.MANAGED, ...props.kinesisStreamProps });
    this.lambdaFunction = functionOf(this, props);
    this.kinesisStream.grantRead(this.lambdaFunction);
    this.lambdaFunction.addEventSource(
      new sources.KinesisEventSource(this.kinesisStream, streamSourceProps(this, props, props.kinesisEventSourceProps)),
    );
  }
}

export class DynamoDBStreamsToLambda extends Construct {
  constructor(scope, id, props) {
    super(scope, id);
    this.lambdaFunction = functionOf(this, props);
    this.dynamoTable = props.existingTableInterface ?? tableOf(this, props, { stream: dynamodb.StreamViewType.NEW_AND_OLD_IMAGES });
    this.dynamoTableInterface = this.dynamoTable;
    this.dynamoTable.grantStreamRead(this.lambdaFunction);
    this.lambdaFunction.addEventSource(
      new sources.DynamoEventSource(this.dynamoTable, streamSourceProps(this, props, props.dynamoEventSourceProps)),
    );
  }
}

export class EventbridgeToLambda extends Construct {
  constructor(scope, id, props) {
    super(scope, id);
    this.lambdaFunction = functionOf(this, props);
    const made = ruleOf(this, props, new targets.LambdaFunction(this.lambdaFunction));
    this.eventsRule = made.rule;
    this.eventBus = made.bus;
  }
}

export class ApiGatewayToLambda extends Construct {
  constructor(scope, id, props) {
    super(scope, id);
    this.lambdaFunction = functionOf(this, props);
    this.apiGatewayLogGroup = new logs.LogGroup(this, "ApiAccessLogGroup", { retention: logs.RetentionDays.INFINITE, ...props.logGroupProps });
    this.apiGateway = new apigateway.LambdaRestApi(this, "LambdaRestApi", {
      handler: this.lambdaFunction,
      endpointConfiguration: { types: [apigateway.EndpointType.EDGE] },
      defaultMethodOptions: { authorizationType: apigateway.AuthorizationType.IAM },
      ...props.apiGatewayProps,
      deployOptions: {
        accessLogDestination: new apigateway.LogGroupLogDestination(this.apiGatewayLogGroup),
        loggingLevel: apigateway.MethodLoggingLevel.INFO,
        dataTraceEnabled: false,
        tracingEnabled: true,
        ...props.apiGatewayProps?.deployOptions,
      },
    });
  }
}

export class LambdaToDynamoDB extends Construct {
  constructor(scope, id, props) {
    super(scope, id);
    this.vpc = vpcOf(this, props, true, ec2.GatewayVpcEndpointAwsService.DYNAMODB);
    this.lambdaFunction = functionOf(this, props, this.vpc);
    this.dynamoTable = props.existingTableObj ?? tableOf(this, props);
    this.lambdaFunction.addEnvironment(props.tableEnvironmentVariableName ?? "DDB_TABLE_NAME", this.dynamoTable.tableName);
    switch ((props.tablePermissions ?? "ReadWrite").toUpperCase()) {
      case "ALL":
        this.dynamoTable.grantFullAccess(this.lambdaFunction);
        break;
      case "READ":
        this.dynamoTable.grantReadData(this.lambdaFunction);
        break;
      case "WRITE":
        this.dynamoTable.grantWriteData(this.lambdaFunction);
        break;
      default:
        this.dynamoTable.grantReadWriteData(this.lambdaFunction);
    }
  }
}

export class LambdaToSqs extends Construct {
  constructor(scope, id, props) {
    super(scope, id);
    this.vpc = vpcOf(this, props, false, ec2.InterfaceVpcEndpointAwsService.SQS);
    this.lambdaFunction = functionOf(this, props, this.vpc);
    this.deadLetterQueue = deadLettersOf(this, "queue", props);
    this.sqsQueue = queueOf(this, props, this.deadLetterQueue, keyOf(this, id, props));
    this.lambdaFunction.addEnvironment(props.queueEnvironmentVariableName ?? "SQS_QUEUE_URL", this.sqsQueue.queueUrl);
    if (props.enableQueuePurging) this.sqsQueue.grantPurge(this.lambdaFunction);
    this.sqsQueue.grantSendMessages(this.lambdaFunction);
  }
}

export class LambdaToSns extends Construct {
  constructor(scope, id, props) {
    super(scope, id);
    this.vpc = vpcOf(this, props, false, ec2.InterfaceVpcEndpointAwsService.SNS);
    this.lambdaFunction = functionOf(this, props, this.vpc);
    this.snsTopic = topicOf(this, id, props, keyOf(this, id, props));
    this.lambdaFunction.addEnvironment(props.topicArnEnvironmentVariableName ?? "SNS_TOPIC_ARN", this.snsTopic.topicArn);
    this.lambdaFunction.addEnvironment(props.topicNameEnvironmentVariableName ?? "SNS_TOPIC_NAME", this.snsTopic.topicName);
    this.snsTopic.grantPublish(this.lambdaFunction);
  }
}

export class LambdaToS3 extends Construct {
  constructor(scope, id, props) {
    super(scope, id);
    this.vpc = vpcOf(this, props, true, ec2.GatewayVpcEndpointAwsService.S3);
    this.lambdaFunction = functionOf(this, props, this.vpc);
    this.s3Bucket = bucketOf(this, props);
    this.s3BucketInterface = this.s3Bucket;
    this.lambdaFunction.addEnvironment(props.bucketEnvironmentVariableName ?? "S3_BUCKET_NAME", this.s3Bucket.bucketName);
    const permissions = props.bucketPermissions ?? ["ReadWrite"];
    if (permissions.includes("Delete")) this.s3Bucket.grantDelete(this.lambdaFunction);
    if (permissions.includes("Put")) this.s3Bucket.grantPut(this.lambdaFunction);
    if (permissions.includes("Read")) this.s3Bucket.grantRead(this.lambdaFunction);
    if (permissions.includes("ReadWrite")) this.s3Bucket.grantReadWrite(this.lambdaFunction);
    if (permissions.includes("Write")) this.s3Bucket.grantWrite(this.lambdaFunction);
  }
}

export class LambdaToStepfunctions extends Construct {
  constructor(scope, id, props) {
    super(scope, id);
    this.vpc = vpcOf(this, props, false, ec2.InterfaceVpcEndpointAwsService.STEP_FUNCTIONS);
    const destination = props.stateMachineProps.logs?.destination ?? new logs.LogGroup(this, "StateMachineLogGroup", { retention: logs.RetentionDays.INFINITE, ...props.logGroupProps });
    this.stateMachineLogGroup = destination;
    this.stateMachine = new stepfunctions.StateMachine(this, "StateMachine", {
      logs: { destination, level: stepfunctions.LogLevel.ERROR },
      ...props.stateMachineProps,
    });
    this.lambdaFunction = functionOf(this, props, this.vpc);
    this.lambdaFunction.addEnvironment(props.stateMachineEnvironmentVariableName ?? "STATE_MACHINE_ARN", this.stateMachine.stateMachineArn);
    this.stateMachine.grantStartExecution(this.lambdaFunction);
  }
}

export class LambdaToSecretsmanager extends Construct {
  constructor(scope, id, props) {
    super(scope, id);
    this.vpc = vpcOf(this, props, false, ec2.InterfaceVpcEndpointAwsService.SECRETS_MANAGER);
    this.lambdaFunction = functionOf(this, props, this.vpc);
    this.secret = props.existingSecretObj ?? new secretsmanager.Secret(this, "secret", props.secretProps);
    this.lambdaFunction.addEnvironment(props.secretEnvironmentVariableName ?? "SECRET_ARN", this.secret.secretArn);
    this.secret.grantRead(this.lambdaFunction);
    if (props.grantWriteAccess === "ReadWrite") this.secret.grantWrite(this.lambdaFunction);
  }
}
`;
