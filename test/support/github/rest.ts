import { z } from "zod";
import {
  accountAnswer,
  type Answer,
  checkAnswer,
  created,
  type Handler,
  type Matched,
  notFound,
  ok,
  pageOf,
  pullAnswer,
  unprocessable,
  type World,
} from "./answers.ts";
import { type ComparedFile, compare, isInHunk, readText, readTree } from "./git-data.ts";
import { appAccount, type CheckRun, type Pull } from "./state.ts";

/** The number that the tests' GitHub App has. */
export const appId = 4_242;
const longestBody = 65_536;

function pullOf({ state }: World, { parameters }: Matched): Pull | undefined {
  return state.pulls.get(Number(parameters["pull_number"] ?? parameters["issue_number"]));
}

const commentInput = z.object({
  path: z.string(),
  body: z.string(),
  line: z.number(),
  side: z.enum(["LEFT", "RIGHT"]).default("RIGHT"),
  start_line: z.number().optional(),
  start_side: z.string().optional(),
});
const reviewInput = z.object({ commit_id: z.string(), event: z.string(), body: z.string().min(1), comments: z.array(commentInput) });
const checkInput = z.object({
  name: z.string().optional(),
  head_sha: z.string().optional(),
  external_id: z.string().optional(),
  status: z.string().optional(),
  conclusion: z.string().optional(),
  output: z.object({ title: z.string(), summary: z.string(), text: z.string().optional(), annotations: z.array(z.unknown()).optional() }).optional(),
});
const bodyInput = z.object({ body: z.string() });

function createReview(world: World, request: Matched): Answer {
  const pull = pullOf(world, request);
  const input = reviewInput.safeParse(request.body);
  if (pull === undefined) return notFound;
  if (!input.success) return unprocessable(input.error.message);
  const { commit_id: commit, body, comments } = input.data;
  if (commit !== pull.head) return unprocessable("The commit_id is not part of the pull request");
  if ([body, ...comments.map((comment) => comment.body)].some((text) => text.length > longestBody))
    return unprocessable("Body is too long (maximum is 65536 characters)");
  const { files } = compare(world.repository, pull.base, pull.head);
  if (!comments.every((comment) => isTaken(comment, files))) return unprocessable("Line could not be resolved");
  const { state } = world;
  const review = { id: state.nextId(), pull: pull.number, commit, body, author: appAccount };
  state.reviews.push(review);
  for (const comment of comments) {
    state.reviewComments.push({
      id: state.nextId(),
      pull: pull.number,
      review: review.id,
      inReplyTo: null,
      commit,
      path: comment.path,
      line: comment.line,
      startLine: comment.start_line ?? null,
      side: comment.side,
      body: comment.body,
      author: appAccount,
      isResolved: false,
    });
  }
  return ok({ id: review.id, body, commit_id: commit, state: "COMMENTED", user: accountAnswer(appAccount) });
}

function isTaken(comment: z.output<typeof commentInput>, files: readonly ComparedFile[]): boolean {
  const file = files.find((candidate) => candidate.filename === comment.path);
  const start = comment.start_line ?? comment.line;
  const isOrdered = comment.start_line === undefined || comment.start_line < comment.line;
  return file !== undefined && isOrdered && isInHunk(file, { side: comment.side, start, end: comment.line });
}

function reply(world: World, request: Matched): Answer {
  const { state } = world;
  const thread = state.reviewComments.find((comment) => comment.id === Number(request.parameters["comment_id"]));
  if (thread === undefined) return notFound;
  const answer = { ...thread, id: state.nextId(), inReplyTo: thread.id, review: null, body: bodyInput.parse(request.body).body };
  state.reviewComments.push(answer);
  return created({ id: answer.id, body: answer.body });
}

function createIssueComment(world: World, request: Matched): Answer {
  const pull = pullOf(world, request);
  const { body } = bodyInput.parse(request.body);
  if (pull === undefined) return notFound;
  if (body.length > longestBody) return unprocessable("body is too long");
  const comment = { id: world.state.nextId(), pull: pull.number, body, author: appAccount, reactions: [] };
  world.state.issueComments.push(comment);
  return created({ id: comment.id, body, user: accountAnswer(appAccount) });
}

function updateIssueComment({ state }: World, request: Matched): Answer {
  const comment = state.issueComments.find((candidate) => candidate.id === Number(request.parameters["comment_id"]));
  const { body } = bodyInput.parse(request.body);
  if (comment === undefined) return notFound;
  if (body.length > longestBody) return unprocessable("body is too long");
  comment.body = body;
  return ok({ id: comment.id, body });
}

function createCheck({ state, repository }: World, request: Matched): Answer {
  const input = checkInput.parse(request.body);
  const head = input.head_sha ?? "";
  if (readTree(repository, head, false) === null) return unprocessable("No commit found for SHA");
  const check: CheckRun = {
    id: state.nextId(),
    name: input.name ?? "",
    head,
    externalId: "",
    status: "queued",
    conclusion: null,
    title: "",
    summary: "",
    text: "",
    annotations: [],
  };
  state.checkRuns.push(check);
  return changeCheck(check, input, 201);
}

function updateCheck({ state }: World, request: Matched): Answer {
  const check = state.checkRuns.find((candidate) => candidate.id === Number(request.parameters["check_run_id"]));
  return check === undefined ? notFound : changeCheck(check, checkInput.parse(request.body), 200);
}

function changeCheck(check: CheckRun, input: z.output<typeof checkInput>, status: number): Answer {
  if (input.status === "completed" && input.conclusion === undefined) return unprocessable("conclusion is missing");
  check.externalId = input.external_id ?? check.externalId;
  check.status = input.conclusion === undefined ? (input.status ?? check.status) : "completed";
  check.conclusion = input.conclusion ?? check.conclusion;
  check.title = input.output?.title ?? check.title;
  check.summary = input.output?.summary ?? check.summary;
  check.text = input.output?.text ?? check.text;
  check.annotations.push(...(input.output?.annotations ?? []));
  return { status, body: checkAnswer(check, appId) };
}

function listChecks({ state }: World, { parameters, query }: Matched): Answer {
  const checks = state.checkRuns
    .filter((check) => check.head === parameters["ref"] && check.name === (query.get("check_name") ?? check.name))
    .toReversed();
  return ok({ total_count: checks.length, check_runs: pageOf(checks, query).map((check) => checkAnswer(check, appId)) });
}

function react({ state }: World, request: Matched): Answer {
  const comment = state.issueComments.find((candidate) => candidate.id === Number(request.parameters["comment_id"]));
  if (comment === undefined) return notFound;
  const { content } = z.object({ content: z.string() }).parse(request.body);
  comment.reactions.push(content);
  return created({ id: state.nextId(), content });
}

/** The operations that the reviewer uses, by GitHub's own route. */
export const handlers: Readonly<Record<string, Handler>> = {
  "GET /repos/{owner}/{repo}/pulls/{pull_number}": (world, request) => {
    const pull = pullOf(world, request);
    return pull === undefined ? notFound : ok(pullAnswer(pull, world.state));
  },
  "GET /repos/{owner}/{repo}/pulls/{pull_number}/files": (world, request) => {
    const pull = pullOf(world, request);
    return pull === undefined ? notFound : ok(pageOf(compare(world.repository, pull.base, pull.head).files.slice(0, 3_000), request.query));
  },
  "POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews": createReview,
  "POST /repos/{owner}/{repo}/pulls/{pull_number}/comments/{comment_id}/replies": reply,
  "GET /repos/{owner}/{repo}/compare/{basehead}": ({ repository }, { parameters }) => {
    const [base = "", head = ""] = (parameters["basehead"] ?? "").split("...");
    const { mergeBase, files } = compare(repository, base, head);
    return ok({ merge_base_commit: { sha: mergeBase }, files: files.slice(0, 300), commits: [] });
  },
  "GET /repos/{owner}/{repo}/git/trees/{tree_sha}": ({ repository }, { parameters, query }) => {
    const tree = readTree(repository, parameters["tree_sha"] ?? "", query.has("recursive"));
    return tree === null ? notFound : ok(tree);
  },
  "GET /repos/{owner}/{repo}/git/blobs/{file_sha}": ({ repository }, { parameters }) => {
    const text = readText(repository, parameters["file_sha"] ?? "");
    return text === null ? notFound : ok({ content: Buffer.from(text).toString("base64"), encoding: "base64" });
  },
  "GET /repos/{owner}/{repo}/collaborators/{username}/permission": ({ state }, { parameters }) => {
    const known = state.permissions.get(parameters["username"] ?? "");
    return known === undefined ? notFound : ok({ permission: known.permission, role_name: known.permission, user: accountAnswer(known.account) });
  },
  "POST /repos/{owner}/{repo}/issues/{issue_number}/comments": createIssueComment,
  "PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}": updateIssueComment,
  "POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions": react,
  "POST /repos/{owner}/{repo}/check-runs": createCheck,
  "PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}": updateCheck,
  "GET /repos/{owner}/{repo}/commits/{ref}/check-runs": listChecks,
};
