import nock from "nock";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createProbot } from "../../src/app/create-probot.ts";
import { createAppKey } from "../support/github/app-credentials.ts";

describe("Probot as we use it", () => {
  beforeEach(() => nock.disableNetConnect());
  afterEach(() => {
    nock.cleanAll();
    nock.enableNetConnect();
  });

  const limited = { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "1", "retry-after": "0" };

  it.each([
    { name: "a fault of GitHub", status: 502, headers: {} },
    { name: "a rate limit", status: 403, headers: limited },
  ])("leaves it to the adapter whether a request is sent again after $name", async ({ status, headers }) => {
    const probot = await createProbot({
      appId: 1,
      privateKey: createAppKey().privateKey,
      webhookSecret: "secret",
      githubUrl: "https://ghe.example/api/v3",
      logLevel: "fatal",
      logFormat: "json",
    });
    let requests = 0;
    nock("https://ghe.example/api/v3")
      .post("/app/installations/7/access_tokens")
      .reply(201, { token: "ghs_x", expires_at: "2999-01-01T00:00:00Z", permissions: {} });
    nock("https://ghe.example/api/v3")
      .get("/repos/acme/shop")
      .times(5)
      .reply(status, () => ((requests += 1), { message: "API rate limit exceeded" }), headers);
    const octokit = await probot.auth(7);
    await expect(octokit.request("GET /repos/{owner}/{repo}", { owner: "acme", repo: "shop" })).rejects.toMatchObject({ status });
    expect(requests).toBe(1);
  });
});
