import { afterEach, describe, expect, it } from "vitest";
import type { Change } from "../../src/change/change.ts";
import { createGitHubSource } from "../../src/github/github-source.ts";
import { readConfiguration } from "../../src/github/read-configuration.ts";
import type { Files } from "../support/git-repository.ts";
import { clientOf } from "../support/github/client-of.ts";
import { openPullRequest, type PullRequestWorld } from "../support/github/pull-request.ts";

const address = { owner: "acme", repository: "shop", number: 1 };
const lines = (count: number, prefix = "line") => Array.from({ length: count }, (_, index) => `${prefix} ${index}\n`).join("");

describe("a change read from GitHub", () => {
  let world: PullRequestWorld;
  afterEach(() => world.close());

  async function open(base: Files, head: Files) {
    world = await openPullRequest(base, head);
    const client = clientOf(world.github);
    const read = (): Promise<Change> => createGitHubSource({ client, address, pull: world.pull, title: "t", body: "b" }).read();
    return { client, read };
  }
  const fileOf = (change: Change, path: string) => change.files.find((file) => file.path === path);

  it("takes three requests, and one for all contents that are wanted", async () => {
    const { client, read } = await open({ "a.yml": "1\n", "b.yml": "2\n", "c.yml": "3\n" }, { "a.yml": "10\n" });
    const change = await read();
    expect(client.requests).toBe(3);
    await change.head.load(["a.yml", "b.yml", "c.yml"]);
    expect(client.requests).toBe(4);
    expect(change.head.read("a.yml")).toMatchObject({ state: "text", text: "10\n" });
    expect(change.base.read("b.yml")).toMatchObject({ state: "text", text: "2\n" });
    await change.base.load(["a.yml", "b.yml", "c.yml"]);
    expect(client.requests).toBe(5);
    expect(change.base.read("a.yml")).toMatchObject({ state: "text", text: "1\n" });
  });

  it("compares with the merge base when the base branch has moved on", async () => {
    const { read } = await open({ "a.yml": "1\n" }, { "b.yml": "2\n" });
    const mergeBase = world.pull.base;
    world.pull.base = await world.repository.commit(mergeBase, { "later.yml": "x\n" });
    const change = await read();
    expect(change.base.commit).toBe(mergeBase);
    expect(change.files.map((file) => file.path)).toEqual(["b.yml"]);
  });

  it("knows added, removed, renamed and binary files and those with another mode", async () => {
    const { read } = await open(
      { "gone.yml": "x\n", "old.yml": lines(20), "run.sh": "#!/bin/sh\n", "image.png": new Uint8Array([0, 1, 2]) },
      { "gone.yml": null, "old.yml": null, "new.yml": `${lines(20)}more\n`, "image.png": new Uint8Array([0, 9, 9]), "added.yml": "y\n" },
    );
    world.repository.git("update-index", "--chmod=+x", "run.sh");
    world.repository.git("commit", "--quiet", "--message=mode");
    world.pull.head = world.repository.git("rev-parse", "HEAD");
    const change = await read();
    expect(fileOf(change, "gone.yml")).toMatchObject({ status: "removed", binary: false });
    expect(fileOf(change, "added.yml")).toMatchObject({ status: "added" });
    expect(fileOf(change, "new.yml")).toMatchObject({ status: "renamed", previousPath: "old.yml" });
    expect(
      fileOf(change, "new.yml")
        ?.hunks.flatMap((hunk) => hunk.lines)
        .filter((line) => line.kind === "added"),
    ).toMatchObject([{ text: "more", headLine: 21 }]);
    expect(fileOf(change, "image.png")).toMatchObject({ binary: true, hunks: [] });
    expect(fileOf(change, "run.sh")).toMatchObject({ status: "modified", modeChange: { from: "100644", to: "100755" }, binary: false, hunks: [] });
  });

  it("tells a diff that GitHub leaves out from a binary file", async () => {
    const { read } = await open({ "big.yml": "x\n" }, { "big.yml": lines(10) });
    world.github.intercept = (route) =>
      route.startsWith("GET /repos/{owner}/{repo}/compare")
        ? {
            status: 200,
            body: {
              merge_base_commit: { sha: world.pull.base },
              files: [{ filename: "big.yml", status: "modified", additions: 10, deletions: 1, changes: 11 }],
            },
          }
        : undefined;
    expect(fileOf(await read(), "big.yml")).toMatchObject({ binary: false, diffOmitted: true, hunks: [] });
  });

  it("lists the files page by page when a comparison is full", async () => {
    const many = Object.fromEntries(Array.from({ length: 320 }, (_, index) => [`stacks/s${String(index).padStart(3, "0")}.yml`, `${index}\n`]));
    const { client, read } = await open({ "a.yml": "1\n" }, many);
    const change = await read();
    expect(change.files).toHaveLength(320);
    expect(change.notes).toBeUndefined();
    expect(client.requests).toBe(3 + 4);
  }, 30_000);

  it("reads the folders of changed files, and says so, when GitHub cuts the tree", async () => {
    const { read } = await open(
      { "infra/prod/a.yml": "1\n", "infra/b.yml": "2\n", "other/deep/c.yml": "3\n", "root.yml": "4\n" },
      { "infra/prod/a.yml": "10\n" },
    );
    const whole = await read();
    const isCut = (route: string) => route.includes("git/trees");
    let cuts = 0;
    world.github.intercept = (route) => (isCut(route) && cuts++ % 4 === 0 ? { status: 200, body: { truncated: true, tree: [] } } : undefined);
    const change = await read();
    expect(change.notes).toHaveLength(1);
    expect([...change.head.entries.keys()]).toEqual(["infra/b.yml", "infra/prod/a.yml", "root.yml"]);
    expect(change.head.entries.get("infra/prod/a.yml")).toEqual(whole.head.entries.get("infra/prod/a.yml"));
  });

  it("asks REST for a content that GraphQL cuts", async () => {
    const large = lines(60_000, "setting");
    const { client, read } = await open({ "large.yml": "x\n" }, { "large.yml": large });
    const change = await read();
    await change.head.load(["large.yml"]);
    expect(change.head.read("large.yml")).toMatchObject({ state: "text", text: large });
    expect(client.requests).toBe(4);
  });

  it("leaves out contents that GitHub does not give", async () => {
    const { read } = await open({ "a.yml": "1\n" }, { "a.yml": "2\n" });
    const change = await read();
    world.github.intercept = (route) =>
      route.includes("graphql") ? { status: 200, body: { data: { repository: { b0: null } } } } : { status: 404, body: {} };
    await change.head.load(["a.yml"]);
    expect(change.head.read("a.yml")).toMatchObject({ state: "skipped" });
  });

  it("reads the configuration from base and from the organisation with one request", async () => {
    const path = ".github/serverless-reviewer.yml";
    const { client } = await open({ [path]: "drafts: true\n" }, { [path]: "enabled: false\n" });
    expect(await readConfiguration(client, address, world.pull.base)).toEqual({ repository: "drafts: true\n", organisation: null });
    world.github.state.organisationConfiguration = "language: de\n";
    expect(await readConfiguration(client, address, world.pull.base)).toEqual({ repository: "drafts: true\n", organisation: "language: de\n" });
    expect(client.requests).toBe(2);
  });
});
