import { createGitRepository, type Files, type GitRepository } from "../git-repository.ts";
import { type AppKey, createAppKey } from "./app-credentials.ts";
import { type GitHubServer, startGitHub } from "./server.ts";
import { alice, type Pull } from "./state.ts";

export const owner = "acme";
export const name = "shop";

/** One repository with one open pull request, #1, and a GitHub that serves them. */
export interface PullRequestWorld {
  readonly repository: GitRepository;
  readonly github: GitHubServer;
  readonly pull: Pull;
  readonly key: AppKey;
  /** Opens another pull request on the same base. */
  open(files: Files, changes?: Partial<Pull>): Promise<Pull>;
  /** Commits on top of a pull request's head (that of #1 when none is given) and moves it there. */
  push(files: Files, pull?: Pull): Promise<string>;
  /** @throws when the reviewer sent something that GitHub's own description of its API does not allow. */
  close(): Promise<void>;
}

let seconds = 0;
/** Times that grow with every event, as GitHub's do. */
const nextTime = () => new Date(Date.UTC(2026, 0, 1) + ++seconds * 10_000).toISOString();

export async function openPullRequest(base: Files, head: Files): Promise<PullRequestWorld> {
  const repository = await createGitRepository();
  const key = createAppKey();
  const baseCommit = await repository.commit(null, base);
  const github = await startGitHub({ repository, owner, name, publicKey: key.publicKey });

  async function open(files: Files, changes: Partial<Pull> = {}): Promise<Pull> {
    const pull: Pull = {
      number: github.state.pulls.size + 1,
      base: baseCommit,
      head: await repository.commit(baseCommit, files),
      isDraft: false,
      isOpen: true,
      // Its own title, so that the model's answer to one is not remembered for another.
      title: `Change ${github.state.pulls.size + 1}`,
      body: "What it is about",
      author: alice,
      labels: [],
      updatedAt: nextTime(),
      ...changes,
    };
    github.state.pulls.set(pull.number, pull);
    return pull;
  }

  const first = await open(head);
  return {
    repository,
    github,
    pull: first,
    key,
    open,
    async push(files, pull = first) {
      pull.head = await repository.commit(pull.head, files);
      pull.updatedAt = nextTime();
      return pull.head;
    },
    async close() {
      await github.close();
      await repository.remove();
      if (github.violations.length > 0) throw new Error(`requests that GitHub does not know: ${github.violations.join(" | ")}`);
    },
  };
}
