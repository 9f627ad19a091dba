import type { GitRepository } from "../git-repository.ts";
import type { Account, CheckRun, Pull, State } from "./state.ts";

/** What the server answers a request with. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A request that was matched with an operation. */
export interface Matched {
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: unknown;
}

export interface World {
  readonly state: State;
  readonly repository: GitRepository;
}

export type Handler = (world: World, request: Matched) => Answer;

export const ok = (body: unknown): Answer => ({ status: 200, body });
export const created = (body: unknown): Answer => ({ status: 201, body });
export const notFound: Answer = { status: 404, body: { message: "Not Found" } };
/** GitHub's refusal of a request that it understands; `/reviews` gives its reasons as plain strings. */
export const unprocessable = (...errors: unknown[]): Answer => ({ status: 422, body: { message: "Unprocessable Entity", errors } });

/** A pull request in the API's form, also that of a webhook's payload. */
export function pullAnswer(pull: Pull, state: State): Record<string, unknown> {
  const repository = repositoryAnswer(state);
  return {
    id: pull.number,
    number: pull.number,
    state: pull.isOpen ? "open" : "closed",
    draft: pull.isDraft,
    title: pull.title,
    body: pull.body,
    labels: pull.labels.map((name) => ({ name })),
    user: accountAnswer(pull.author),
    head: { sha: pull.head, ref: "feature", repo: repository },
    base: { sha: pull.base, ref: "main", repo: repository },
    updated_at: pull.updatedAt,
    html_url: `http://github.example/${state.owner}/${state.name}/pull/${pull.number}`,
  };
}

export function repositoryAnswer(state: State): Record<string, unknown> {
  return { id: 1, name: state.name, full_name: `${state.owner}/${state.name}`, owner: { login: state.owner, id: 2, type: "Organization" } };
}

export function accountAnswer(account: Account): Record<string, unknown> {
  return { id: account.id, login: account.login, type: account.type };
}

export function checkAnswer(check: CheckRun, appId: number): Record<string, unknown> {
  return {
    id: check.id,
    name: check.name,
    head_sha: check.head,
    external_id: check.externalId,
    status: check.status,
    conclusion: check.conclusion,
    output: { title: check.title, summary: check.summary, annotations_count: check.annotations.length },
    app: { id: appId },
    pull_requests: [],
  };
}

/** A page of a list, by `per_page` and `page`. */
export function pageOf<Item>(items: readonly Item[], query: URLSearchParams): Item[] {
  const size = Number(query.get("per_page") ?? "30");
  const page = Number(query.get("page") ?? "1");
  return items.slice((page - 1) * size, page * size);
}
