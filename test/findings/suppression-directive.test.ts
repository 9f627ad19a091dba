import { describe, expect, it } from "vitest";
import { isExpired, readDirective, reasonText } from "../../src/findings/suppression-directive.ts";

const directive = (text: string) => {
  const read = readDirective(`serverless-reviewer-ignore ${text}`);
  return read !== null && "directive" in read ? read.directive : read;
};

describe("readDirective", () => {
  it("reads rules, reason, owner and last day", () => {
    expect(directive("rule-one, rule-two -- reason: idempotent by order id owner: team orders until: 2027-03-31")).toEqual({
      rules: ["rule-one", "rule-two"],
      reason: "idempotent by order id",
      owner: "team orders",
      until: "2027-03-31",
    });
  });

  it("takes the fields in any order and dashes inside the reason", () => {
    expect(directive("rule-one -- until: 2027-03-31 reason: the old -- slow -- path")).toEqual({
      rules: ["rule-one"],
      reason: "the old -- slow -- path",
      until: "2027-03-31",
    });
  });

  it.each([
    ["rule-one", /no reason/],
    ["rule-one -- because", /no reason/],
    ["rule-one -- reason:", /no reason/],
    ["-- reason: everything", /no rule/],
    ["", /no rule/],
    ["rule-one -- reason: for now until: next week", /next week/],
    ["rule-one -- reason: for now until: 2027-02-30", /2027-02-30/],
    [`${"r ".repeat(40)}-- reason: all of them`, /more than 20/],
  ])("does not count %j and says why", (text, problem) => {
    expect(directive(text)).toEqual({ problem: expect.stringMatching(problem) });
  });

  it.each(["nothing of ours", "see serverless-reviewer-ignore", "serverless-reviewer-ignored rule-one -- reason: another word"])(
    "leaves %j alone",
    (text) => {
      expect(readDirective(text)).toBeNull();
    },
  );
});

describe("a suppression's last day", () => {
  it("is the last on which it holds", () => {
    const until = "2026-11-23";
    expect([isExpired(until, new Date("2026-11-23T23:59:59Z")), isExpired(until, new Date("2026-11-24T00:00:00Z"))]).toEqual([false, true]);
    expect(isExpired(undefined, new Date())).toBe(false);
  });

  it("is listed with the reason and who answers for it", () => {
    expect(reasonText({ reason: "idempotent", owner: "orders", until: "2027-01-31" })).toBe("idempotent (orders, until 2027-01-31)");
    expect(reasonText({ reason: "idempotent" })).toBe("idempotent");
  });
});
