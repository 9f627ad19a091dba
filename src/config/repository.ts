import { z } from "zod";
import { severities } from "../findings/finding.ts";

/** Where a repository, and the organisation's `.github` repository, keep their configuration. */
export const configurationPath = ".github/serverless-reviewer.yml";

const severity = z.enum(severities);
const globs = z.array(z.string().min(1).max(300)).max(200);

const suppression = z.strictObject({
  rule: z.string().min(1).describe("Rule id."),
  resource: z.string().min(1).optional().describe("Name or id of the resource; every resource when left out."),
  path: z.string().min(1).optional().describe("Glob of the file; every file when left out."),
  reason: z.string().min(3).max(500).describe("Why the finding is accepted. Shown in every review."),
  owner: z.string().min(1).max(100).optional().describe("Who accepted it."),
  until: z.iso.date().optional().describe("Last day (YYYY-MM-DD) on which the suppression holds."),
});

const traffic = z.strictObject({
  invocations_per_month: z.number().min(0).max(1e13).optional().describe("Runs of a function or workflow, requests of an API or queue."),
  average_duration_ms: z.number().min(0).max(31_536_000_000).optional().describe("Billed duration of one run."),
  average_payload_kb: z.number().min(0).max(1_000_000).optional().describe("Payload of one request or message."),
  log_kb_per_invocation: z.number().min(0).max(1_000_000).optional().describe("What one run writes to its log."),
});

/** The schema of `.github/serverless-reviewer.yml`, one entry a key, so that a mistake in one key leaves the others in force. */
export const repositoryShape = {
  enabled: z.boolean().describe("Review this repository's pull requests."),
  engine: z.enum(["auto", "rules", "claude"]).describe("`auto`: rules and Claude where the App has a key; `rules`: nothing is sent to a model."),
  paths: z
    .strictObject({ include: globs.optional(), exclude: globs.optional() })
    .describe("Globs of files to review (all when left out) and to leave out."),
  drafts: z.boolean().describe("Review draft pull requests too."),
  labels: z
    .strictObject({ ignore: z.array(z.string().min(1)).max(50).optional(), require: z.array(z.string().min(1)).max(50).optional() })
    .describe("Pull requests with an `ignore` label are skipped; with `require`, only those that carry one of them are reviewed."),
  titles: z
    .strictObject({ ignore: z.array(z.string().min(1)).max(50) })
    .describe("Pull requests whose title contains one of these words are skipped."),
  authors: z.strictObject({ ignore: z.array(z.string().min(1)).max(100) }).describe("Logins whose pull requests are skipped."),
  rules: z
    .record(z.string().min(1), z.enum([...severities, "off", "on"]))
    .describe("Severity of a rule, `off`, or `on` for one that is off by default."),
  min_severity: severity.describe("Findings below it are left out."),
  max_comments: z.int().min(0).max(30).describe("Inline comments of one review; the rest goes to the summary."),
  fail_on: z.enum([...severities, "never"]).describe("The check run fails when a finding at or above it stands."),
  language: z
    .string()
    .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, "expected a language tag such as en or de-CH")
    .describe("Language of the model's findings."),
  instructions: z.string().max(4_000).describe("What the reviewer should know about this system."),
  model: z.string().min(1).max(100).describe("Model for this repository, where the App's operator allows it."),
  budgets: z
    .strictObject({
      tokens_per_run: z.int().min(10_000).max(2_000_000).optional().describe("Input and output tokens of one review."),
      tokens_per_pull_request: z.int().min(10_000).max(10_000_000).optional().describe("Of all reviews of one pull request."),
      tokens_per_day: z.int().min(10_000).max(100_000_000).optional().describe("Of all reviews of this repository in one day (UTC)."),
    })
    .describe("Limits of what a review may cost. What does not fit is reviewed by rules only, and the review says so."),
  traffic: z
    .strictObject({
      default: traffic.optional().describe("For every resource that is not named."),
      resources: z.record(z.string().min(1).max(200), traffic).optional().describe("By name or id of the resource."),
    })
    .describe("What is known of the use of this system, for the cost figures. Without it they count a million runs of one second."),
  suppress: z.array(suppression).max(500).describe("Findings that the team accepts, each with its reason."),
} as const;

export const repositorySchema = z.strictObject(repositoryShape).partial();

export type Suppression = z.infer<typeof suppression>;

/** Use of one resource as it was told; what is left out is not known. */
export interface ResourceTraffic {
  readonly invocationsPerMonth?: number | undefined;
  readonly averageDurationMilliseconds?: number | undefined;
  readonly averagePayloadKilobytes?: number | undefined;
  readonly logKilobytesPerInvocation?: number | undefined;
}

/** Configuration of one repository with defaults filled in. */
export interface RepositoryConfig {
  readonly enabled: boolean;
  readonly engine: "auto" | "rules" | "claude";
  readonly paths: { readonly include: readonly string[]; readonly exclude: readonly string[] };
  readonly drafts: boolean;
  readonly labels: { readonly ignore: readonly string[]; readonly require: readonly string[] };
  readonly titles: { readonly ignore: readonly string[] };
  readonly authors: { readonly ignore: readonly string[] };
  readonly rules: ReadonlyMap<string, (typeof severities)[number] | "off" | "on">;
  readonly minSeverity: (typeof severities)[number];
  readonly maxComments: number;
  readonly failOn: (typeof severities)[number] | "never";
  readonly language: string;
  readonly instructions: string;
  readonly model: string | null;
  readonly budgets: { readonly tokensPerRun: number; readonly tokensPerPullRequest: number; readonly tokensPerDay: number };
  readonly traffic: { readonly default: ResourceTraffic; readonly resources: ReadonlyMap<string, ResourceTraffic> };
  readonly suppress: readonly Suppression[];
}

export const defaultConfig: RepositoryConfig = {
  enabled: true,
  engine: "auto",
  paths: { include: [], exclude: [] },
  drafts: false,
  labels: { ignore: [], require: [] },
  titles: { ignore: [] },
  authors: { ignore: [] },
  rules: new Map(),
  minSeverity: "low",
  maxComments: 7,
  failOn: "never",
  language: "en",
  instructions: "",
  model: null,
  budgets: { tokensPerRun: 200_000, tokensPerPullRequest: 1_000_000, tokensPerDay: 5_000_000 },
  traffic: { default: {}, resources: new Map() },
  suppress: [],
};
