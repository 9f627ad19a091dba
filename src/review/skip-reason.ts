import type { RepositoryConfig } from "../config/repository.ts";

/** What decides whether a pull request is reviewed at all. */
export interface Reviewable {
  readonly isDraft: boolean;
  readonly title: string;
  readonly labels: readonly string[];
  readonly author: { readonly login: string; readonly isBot: boolean } | null;
  /** Somebody with write permission asked for it: drafts, bots and titles are no reason then. */
  readonly isAskedFor: boolean;
}

/** Why a pull request is not reviewed, for its check run; null when it is. Costs nothing: nothing of the change was read. */
export function skipReason(pull: Reviewable, config: RepositoryConfig): string | null {
  if (!config.enabled) return "Reviews are switched off in the repository's configuration (`enabled: false`).";
  const ignored = pull.labels.find((label) => config.labels.ignore.includes(label));
  if (pull.isAskedFor) return null;
  if (ignored !== undefined) return `The pull request carries the label \`${ignored}\`, which the repository's configuration ignores.`;
  const { require } = config.labels;
  if (require.length > 0 && !pull.labels.some((label) => require.includes(label)))
    return `The pull request carries none of the labels that the repository's configuration asks for: ${require.map((label) => `\`${label}\``).join(", ")}.`;
  if (pull.isDraft && !config.drafts)
    return "The pull request is a draft. It is reviewed when it is ready; `drafts: true` in the configuration reviews drafts too.";
  if (pull.author?.isBot === true) return "The author is a bot. Comment `/serverless review` to have it reviewed all the same.";
  if (pull.author !== null && config.authors.ignore.includes(pull.author.login))
    return "The repository's configuration ignores the pull requests of this author.";
  const title = pull.title.toLowerCase();
  const word = config.titles.ignore.find((candidate) => title.includes(candidate.toLowerCase()));
  return word === undefined ? null : `The title contains \`${word}\`, which the repository's configuration ignores.`;
}
