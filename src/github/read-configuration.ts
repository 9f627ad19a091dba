import { z } from "zod";
import { configurationPath } from "../config/repository.ts";
import type { GitHubClient } from "./client.ts";
import type { PullRequestAddress } from "./pull-request.ts";

/** The texts of the configuration; null where there is none. What they mean is not this adapter's business. */
export interface ConfigurationTexts {
  /** From the base commit: a pull request cannot change the rules that it is reviewed by. */
  readonly repository: string | null;
  /** Defaults from the default branch of the owner's `.github` repository, where the app may read that. */
  readonly organisation: string | null;
}

const holder = z.object({ object: z.object({ text: z.string().nullish() }).nullish() }).nullish();
const answerSchema = z.object({ repository: holder, organisation: holder });

const query = `query($owner: String!, $name: String!, $expression: String!, $default: String!) {
  repository(owner: $owner, name: $name) { object(expression: $expression) { ... on Blob { text } } }
  organisation: repository(owner: $owner, name: ".github") { object(expression: $default) { ... on Blob { text } } }
}`;

/** Reads both with one request. */
export async function readConfiguration(client: GitHubClient, address: PullRequestAddress, base: string): Promise<ConfigurationTexts> {
  const answer = await client.query(query, {
    owner: address.owner,
    name: address.repository,
    expression: `${base}:${configurationPath}`,
    default: `HEAD:${configurationPath}`,
  });
  const { repository, organisation } = answerSchema.parse(answer);
  return { repository: repository?.object?.text ?? null, organisation: organisation?.object?.text ?? null };
}
