/** Whether a construct is a function of Lambda, whatever builds its code. */
export function isFunctionType(type: string): boolean {
  return (
    /^aws-lambda(?:-nodejs|-python|-go|-rust)?\.(?!Cfn)\w*Function$/u.test(type) ||
    type === "aws-cloudfront.experimental.EdgeFunction" ||
    type === "triggers.TriggerFunction"
  );
}

/** Resources of CloudFormation itself; what else the CDK's main package calls `Cfn…` is a part of the template. */
const coreResources = new Set(["core.CfnCustomResource", "core.CfnMacro"]);

/** Whether a construct is of the lowest level: a resource of CloudFormation under another name. */
export function isFirstLevel(type: string): boolean {
  return /^aws-[a-z0-9-]+\.Cfn[A-Z]/u.test(type) || coreResources.has(type);
}
