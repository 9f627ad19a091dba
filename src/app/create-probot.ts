import { Probot, ProbotOctokit } from "probot";
import type { ServerEnvironment } from "../config/env.ts";

/** Given as a function, because Probot puts throttling options of its own on top of plain defaults. */
const UnthrottledOctokit = ProbotOctokit.defaults((options: ConstructorParameters<typeof ProbotOctokit>[0]) => ({
  ...options,
  throttle: { enabled: false },
  retry: { enabled: false },
}));

/**
 * Probot with our own manners towards GitHub: its throttling and its retries are off, because writes are paced, rate limits waited for and failures
 * retried by the adapter and the queue, which know what may be repeated.
 */
export async function createProbot(
  environment: Pick<ServerEnvironment, "appId" | "privateKey" | "webhookSecret" | "githubUrl" | "logLevel" | "logFormat">,
): Promise<Probot> {
  const probot = new Probot({
    appId: environment.appId,
    privateKey: environment.privateKey,
    secret: environment.webhookSecret,
    baseUrl: environment.githubUrl,
    logLevel: environment.logLevel,
    logFormat: environment.logFormat,
    Octokit: UnthrottledOctokit,
  });
  return await probot.ready();
}
