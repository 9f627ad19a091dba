const extensions = [".yml", ".yaml", ".json", ".template"];

/** What tools generate or install is reviewed where it is written, not where it lands. */
const generatedFolders = new Set(["node_modules", "cdk.out", ".aws-sam", ".serverless", ".terraform", ".git", ".venv"]);
const otherFiles = new Set(["package.json", "package-lock.json", "composer.lock", "tsconfig.json", "pnpm-lock.yaml"]);

/** Whether a path may be a CloudFormation or SAM template. */
export function isTemplatePath(path: string): boolean {
  if (!extensions.some((extension) => path.endsWith(extension))) return false;
  return !otherFiles.has(path.slice(path.lastIndexOf("/") + 1)) && !isGenerated(path);
}

/** Whether a path lies in a folder that a tool fills. */
export function isGenerated(path: string): boolean {
  return path
    .split("/")
    .slice(0, -1)
    .some((folder) => generatedFolders.has(folder));
}
