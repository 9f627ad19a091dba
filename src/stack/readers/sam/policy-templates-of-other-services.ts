import type { TemplateGrant } from "./policy-templates.ts";

/** SAM policy templates of all other services. */
export const policyTemplatesOfOtherServices: Readonly<Record<string, readonly TemplateGrant[]>> = {
  AMIDescribePolicy: [{ service: "ec2", actions: "DescribeImages", resources: ["*"] }],
  AcmGetCertificatePolicy: [{ service: "acm", actions: "GetCertificate", resources: ["{CertificateArn}"] }],
  AthenaQueryPolicy: [
    {
      service: "athena",
      actions: "ListWorkGroups GetExecutionEngine GetExecutionEngines GetNamespace GetCatalogs GetNamespaces GetTables GetTable",
      resources: ["*"],
    },
    {
      service: "athena",
      actions:
        "StartQueryExecution GetQueryResults DeleteNamedQuery GetNamedQuery ListQueryExecutions StopQueryExecution GetQueryResultsStream ListNamedQueries CreateNamedQuery GetQueryExecution BatchGetNamedQuery BatchGetQueryExecution GetWorkGroup",
      resources: ["workgroup/{WorkGroupName}"],
    },
  ],
  CloudFormationDescribeStacksPolicy: [{ service: "cloudformation", actions: "DescribeStacks", resources: ["stack/*"] }],
  CodeCommitCrudPolicy: [
    {
      service: "codecommit",
      actions:
        "GitPull GitPush CreateBranch DeleteBranch GetBranch ListBranches MergeBranchesByFastForward MergeBranchesBySquash MergeBranchesByThreeWay UpdateDefaultBranch BatchDescribeMergeConflicts CreateUnreferencedMergeCommit DescribeMergeConflicts GetMergeCommit GetMergeOptions BatchGetPullRequests CreatePullRequest DescribePullRequestEvents GetCommentsForPullRequest GetCommitsFromMergeBase GetMergeConflicts GetPullRequest ListPullRequests MergePullRequestByFastForward MergePullRequestBySquash MergePullRequestByThreeWay PostCommentForPullRequest UpdatePullRequestDescription UpdatePullRequestStatus UpdatePullRequestTitle DeleteFile GetBlob GetFile GetFolder PutFile DeleteCommentContent GetComment GetCommentsForComparedCommit PostCommentForComparedCommit PostCommentReply UpdateComment BatchGetCommits CreateCommit GetCommit GetCommitHistory GetDifferences GetObjectIdentifier GetReferences GetTree GetRepository UpdateRepositoryDescription ListTagsForResource TagResource UntagResource GetRepositoryTriggers PutRepositoryTriggers TestRepositoryTriggers UploadArchive GetUploadArchiveStatus CancelUploadArchive",
      resources: ["{RepositoryName}"],
    },
  ],
  CodeCommitReadPolicy: [
    {
      service: "codecommit",
      actions:
        "GitPull GetBranch ListBranches BatchDescribeMergeConflicts DescribeMergeConflicts GetMergeCommit GetMergeOptions BatchGetPullRequests DescribePullRequestEvents GetCommentsForPullRequest GetCommitsFromMergeBase GetMergeConflicts GetPullRequest ListPullRequests GetBlob GetFile GetFolder GetComment GetCommentsForComparedCommit BatchGetCommits GetCommit GetCommitHistory GetDifferences GetObjectIdentifier GetReferences GetTree GetRepository ListTagsForResource GetRepositoryTriggers TestRepositoryTriggers GetUploadArchiveStatus",
      resources: ["{RepositoryName}"],
    },
  ],
  CodePipelineLambdaExecutionPolicy: [{ service: "codepipeline", actions: "PutJobSuccessResult PutJobFailureResult", resources: ["*"] }],
  CodePipelineReadOnlyPolicy: [{ service: "codepipeline", actions: "ListPipelineExecutions", resources: ["{PipelineName}"] }],
  ComprehendBasicAccessPolicy: [
    {
      service: "comprehend",
      actions:
        "BatchDetectKeyPhrases DetectDominantLanguage DetectEntities BatchDetectEntities DetectKeyPhrases DetectSentiment BatchDetectDominantLanguage BatchDetectSentiment",
      resources: ["*"],
    },
  ],
  CostExplorerReadOnlyPolicy: [
    {
      service: "ce",
      actions: "GetCostAndUsage GetDimensionValues GetReservationCoverage GetReservationPurchaseRecommendation GetReservationUtilization GetTags",
      resources: ["*"],
    },
  ],
  EC2CopyImagePolicy: [{ service: "ec2", actions: "CopyImage", resources: ["image/{ImageId}"] }],
  EC2DescribePolicy: [{ service: "ec2", actions: "DescribeRegions DescribeInstances", resources: ["*"] }],
  EFSWriteAccessPolicy: [
    {
      service: "elasticfilesystem",
      actions: "ClientMount ClientWrite",
      resources: ["file-system/{FileSystem}"],
      when: { key: "elasticfilesystem:AccessPointArn", service: "elasticfilesystem", tail: "access-point/{AccessPoint}" },
    },
  ],
  EKSDescribePolicy: [{ service: "eks", actions: "DescribeCluster ListClusters", resources: ["*"] }],
  EcsRunTaskPolicy: [{ service: "ecs", actions: "RunTask", resources: ["task-definition/{TaskDefinition}"] }],
  ElasticMapReduceAddJobFlowStepsPolicy: [{ service: "elasticmapreduce", actions: "AddJobFlowSteps", resources: ["cluster/{ClusterId}"] }],
  ElasticMapReduceCancelStepsPolicy: [{ service: "elasticmapreduce", actions: "CancelSteps", resources: ["cluster/{ClusterId}"] }],
  ElasticMapReduceModifyInstanceFleetPolicy: [
    { service: "elasticmapreduce", actions: "ModifyInstanceFleet ListInstanceFleets", resources: ["cluster/{ClusterId}"] },
  ],
  ElasticMapReduceModifyInstanceGroupsPolicy: [
    { service: "elasticmapreduce", actions: "ModifyInstanceGroups ListInstanceGroups", resources: ["cluster/{ClusterId}"] },
  ],
  ElasticMapReduceSetTerminationProtectionPolicy: [
    { service: "elasticmapreduce", actions: "SetTerminationProtection", resources: ["cluster/{ClusterId}"] },
  ],
  ElasticMapReduceTerminateJobFlowsPolicy: [{ service: "elasticmapreduce", actions: "TerminateJobFlows", resources: ["cluster/{ClusterId}"] }],
  ElasticsearchHttpPostPolicy: [{ service: "es", actions: "ESHttpPost ESHttpPut", resources: ["domain/{DomainName}/*"] }],
  MobileAnalyticsWriteOnlyAccessPolicy: [{ service: "mobileanalytics", actions: "PutEvents", resources: ["*"] }],
  OrganizationsListAccountsPolicy: [{ service: "organizations", actions: "ListAccounts", resources: ["*"] }],
  PinpointEndpointAccessPolicy: [
    {
      service: "mobiletargeting",
      actions: "GetEndpoint UpdateEndpoint UpdateEndpointsBatch",
      resources: ["apps/{PinpointApplicationId}/endpoints/*"],
    },
  ],
  PollyFullAccessPolicy: [
    { service: "polly", actions: "GetLexicon DeleteLexicon", resources: ["lexicon/{LexiconName}"] },
    { service: "polly", actions: "DescribeVoices ListLexicons PutLexicon SynthesizeSpeech", resources: ["lexicon/*"] },
  ],
  RekognitionDetectOnlyPolicy: [{ service: "rekognition", actions: "DetectFaces DetectLabels DetectModerationLabels DetectText", resources: ["*"] }],
  RekognitionFacesManagementPolicy: [
    { service: "rekognition", actions: "IndexFaces DeleteFaces SearchFaces SearchFacesByImage ListFaces", resources: ["collection/{CollectionId}"] },
  ],
  RekognitionFacesPolicy: [{ service: "rekognition", actions: "CompareFaces DetectFaces", resources: ["*"] }],
  RekognitionLabelsPolicy: [{ service: "rekognition", actions: "DetectLabels DetectModerationLabels", resources: ["*"] }],
  RekognitionNoDataAccessPolicy: [
    { service: "rekognition", actions: "CompareFaces DetectFaces DetectLabels DetectModerationLabels", resources: ["collection/{CollectionId}"] },
  ],
  RekognitionReadPolicy: [
    { service: "rekognition", actions: "ListCollections ListFaces SearchFaces SearchFacesByImage", resources: ["collection/{CollectionId}"] },
  ],
  RekognitionWriteOnlyAccessPolicy: [{ service: "rekognition", actions: "CreateCollection IndexFaces", resources: ["collection/{CollectionId}"] }],
  Route53ChangeResourceRecordSetsPolicy: [{ service: "route53", actions: "ChangeResourceRecordSets", resources: [":::hostedzone/{HostedZoneId}"] }],
  SageMakerCreateEndpointConfigPolicy: [
    { service: "sagemaker", actions: "CreateEndpointConfig", resources: ["endpoint-config/{EndpointConfigName}"] },
  ],
  SageMakerCreateEndpointPolicy: [{ service: "sagemaker", actions: "CreateEndpoint", resources: ["endpoint/{EndpointName}"] }],
  ServerlessRepoReadWriteAccessPolicy: [
    {
      service: "serverlessrepo",
      actions:
        "CreateApplication CreateApplicationVersion UpdateApplication GetApplication ListApplications ListApplicationVersions ListApplicationDependencies",
      resources: ["applications/*"],
    },
  ],
  TextractDetectAnalyzePolicy: [
    { service: "textract", actions: "DetectDocumentText StartDocumentTextDetection StartDocumentAnalysis AnalyzeDocument", resources: ["*"] },
  ],
  TextractGetResultPolicy: [{ service: "textract", actions: "GetDocumentTextDetection GetDocumentAnalysis", resources: ["*"] }],
  TextractPolicy: [{ service: "textract", actions: "*", resources: ["*"] }],
  VPCAccessPolicy: [
    { service: "ec2", actions: "CreateNetworkInterface DeleteNetworkInterface DescribeNetworkInterfaces DetachNetworkInterface", resources: ["*"] },
  ],
};
