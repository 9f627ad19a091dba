/** An account on the test's GitHub. */
export interface Account {
  readonly id: number;
  readonly login: string;
  readonly type: "User" | "Bot";
}

export const appAccount: Account = { id: 9_001, login: "serverless-reviewer[bot]", type: "Bot" };
export const alice: Account = { id: 11, login: "alice", type: "User" };

/** A pull request; tests change it to push, close or convert. */
export interface Pull {
  readonly number: number;
  base: string;
  head: string;
  isDraft: boolean;
  isOpen: boolean;
  title: string;
  body: string;
  author: Account;
  labels: string[];
  updatedAt: string;
}

export interface Text {
  readonly id: number;
  body: string;
  readonly author: Account;
}

/** An inline comment, or a reply where `inReplyTo` is set. */
export interface ReviewComment extends Text {
  readonly pull: number;
  readonly review: number | null;
  readonly inReplyTo: number | null;
  readonly commit: string;
  readonly path: string;
  readonly line: number;
  readonly startLine: number | null;
  readonly side: "LEFT" | "RIGHT";
  isResolved: boolean;
}

export interface Review extends Text {
  readonly pull: number;
  readonly commit: string;
}

export interface IssueComment extends Text {
  readonly pull: number;
  readonly reactions: string[];
}

export interface CheckRun {
  readonly id: number;
  readonly name: string;
  readonly head: string;
  externalId: string;
  status: string;
  conclusion: string | null;
  title: string;
  summary: string;
  text: string;
  readonly annotations: unknown[];
}

/** Everything that the test's GitHub remembers besides the git repository. */
export interface State {
  readonly owner: string;
  readonly name: string;
  readonly pulls: Map<number, Pull>;
  readonly reviews: Review[];
  readonly reviewComments: ReviewComment[];
  readonly issueComments: IssueComment[];
  readonly checkRuns: CheckRun[];
  /** Permission by login: "admin", "write", "read". Others are no collaborators. */
  readonly permissions: Map<string, { readonly account: Account; readonly permission: string }>;
  /** Text of the organisation's configuration; null without a `.github` repository. */
  organisationConfiguration: string | null;
  /** Whether threads say that we may resolve them. */
  canResolve: boolean;
  nextId(): number;
}

export function createState(owner: string, name: string): State {
  let last = 3_000_000_000;
  return {
    owner,
    name,
    pulls: new Map(),
    reviews: [],
    reviewComments: [],
    issueComments: [],
    checkRuns: [],
    permissions: new Map([["alice", { account: alice, permission: "write" }]]),
    organisationConfiguration: null,
    canResolve: true,
    nextId: () => ++last,
  };
}
