import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type CommandAccess, createCommandAccess } from "../../src/github/command-github.ts";
import { createMarkers } from "../../src/github/marker.ts";
import { clientOf } from "../support/github/client-of.ts";
import { name, openPullRequest, owner, type PullRequestWorld } from "../support/github/pull-request.ts";
import { alice } from "../support/github/state.ts";
import { createRecordingLog } from "../support/recording-log.ts";

describe("what a command asks of GitHub", () => {
  let world: PullRequestWorld;
  let access: CommandAccess;
  beforeEach(async () => {
    world = await openPullRequest({ "a.yml": "1\n" }, { "a.yml": "2\n" });
    const markersOf = (number: number) => createMarkers("secret", { owner, repository: name, number });
    access = createCommandAccess({ client: clientOf(world.github), owner, repository: name, log: createRecordingLog(), markersOf });
  });
  afterEach(() => world.close());

  it.each([
    { permission: "admin", mayWrite: true },
    { permission: "write", mayWrite: true },
    { permission: "read", mayWrite: false },
    { permission: "none", mayWrite: false },
  ])("says $mayWrite for permission $permission", async ({ permission, mayWrite }) => {
    world.github.state.permissions.set("alice", { account: alice, permission });
    expect(await access.mayWrite(alice)).toBe(mayWrite);
  });

  it("refuses an account that is no collaborator, and one that has only the login of a collaborator", async () => {
    expect(await access.mayWrite({ id: 12, login: "bob" })).toBe(false);
    expect(await access.mayWrite({ id: 12, login: "alice" })).toBe(false);
  });

  it("reads the pull request as it is now", async () => {
    expect(await access.readPullRequest(1)).toMatchObject({ head: world.pull.head, isOpen: true, author: { isBot: false } });
    expect(await access.readPullRequest(2)).toBeNull();
  });

  it("answers in the conversation and does not fail when a reaction cannot be given", async () => {
    await access.reply(1, "These are the commands");
    expect(world.github.state.issueComments[0]?.body).toMatch(/^These are the commands\n\n<!-- serverless-reviewer:v1 kind=help /);
    await access.acknowledge(404);
  });
});
