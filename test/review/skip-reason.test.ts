import { describe, expect, it } from "vitest";
import { defaultConfig } from "../../src/config/repository.ts";
import { type Reviewable, skipReason } from "../../src/review/skip-reason.ts";

const pull: Reviewable = { isDraft: false, title: "Raise the timeout", labels: [], author: { login: "alice", isBot: false }, isAskedFor: false };

describe("skipReason", () => {
  it("finds no reason for an ordinary pull request", () => {
    expect(skipReason(pull, defaultConfig)).toBeNull();
  });

  it.each([
    ["reviews are switched off", pull, { enabled: false }, /switched off/],
    ["it is a draft", { ...pull, isDraft: true }, {}, /draft/],
    ["its author is a bot", { ...pull, author: { login: "x", isBot: true } }, {}, /bot/],
    ["its author is ignored", pull, { authors: { ignore: ["alice"] } }, /author/],
    ["it carries an ignored label", { ...pull, labels: ["skip"] }, { labels: { ignore: ["skip"], require: [] } }, /`skip`/],
    ["it lacks a required label", pull, { labels: { ignore: [], require: ["review"] } }, /`review`/],
    ["its title is ignored", pull, { titles: { ignore: ["RAISE"] } }, /`RAISE`/],
  ])("says so when %s", (_, given, config, reason) => {
    expect(skipReason(given, { ...defaultConfig, ...config })).toMatch(reason);
  });

  it("reviews drafts where the configuration asks for it", () => {
    expect(skipReason({ ...pull, isDraft: true }, { ...defaultConfig, drafts: true })).toBeNull();
  });

  it("does not trust the form of a login", () => {
    expect(skipReason({ ...pull, author: { login: "helper[bot]", isBot: false } }, defaultConfig)).toBeNull();
  });

  it("reviews a draft of a bot when somebody with write access asks, but never a repository that is switched off", () => {
    const asked = { ...pull, isDraft: true, author: { login: "x", isBot: true }, isAskedFor: true };
    expect(skipReason(asked, defaultConfig)).toBeNull();
    expect(skipReason(asked, { ...defaultConfig, enabled: false })).toMatch(/switched off/);
  });
});
