import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { violatesPractices } from "../../src/persona/violates-practices.ts";

const practices = await readFile(new URL("../../persona/practices.md", import.meta.url), "utf8");
const part = (from: string, to: string) => practices.slice(practices.indexOf(from), to === "" ? undefined : practices.indexOf(to));
const quoted = (text: string) => [...text.matchAll(/"([^"]+)"/g)].map((match) => match[1] ?? "");
const forbidden = quoted(part("## Forbidden", "## Allowed"));
const allowed = quoted(part("## Allowed", ""));

describe("violatesPractices", () => {
  test("sees examples of both kinds in the practices", () => {
    expect(forbidden.length).toBeGreaterThan(15);
    expect(allowed.length).toBeGreaterThan(4);
  });

  test.each(forbidden)("finds what the practices call forbidden: %s", (text) => {
    expect(violatesPractices(`The queue keeps messages. ${text === "approved" ? "This change is approved" : text}.`)).toMatch(/^p[1-5]: /);
  });

  test.each(allowed)("lets pass what the practices allow: %s", (text) => {
    expect(violatesPractices(text)).toBeNull();
  });

  test.each([
    "SQS standard queues do not guarantee order, and they never guaranteed it.",
    "The at-least-once guarantee of the queue means the handler sees a message twice.",
    "The promise is not awaited, so the write may be lost when the instance freezes.",
    "With this trust policy it is not safe to deploy the two stacks in either order.",
    "The alarm never fires because the metric has no data points.",
    "The retry ends after 5 receives and the message lands in `OrdersDLQ`.",
    "A traffic shift gives a zero downtime deployment only with an alias.",
    "`status: approved` is written before the payment call returns.",
    "The client retries after 29 s, so the order is stored twice; expect one row per request and measure duplicates.",
  ])("lets a plain mechanism pass: %s", (text) => {
    expect(violatesPractices(text)).toBeNull();
  });

  test.each([
    ["This will cut your costs by up to 30%.", "p4"],
    ["Switching to arm64 saves 20 % of the bill.", "p4"],
    ["Raising memory reduces latency by 2x.", "p4"],
    ["The FIFO queue **guarantees** exactly-once handling.", "p4"],
    ["LGTM, good to merge.", "p5"],
    ["No security issues were found.", "p5"],
    ["This is not GDPR compliant.", "p5"],
    ["We accept responsibility for the migration.", "p5"],
    ["I’m confident: no further testing is needed.", "p1"],
    ["The token makes the endpoint fully secure.", "p4"],
    ["A key policy like this cannot be breached.", "p4"],
  ])("finds %s", (text, practice) => {
    expect(violatesPractices(text)).toContain(`${practice}: `);
  });
});
