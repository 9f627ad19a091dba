import { type Command, Option } from "commander";
import type { Change } from "../change/change.ts";
import { type RepositoryConfig, configurationPath, defaultConfig } from "../config/repository.ts";
import { UserError } from "../errors.ts";
import { isAtLeast, severities } from "../findings/finding.ts";
import type { Review } from "../findings/review.ts";
import type { Reviewer } from "../ports/reviewer.ts";
import { review } from "../review/review.ts";
import { selectRules } from "../rules/select-rules.ts";
import { type CommandLineTools, type RemotePullRequest, sourceOf } from "./command-line-tools.ts";
import { parseConfigText } from "./config-text.ts";
import { type ReviewFormat, renderReview, reviewFormats } from "./review-formats.ts";

interface ReviewOptions {
  readonly base?: string;
  readonly head?: string;
  readonly engine: "auto" | "rules" | "claude";
  readonly format: ReviewFormat;
  readonly output?: string;
  readonly failOn: (typeof severities)[number] | "never";
  readonly rules: string;
  readonly config?: string;
  readonly title: string;
  readonly body: string;
  readonly model?: string;
  readonly quiet?: boolean;
  readonly pr?: string;
  readonly post?: boolean;
}

/** `review`: reviews a local change, or a pull request through the API. */
export function addReviewCommand(program: Command, tools: CommandLineTools, setStatus: (status: number) => void): void {
  program
    .command("review [dir]")
    .description("Review a change: a git repository, or a folder with base/ and head/.")
    .option("--base <ref>", "what to compare with (default: the default branch)")
    .option("--head <ref>", "what to review: a reference, or `worktree` (default: HEAD)")
    .addOption(new Option("--engine <engine>", "auto: Claude where a key is set").choices(["auto", "rules", "claude"]).default("auto"))
    .addOption(new Option("--format <format>", "form of the output").choices(reviewFormats).default("pretty"))
    .option("--output <file>", "write the output to a file")
    .addOption(
      new Option("--fail-on <severity>", "exit with 1 when a finding at or above it stands").choices([...severities, "never"]).default("never"),
    )
    .option("--rules <ids>", "default, all, or ids with commas between", "default")
    .option("--config <file>", `configuration file (default: ${configurationPath} at base)`)
    .option("--title <text>", "title of the pull request", "")
    .option("--body <text>", "description of the pull request", "")
    .option("--model <name>", "model to ask")
    .option("--quiet", "no progress on stderr")
    .option("--pr <reference>", "OWNER/REPO#N: read the pull request through the API with GITHUB_TOKEN")
    .option("--post", "with --pr: publish the review")
    .action(async (folder: string | undefined, options: ReviewOptions) => setStatus(await runReview(folder ?? ".", options, tools)));
}

async function runReview(folder: string, options: ReviewOptions, tools: CommandLineTools): Promise<number> {
  if (options.post && options.pr === undefined) throw new UserError("--post needs --pr", { remedy: "Give --pr OWNER/REPO#N." });
  const remote = options.pr === undefined ? null : tools.createPullRequest(options.pr);
  const local =
    remote === null ? tools.createLocalSource({ folder, base: options.base, head: options.head, title: options.title, body: options.body }) : null;
  const progress = progressOf(options, tools);
  try {
    progress.tell("gather");
    const change = await (remote?.source ?? local)?.read();
    if (change === undefined) throw new Error("no source");
    const config = await configOf(change, options, remote, tools);
    const reviewer = await reviewerOf(options, config, tools);
    const rules = selectRules(tools.rules, options.rules, config.rules);
    const stack = await tools.createStackTools();
    const made = await review(
      { change, config, signal: new AbortController().signal, onStep: progress.tell },
      { stack, rules, reviewer, clock: tools.clock },
    );
    progress.clear();
    await deliver(made, change, options, tools);
    if (options.post) await remote?.publisher(config).publish(made);
    return failed(made, options) ? 1 : 0;
  } finally {
    progress.clear();
    await local?.dispose();
  }
}

async function configOf(
  change: Change,
  options: ReviewOptions,
  remote: RemotePullRequest | null,
  tools: CommandLineTools,
): Promise<RepositoryConfig> {
  if (options.config !== undefined) {
    const text = await tools.readTextFile(options.config);
    if (text === null) throw new UserError(`${options.config} cannot be read`, { remedy: "Give the path of a configuration file with --config." });
    return parseConfigText(text, options.config, tools);
  }
  if (remote !== null) return parseConfigText((await remote.readConfiguration()) ?? "", configurationPath, tools);
  await change.base.load([configurationPath]);
  const content = change.base.read(configurationPath);
  return content.state === "text" ? parseConfigText(content.text, configurationPath, tools) : defaultConfig;
}

async function reviewerOf(options: ReviewOptions, config: RepositoryConfig, tools: CommandLineTools): Promise<Reviewer | null> {
  const engine = options.engine === "auto" ? config.engine : options.engine;
  if (engine === "rules") return null;
  const reviewer = await tools.createReviewer(options.model ?? config.model ?? undefined, config);
  if (reviewer === null && engine === "claude") {
    throw new UserError("--engine claude needs a key", {
      remedy: "Set ANTHROPIC_API_KEY (or MODEL_PROVIDER and its credentials), or use --engine rules.",
    });
  }
  return reviewer;
}

async function deliver(made: Review, change: Change, options: ReviewOptions, tools: CommandLineTools): Promise<void> {
  const isFile = options.output !== undefined;
  const color = tools.isColorTerminal && !isFile;
  const text = renderReview(made, options.format, {
    ...tools.renderContext,
    color,
    width: tools.width,
    sourceOf: sourceOf(change),
    rules: tools.rules,
  });
  if (options.output === undefined) tools.writeOutput(text.endsWith("\n") ? text : `${text}\n`);
  else await tools.writeTextFile(options.output, text);
}

function failed(made: Review, options: ReviewOptions): boolean {
  const { failOn } = options;
  return failOn !== "never" && made.findings.some((finding) => isAtLeast(finding.severity, failOn));
}

/** One line on stderr that names the running step, on a terminal only. */
function progressOf(options: ReviewOptions, tools: CommandLineTools): { tell: (step: string) => void; clear: () => void } {
  if (options.quiet === true || !tools.isProgressTerminal) return { tell: () => undefined, clear: () => undefined };
  return { tell: (step) => tools.writeError(`\r\u001B[K${step} …`), clear: () => tools.writeError("\r\u001B[K") };
}
