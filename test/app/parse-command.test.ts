import { describe, expect, it } from "vitest";
import { parseCommand } from "../../src/app/commands/parse-command.ts";

describe("a command in a comment", () => {
  it.each([
    ["/serverless review", "review"],
    ["/SERVERLESS Review  ", "review"],
    ["please\r\n/serverless review\r\nthanks", "review"],
    ["/serverless help", "help"],
    ["/serverless", null],
    ["/serverless approve", null],
    ["/serverless review now", null],
    ["```\ncode\n```\n/serverless review", "review"],
  ])("is found in %j", (body, name) => {
    expect(parseCommand(body)).toEqual({ name });
  });

  it.each([
    "",
    "I use /serverless review",
    "> /serverless review",
    "    /serverless review",
    "/serverlessly review",
    "```\n/serverless review\n```",
    "~~~~\n```\n/serverless review",
  ])("is not found in %j", (body) => {
    expect(parseCommand(body)).toBeNull();
  });
});
