import { HandlerCache } from "../handlers/handler-cache.ts";
import { loadGrammars } from "../syntax/tree-sitter.ts";
import type { StackTools } from "./build-stack.ts";
import { awsModel } from "./platforms/aws/aws-model.ts";
import { azureModel } from "./platforms/azure/azure-model.ts";
import { googleModel } from "./platforms/google/google-model.ts";
import { armReader } from "./readers/arm/arm-reader.ts";
import { aslReader } from "./readers/asl/asl-reader.ts";
import { azureFunctionsReader } from "./readers/azure-functions/azure-functions-reader.ts";
import { bicepReader } from "./readers/bicep/bicep-reader.ts";
import { cdkReader } from "./readers/cdk/cdk-reader.ts";
import { cloudformationReader } from "./readers/cloudformation/cloudformation-reader.ts";
import { githubActionsReader } from "./readers/github-actions/github-actions-reader.ts";
import { deployStepsReader } from "./readers/deploy-steps/deploy-steps-reader.ts";
import { firebaseReader } from "./readers/firebase/firebase-reader.ts";
import { firestoreRulesReader } from "./readers/firestore-rules/firestore-rules-reader.ts";
import { serverlessFrameworkReader } from "./readers/serverless-framework/serverless-framework-reader.ts";
import { terraformReader } from "./readers/terraform/terraform-reader.ts";
import { workflowsReader } from "./readers/workflows/workflows-reader.ts";

/** Every format and platform that we understand, with a cache of code facts for one change. Loads the grammars on first use. */
export async function createStackTools(): Promise<StackTools> {
  await loadGrammars();
  return {
    readers: [
      cloudformationReader,
      serverlessFrameworkReader,
      aslReader,
      terraformReader,
      bicepReader,
      armReader,
      azureFunctionsReader,
      githubActionsReader,
      deployStepsReader,
      workflowsReader,
      firestoreRulesReader,
      firebaseReader,
      cdkReader,
    ],
    models: [awsModel, azureModel, googleModel],
    handlers: new HandlerCache(),
  };
}
