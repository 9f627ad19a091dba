import { policyTemplatesOfCoreServices } from "./policy-templates-of-core-services.ts";
import { policyTemplatesOfOtherServices } from "./policy-templates-of-other-services.ts";

/** What one statement of a SAM policy template allows. */
export interface TemplateGrant {
  readonly service: string;
  /** Actions of the service, separated by spaces. */
  readonly actions: string;
  /**
   * "*", a parameter as it is ("{SecretArn}"), or what follows service, Region and account in the ARN ("table/{TableName}"); a leading ":::" stands for an ARN
   * without Region and account.
   */
  readonly resources: readonly string[];
  /** A StringEquals condition on an ARN. */
  readonly when?: { readonly key: string; readonly service: string; readonly tail: string };
}

const byName = new Map([...Object.entries(policyTemplatesOfCoreServices), ...Object.entries(policyTemplatesOfOtherServices)]);

/**
 * The grants of a SAM policy template; undefined where SAM has no template of that name.
 * Source: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-policy-template-list.html
 */
export function policyTemplate(name: string): readonly TemplateGrant[] | undefined {
  return byName.get(name);
}
