import { describe, expect, it } from "vitest";
import { idOfDelivery, pullRequestKey, readStoredJob, supersedes } from "../../src/queue/stored-job.ts";
import { reviewJob } from "../support/review-job.ts";

describe("stored job", () => {
  it("keeps a delivery's GUID as its id and makes a UUID of any other name, the same every time", () => {
    expect(idOfDelivery("0B0E3C4E-0000-4000-8000-000000000001")).toBe("0b0e3c4e-0000-4000-8000-000000000001");
    expect(idOfDelivery("manual-1")).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(idOfDelivery("manual-1")).toBe(idOfDelivery("manual-1"));
    expect(idOfDelivery("manual-1")).not.toBe(idOfDelivery("manual-2"));
  });

  it("reads back what was stored and refuses a row of another form", () => {
    const job = reviewJob({ comment: 5, reason: "command" });
    expect(readStoredJob(JSON.parse(JSON.stringify(job)))).toEqual(job);
    expect(readStoredJob({ ...job, pullRequest: "1" })).toBeNull();
  });

  it("counts the pull request of one installation as one, whatever the letter case", () => {
    expect(pullRequestKey(reviewJob({ owner: "Acme" }))).toBe(pullRequestKey(reviewJob()));
    expect(pullRequestKey(reviewJob({ pullRequest: 2 }))).not.toBe(pullRequestKey(reviewJob()));
  });

  it("lets only another head with a later time supersede", () => {
    const older = reviewJob();
    const newer = reviewJob({ head: "b".repeat(40), at: "2026-01-01T00:00:05Z" });
    expect(supersedes(newer, older)).toBe(true);
    expect(supersedes(older, newer)).toBe(false);
    expect(supersedes({ ...newer, head: older.head }, older)).toBe(false);
    expect(supersedes({ ...newer, at: "2026-01-01T00:00:00Z" }, older)).toBe(false);
  });
});
