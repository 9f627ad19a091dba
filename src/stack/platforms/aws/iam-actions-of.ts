/** Services whose SDK client has another name than the prefix of their actions. */
const prefixes: ReadonlyMap<string, string> = new Map([
  ["eventbridge", "events"],
  ["sfn", "states"],
  ["stepfunctions", "states"],
  ["sesv2", "ses"],
  ["bedrock-runtime", "bedrock"],
  ["apigatewaymanagementapi", "execute-api"],
  ["cloudwatch-logs", "logs"],
  ["iot-data-plane", "iot"],
  ["cognito-identity-provider", "cognito-idp"],
]);

/**
 * Calls that need another action than their own name; of several, at least one. From the service authorization reference
 * (https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html).
 */
const actions: ReadonlyMap<string, readonly string[]> = new Map([
  ["sqs:sendmessagebatch", ["sqs:SendMessage"]],
  ["sqs:deletemessagebatch", ["sqs:DeleteMessage"]],
  ["sqs:changemessagevisibilitybatch", ["sqs:ChangeMessageVisibility"]],
  ["sns:publishbatch", ["sns:Publish"]],
  ["lambda:invoke", ["lambda:InvokeFunction"]],
  ["lambda:invokeasync", ["lambda:InvokeFunction"]],
  ["lambda:invokewithresponsestream", ["lambda:InvokeFunction"]],
  ["s3:headobject", ["s3:GetObject"]],
  ["s3:selectobjectcontent", ["s3:GetObject"]],
  ["s3:headbucket", ["s3:ListBucket"]],
  ["s3:listobjects", ["s3:ListBucket"]],
  ["s3:listobjectsv2", ["s3:ListBucket"]],
  ["s3:listobjectversions", ["s3:ListBucketVersions"]],
  ["s3:listbuckets", ["s3:ListAllMyBuckets"]],
  ["s3:copyobject", ["s3:PutObject"]],
  ["s3:upload", ["s3:PutObject"]],
  ["s3:createmultipartupload", ["s3:PutObject"]],
  ["s3:uploadpart", ["s3:PutObject"]],
  ["s3:uploadpartcopy", ["s3:PutObject"]],
  ["s3:completemultipartupload", ["s3:PutObject"]],
  ["s3:listparts", ["s3:ListMultipartUploadParts"]],
  ["s3:listmultipartuploads", ["s3:ListBucketMultipartUploads"]],
  ["s3:deleteobjects", ["s3:DeleteObject"]],
  ["dynamodb:transactgetitems", ["dynamodb:GetItem"]],
  ["dynamodb:transactwriteitems", ["dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem", "dynamodb:ConditionCheckItem"]],
  ["dynamodb:executestatement", partiQl()],
  ["dynamodb:batchexecutestatement", partiQl()],
  ["dynamodb:executetransaction", partiQl()],
  ["bedrock:converse", ["bedrock:InvokeModel"]],
  ["bedrock:conversestream", ["bedrock:InvokeModelWithResponseStream"]],
  ["execute-api:posttoconnection", ["execute-api:ManageConnections"]],
  ["execute-api:getconnection", ["execute-api:ManageConnections"]],
  ["execute-api:deleteconnection", ["execute-api:ManageConnections"]],
  ["ses:sendemail", ["ses:SendEmail", "ses:SendRawEmail"]],
  ["sts:getcalleridentity", []],
  ["sts:getsessiontoken", []],
  ["sts:assumerolewithwebidentity", []],
  ["sts:assumerolewithsaml", []],
]);

/**
 * Calls of Cognito that a client or a user's own token authorizes: no policy is asked
 * (https://docs.aws.amazon.com/cognito/latest/developerguide/authentication-flows-public-server-side.html).
 */
const callsWithoutPolicy =
  /^cognito-idp:(?:AssociateSoftwareToken|ChangePassword|Confirm(?:Device|ForgotPassword|SignUp)|DeleteUser(?:Attributes)?|Forget(?:Device)|ForgotPassword|Get(?:Device|User|UserAttributeVerificationCode|UserAuthFactors|TokensFromRefreshToken)|GlobalSignOut|InitiateAuth|ListDevices|ResendConfirmationCode|RespondToAuthChallenge|RevokeToken|SetUser(?:MFAPreference|Settings)|SignUp|Update(?:AuthEventFeedback|DeviceStatus|UserAttributes)|Verify(?:SoftwareToken|UserAttribute))$|^cognito-identity:(?:GetId|GetCredentialsForIdentity|GetOpenIdToken|UnlinkIdentity)$/i;

/** The actions of which a call of the SDK needs at least one; none where the call is always allowed. */
export function iamActionsOf(service: string, action: string): readonly string[] {
  const prefix = prefixes.get(service.toLowerCase()) ?? service.toLowerCase();
  if (callsWithoutPolicy.test(`${prefix}:${action}`)) return [];
  return actions.get(`${prefix}:${action.toLowerCase()}`) ?? [`${prefix}:${action}`];
}

function partiQl(): readonly string[] {
  return ["Select", "Insert", "Update", "Delete"].map((verb) => `dynamodb:PartiQL${verb}`);
}
