import { Octokit } from "@octokit/rest";
import nock from "nock";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { TransientError } from "../../src/errors.ts";
import { createClient, type GitHubClient, readOrNull } from "../../src/github/client.ts";
import { RefusedError } from "../../src/github/failures.ts";

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const api = () => nock("https://api.github.com");
const route = "GET /repos/{owner}/{repo}";
const parameters = { owner: "acme", repo: "shop" };
const comment = "POST /repos/{owner}/{repo}/issues/{issue_number}/comments";

describe("the GitHub client", () => {
  let client: GitHubClient;
  beforeEach(() => {
    nock.disableNetConnect();
    client = createClient(new Octokit({ auth: "token", log: silent }), { writePauseMs: 0, retryPauseMs: 0, longestWaitSeconds: 2 });
  });
  afterEach(() => {
    const unused = nock.pendingMocks();
    nock.cleanAll();
    nock.enableNetConnect();
    if (unused.length > 0) throw new Error(`not asked for: ${unused.join(", ")}`);
  });

  it("sends a read again after a 5xx, and gives up with a TransientError after the third", async () => {
    api().get("/repos/acme/shop").reply(502).get("/repos/acme/shop").reply(200, { id: 1 });
    expect(await client.read(route, parameters)).toEqual({ id: 1 });
    api().get("/repos/acme/shop").times(3).reply(503);
    await expect(client.read(route, parameters)).rejects.toBeInstanceOf(TransientError);
    expect(client.requests).toBe(5);
  });

  it("never sends a write again that may have happened", async () => {
    api().post("/repos/acme/shop/issues/1/comments").reply(502);
    await expect(client.write(comment, { ...parameters, issue_number: 1, body: "x" })).rejects.toBeInstanceOf(TransientError);
    expect(client.requests).toBe(1);
  });

  it("waits for a short rate limit and sends also a write again", async () => {
    api().post("/repos/acme/shop/issues/1/comments").reply(429, { message: "slow" }, { "retry-after": "1" });
    api().post("/repos/acme/shop/issues/1/comments").reply(201, { id: 5 });
    expect(await client.write(comment, { ...parameters, issue_number: 1, body: "x" })).toEqual({ id: 5 });
  });

  it("leaves a long rate limit to the queue, with the time that GitHub names", async () => {
    api().get("/repos/acme/shop").reply(403, { message: "You have exceeded a secondary rate limit" }, { "retry-after": "120" });
    await expect(client.read(route, parameters)).rejects.toMatchObject({ name: "TransientError", retryAfterSeconds: 120 });
    const headers = { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "1000000600", date: new Date(1_000_000_000_000).toUTCString() };
    api().get("/repos/acme/shop").reply(403, { message: "API rate limit exceeded" }, headers);
    await expect(client.read(route, parameters)).rejects.toMatchObject({ name: "TransientError", retryAfterSeconds: 600 });
    api().get("/repos/acme/shop").reply(403, { message: "You have exceeded a secondary rate limit" });
    await expect(client.read(route, parameters)).rejects.toMatchObject({ name: "TransientError", retryAfterSeconds: 60 });
  });

  it("tells a refusal from a rate limit and keeps status and reasons", async () => {
    api().get("/repos/acme/shop").reply(403, { message: "Resource not accessible by integration" });
    await expect(client.read(route, parameters)).rejects.toMatchObject({ name: "RefusedError", status: 403 });
    api()
      .post("/repos/acme/shop/issues/1/comments")
      .reply(422, { message: "Unprocessable Entity", errors: ["Line could not be resolved"] });
    const refused = client.write(comment, { ...parameters, issue_number: 1, body: "x" });
    await expect(refused).rejects.toBeInstanceOf(RefusedError);
    await expect(refused).rejects.toMatchObject({ status: 422, details: '["Line could not be resolved"]' });
  });

  it("gives null for what is not there, and only for that", async () => {
    api().get("/repos/acme/shop").reply(404, { message: "Not Found" });
    expect(await readOrNull(client, route, parameters)).toBeNull();
    api().get("/repos/acme/shop").reply(401, { message: "Bad credentials" });
    await expect(readOrNull(client, route, parameters)).rejects.toMatchObject({ status: 401 });
  });

  it("takes the part of a GraphQL answer that did not fail, and asks again when all of it failed", async () => {
    api()
      .post("/graphql")
      .reply(200, { data: { one: 1, other: null }, errors: [{ message: "no" }] });
    expect(await client.query("query { one }")).toEqual({ one: 1, other: null });
    api()
      .post("/graphql")
      .reply(200, { data: null, errors: [{ message: "Something went wrong" }] });
    api()
      .post("/graphql")
      .reply(200, { data: { one: 2 } });
    expect(await client.query("query { one }")).toEqual({ one: 2 });
  });

  it("sends writes one after another, in the order in which they were asked for", async () => {
    const order: string[] = [];
    api()
      .post("/repos/acme/shop/issues/1/comments")
      .delay(50)
      .reply(201, () => (order.push("first"), {}));
    api()
      .post("/repos/acme/shop/issues/2/comments")
      .reply(201, () => (order.push("second"), {}));
    await Promise.all([1, 2].map((number) => client.write(comment, { ...parameters, issue_number: number, body: "x" })));
    expect(order).toEqual(["first", "second"]);
  });
});
