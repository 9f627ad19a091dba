import { createPrivateKey, hkdfSync } from "node:crypto";
import { readFileSync } from "node:fs";
import { z } from "zod";
import { UserError } from "../errors.ts";

/** Environment variables by name. An empty value counts as absent, as in most container platforms. */
export type Variables = Readonly<Record<string, string | undefined>>;

const logLevels = ["trace", "debug", "info", "warn", "error", "fatal"] as const;

const optional = <Type extends z.ZodType>(schema: Type) => schema.optional();
const wholeNumber = (least: number, most: number) =>
  z.coerce
    .number({ error: `must be a whole number from ${least} to ${most}` })
    .int(`must be a whole number from ${least} to ${most}`)
    .min(least, `must be a whole number from ${least} to ${most}`)
    .max(most, `must be a whole number from ${least} to ${most}`);
const httpUrl = z.url({ protocol: /^https?$/, error: "must be an http or https URL" });

const commonShape = {
  LOG_LEVEL: z.enum(logLevels, { error: `must be one of ${logLevels.join(", ")}` }).default("info"),
  LOG_FORMAT: z.enum(["json", "pretty"], { error: "must be json or pretty" }).default("json"),
  GHE_HOST: optional(z.string().regex(/^[A-Za-z0-9.-]+(?::\d+)?$/, "must be a host name, with a port where needed, without https://")),
  GHE_PROTOCOL: z.enum(["https", "http"], { error: "must be https or http" }).default("https"),
  ANTHROPIC_API_KEY: optional(z.string()),
  ANTHROPIC_BASE_URL: optional(httpUrl),
  MODEL_PROVIDER: z.enum(["anthropic", "bedrock", "vertex"], { error: "must be one of anthropic, bedrock, vertex" }).default("anthropic"),
  REVIEW_MODEL: optional(z.string()),
  VERIFY_MODEL: optional(z.string()),
  DOCUMENTATION_URL: optional(httpUrl),
  GITHUB_WRITE_PAUSE_MS: wholeNumber(0, 60_000).default(1_000),
};
const commandShape = { ...commonShape, GITHUB_TOKEN: optional(z.string()) };
const serverShape = {
  ...commonShape,
  APP_ID: z.string({ error: "is missing: the number of the GitHub App" }).regex(/^[1-9]\d*$/, "must be the number of the GitHub App"),
  PRIVATE_KEY: optional(z.string()),
  PRIVATE_KEY_PATH: optional(z.string()),
  WEBHOOK_SECRET: z.string({ error: "is missing: the secret that the GitHub App signs its webhooks with" }),
  PORT: wholeNumber(0, 65_535).default(3_000),
  HOST: z.string().default("localhost"),
  DATABASE_URL: optional(z.url({ protocol: /^postgres(?:ql)?$/, error: "must be a postgres:// URL" })),
  DATA_DIR: z.string().default(".data"),
  WORKER_CONCURRENCY: wholeNumber(1, 64).default(2),
};

/** How the model is reached. */
export interface ModelEnvironment {
  readonly provider: "anthropic" | "bedrock" | "vertex";
  readonly apiKey: string | undefined;
  readonly baseUrl: string | undefined;
  readonly reviewModel: string | undefined;
  readonly verifyModel: string | undefined;
}

/** What every entry point knows. `githubUrl` is the base URL of the REST API. */
export interface CommonEnvironment {
  readonly logLevel: (typeof logLevels)[number];
  readonly logFormat: "json" | "pretty";
  readonly githubUrl: string;
  /** Milliseconds between two writes to GitHub; the API asks for at least 1,000. */
  readonly githubWritePauseMs: number;
  /** Where docs/ of this tool is published, for the links of comments. */
  readonly documentationUrl: string | undefined;
  readonly model: ModelEnvironment;
}

export interface CommandEnvironment extends CommonEnvironment {
  readonly githubToken: string | undefined;
}

export interface ServerEnvironment extends CommonEnvironment {
  readonly appId: number;
  readonly privateKey: string;
  readonly webhookSecret: string;
  /** Key of the signatures in our comments' markers, derived from the webhook secret so that neither reveals the other. */
  readonly markerSecret: string;
  readonly host: string;
  readonly port: number;
  /** Absent: the queue lives in PGlite under `dataDirectory`. */
  readonly databaseUrl: string | undefined;
  readonly dataDirectory: string;
  readonly workerConcurrency: number;
}

/** Environment of the GitHub App's processes. @throws UserError that names every missing or malformed variable. */
export function readServerEnvironment(variables: Variables = process.env): ServerEnvironment {
  const problems: string[] = [];
  const values = parse(serverShape, variables, problems);
  const privateKey = readPrivateKey(variables, problems);
  if (values === null || privateKey === null || problems.length > 0) throw badEnvironment(problems);
  return {
    ...commonOf(values),
    appId: Number(values.APP_ID),
    privateKey,
    webhookSecret: values.WEBHOOK_SECRET,
    markerSecret: markerSecretOf(values.WEBHOOK_SECRET),
    host: values.HOST,
    port: values.PORT,
    databaseUrl: values.DATABASE_URL,
    dataDirectory: values.DATA_DIR,
    workerConcurrency: values.WORKER_CONCURRENCY,
  };
}

/** Environment of the command line: nothing is required. @throws UserError that names every malformed variable. */
export function readCommandEnvironment(variables: Variables = process.env): CommandEnvironment {
  const problems: string[] = [];
  const values = parse(commandShape, variables, problems);
  if (values === null) throw badEnvironment(problems);
  return { ...commonOf(values), githubToken: values.GITHUB_TOKEN };
}

/** Key of the marker signatures for a secret that only we know. */
export function markerSecretOf(secret: string): string {
  return Buffer.from(hkdfSync("sha256", secret, "serverless-reviewer", "comment markers v1", 32)).toString("hex");
}

function parse<Shape extends z.ZodRawShape>(shape: Shape, variables: Variables, problems: string[]): z.output<z.ZodObject<Shape>> | null {
  const present = Object.fromEntries(Object.keys(shape).flatMap((name) => (variables[name] ? [[name, variables[name]]] : [])));
  const result = z.object(shape).safeParse(present);
  if (result.success) return result.data;
  problems.push(...result.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`));
  return null;
}

function commonOf(values: z.output<z.ZodObject<typeof commonShape>>): CommonEnvironment {
  return {
    logLevel: values.LOG_LEVEL,
    logFormat: values.LOG_FORMAT,
    githubUrl: values.GHE_HOST === undefined ? "https://api.github.com" : `${values.GHE_PROTOCOL}://${values.GHE_HOST}/api/v3`,
    githubWritePauseMs: values.GITHUB_WRITE_PAUSE_MS,
    documentationUrl: values.DOCUMENTATION_URL,
    model: {
      provider: values.MODEL_PROVIDER,
      apiKey: values.ANTHROPIC_API_KEY,
      baseUrl: values.ANTHROPIC_BASE_URL,
      reviewModel: values.REVIEW_MODEL,
      verifyModel: values.VERIFY_MODEL,
    },
  };
}

/** Container platforms often cannot hold line breaks in a value: `\n` in PRIVATE_KEY stands for one. */
function readPrivateKey(variables: Variables, problems: string[]): string | null {
  const name = variables["PRIVATE_KEY"] ? "PRIVATE_KEY" : "PRIVATE_KEY_PATH";
  const value = variables[name];
  if (!value) {
    problems.push("PRIVATE_KEY is missing: the GitHub App's private key, or PRIVATE_KEY_PATH, the file that holds it");
    return null;
  }
  try {
    const text = name === "PRIVATE_KEY" ? value.replaceAll("\\n", "\n") : readFileSync(value, "utf8");
    createPrivateKey(text);
    return text;
  } catch (error) {
    const isMissing = error instanceof Error && "code" in error && error.code === "ENOENT";
    problems.push(isMissing ? `PRIVATE_KEY_PATH names a file that does not exist: ${value}` : `${name} does not hold a private key in PEM form`);
    return null;
  }
}

function badEnvironment(problems: readonly string[]): UserError {
  return new UserError(`The environment is not complete: ${problems.join("; ")}.`, {
    remedy: "Set these variables and start again; docs/configuration.md lists them all.",
  });
}

/** What git may see of the environment: where programs and the user's configuration are. */
export function gitEnvironment(variables: Variables = process.env): Readonly<Record<string, string>> {
  return { PATH: variables["PATH"] ?? "", HOME: variables["HOME"] ?? "" };
}
