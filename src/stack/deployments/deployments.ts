import { isTestPath } from "../../change/classify.ts";
import type { Snapshot } from "../../change/snapshot.ts";
import { isGenerated } from "../readers/cloudformation/claims.ts";
import type { Note } from "../native.ts";
import { LocalFiles } from "../readers/cloudformation/local-files.ts";
import { type Allowances, isAnySpent, allowancesOfPipeline, allowancesOfRepository } from "./allowance.ts";
import type { TargetedDeployment } from "./deployment.ts";
import { azurePipelines } from "./pipelines/azure-pipelines.ts";
import { bitbucketPipelines } from "./pipelines/bitbucket-pipelines.ts";
import { circleCi } from "./pipelines/circle-ci.ts";
import { cloudBuild } from "./pipelines/cloud-build.ts";
import { codeBuild } from "./pipelines/code-build.ts";
import { githubActions } from "./pipelines/github-actions.ts";
import { gitLabCi } from "./pipelines/gitlab-ci.ts";
import type { PipelineKind } from "./pipelines/pipeline.ts";
import { invocationsOf } from "./run-jobs.ts";
import type { Invocation } from "./script.ts";
import { azureTool } from "./tools/azure.ts";
import { cdkTool } from "./tools/cdk.ts";
import { TemplateDeployments } from "./tools/cloudformation.ts";
import { isSamConfiguration } from "./tools/sam-configuration.ts";
import { serverlessTool } from "./tools/serverless.ts";
import { terraformTool } from "./tools/terraform.ts";
import { begins } from "./tools/tool.ts";

const kinds: readonly PipelineKind[] = [githubActions, codeBuild, cloudBuild, azurePipelines, gitLabCi, circleCi, bitbucketPipelines];
const tools = [serverlessTool, terraformTool, cdkTool, azureTool];
const mostPipelines = 200;
/** Every parameter is asked of every deployment of its template. */
const mostOfTarget = 100;
/** Commands that deploy, whether or not what they pass is of interest. */
const deployCommands = [
  "sam deploy, sam sync, serverless deploy, sls deploy, terraform apply, tofu apply, cdk deploy, firebase deploy, func azure functionapp publish",
  "aws cloudformation deploy, aws cloudformation create-stack, aws cloudformation update-stack, az deployment, az stack",
  "gcloud functions deploy, gcloud run deploy, gcloud beta functions deploy, gcloud beta run deploy",
].flatMap((line) => line.split(", "));

/** Whether a path may be a pipeline, or a configuration that deployments take their values from. */
export function isDeployPath(path: string): boolean {
  return (isSamConfiguration(path) || kinds.some((kind) => kind.claims(path))) && !isGenerated(path) && !isTestPath(path);
}

const deployPaths = new WeakMap<Snapshot["entries"], readonly string[]>();
/** By the tree of a snapshot, and by its first pipeline, which base and head mostly have in common. */
const remembered = new WeakMap<object, Deployments>();

/**
 * What the pipelines of a snapshot deploy. It is worked out again only where a file that it looked at is another, or was not loaded before: base and head, and
 * every reader that asks, share it.
 */
export function deploymentsOf(snapshot: Snapshot): Deployments {
  const [first] = pathsOf(snapshot);
  const content = first === undefined ? undefined : snapshot.read(first);
  const keys = [snapshot.entries, ...(content?.state === "text" ? [content] : [])];
  const before = keys.flatMap((key) => remembered.get(key) ?? []).find((one) => one.holdFor(snapshot));
  const found = before ?? new Deployments(snapshot);
  for (const key of keys) remembered.set(key, found);
  return found;
}

/** The deployments of a repository, with the values that they pass. */
export class Deployments {
  /** Every command of every job. */
  readonly invocations: readonly Invocation[];
  /** Pipelines, scripts and configurations that deploy something. */
  readonly deployingFiles: ReadonlySet<string>;
  private readonly paths: readonly string[];
  private readonly files: LocalFiles;
  private readonly leftOut: Note[] = [];
  private readonly byTarget: ReadonlyMap<string, readonly TargetedDeployment[]>;

  constructor(snapshot: Snapshot) {
    this.files = new LocalFiles(snapshot);
    this.paths = pathsOf(snapshot);
    const allowed = allowancesOfRepository();
    const [unread] = this.paths.slice(mostPipelines);
    if (unread !== undefined)
      this.leftOut.push({
        path: unread,
        line: 1,
        message: `the repository has more than ${mostPipelines} pipelines: this one and those after it were not read`,
      });
    const jobs = this.paths.slice(0, mostPipelines).flatMap((path) => this.jobsIn(path, allowancesOfPipeline(allowed)));
    const templates = new TemplateDeployments(this.files);
    this.invocations = jobs.flatMap(({ invocations }) => invocations);
    const ofJobs = jobs.flatMap(({ invocations }) => [...templates.ofJob(invocations), ...tools.flatMap((tool) => tool(invocations, this.files))]);
    const all = [...ofJobs, ...templates.ofConfigurations(this.paths)];
    this.byTarget = Map.groupBy(all, ({ tool, target }) => `${tool} ${target}`);
    const commands = jobs.flatMap(({ path, invocations }) => invocations.filter(deploys).flatMap(({ at }) => [path, at.path]));
    const sources = all.flatMap(({ at, given }) => [at.path, ...[...given.values()].map((value) => value.at.path)]);
    this.deployingFiles = new Set([...commands, ...sources]);
  }

  /** Whether a snapshot has the same pipelines, and all that they need is there and the same. */
  holdFor(snapshot: Snapshot): boolean {
    const paths = pathsOf(snapshot);
    return paths.length === this.paths.length && paths.every((path, index) => path === this.paths[index]) && this.files.holdFor(snapshot);
  }

  /** What could not be understood of the files that deploy something, and pipelines that were not read whole: they may deploy too. */
  get notes(): readonly Note[] {
    return [...this.files.notes.filter(({ path }) => this.deployingFiles.has(path) || isSamConfiguration(path)), ...this.leftOut];
  }

  /** The deployments of a template, a service or a module's folder. */
  of(tool: TargetedDeployment["tool"], target: string): readonly TargetedDeployment[] {
    return (this.byTarget.get(`${tool} ${target}`) ?? []).slice(0, mostOfTarget);
  }

  /** The commands of each job of a pipeline. */
  private jobsIn(path: string, allowed: Allowances): readonly { readonly path: string; readonly invocations: readonly Invocation[] }[] {
    const kind = kinds.find((one) => one.claims(path));
    const content = kind === undefined ? undefined : this.files.content(path);
    if (kind === undefined || content === undefined) return [];
    const document = this.files.document(path);
    if (document?.kind !== "map") return [];
    const { files } = this;
    const jobs = kind.jobs({ path, content, document, files, steps: allowed.steps });
    const found = jobs.map((job) => ({ path, invocations: invocationsOf(job, { files, allowances: allowed }) }));
    if (isAnySpent(allowed))
      this.leftOut.push({ path, line: 1, message: "the pipeline runs so many commands that only the first of them were read" });
    return found;
  }
}

function deploys(invocation: Invocation): boolean {
  return deployCommands.some((phrase) => begins(invocation, phrase));
}

function pathsOf(snapshot: Snapshot): readonly string[] {
  const before = deployPaths.get(snapshot.entries);
  if (before !== undefined) return before;
  const found = [...snapshot.entries.keys()].filter(isDeployPath);
  deployPaths.set(snapshot.entries, found);
  return found;
}
