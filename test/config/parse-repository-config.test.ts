import { describe, expect, it } from "vitest";
import { parseRepositoryConfig } from "../../src/config/parse-repository-config.ts";
import { defaultConfig } from "../../src/config/repository.ts";

const path = ".github/serverless-reviewer.yml";
const parse = (text: string) => parseRepositoryConfig(text, path, { ruleIds: ["dlq-without-alarm", "handler-not-found"] });

describe("parseRepositoryConfig", () => {
  it("gives the defaults for an empty file", () => {
    expect(parse("")).toEqual({ config: defaultConfig, problems: [] });
    expect(parse("# nothing yet\n")).toEqual({ config: defaultConfig, problems: [] });
  });

  it("reads every key", () => {
    const { config, problems } = parse(`
enabled: false
engine: rules
paths: { include: ["a/**"], exclude: ["b/**"] }
drafts: true
labels: { ignore: [skip], require: [review] }
titles: { ignore: [wip] }
authors: { ignore: [robot] }
rules: { dlq-without-alarm: off, handler-not-found: critical }
min_severity: medium
max_comments: 3
fail_on: high
language: de-CH
instructions: Orders may come twice.
model: some-model
budgets: { tokens_per_run: 50000, tokens_per_pull_request: 60000, tokens_per_day: 70000 }
traffic:
  default: { invocations_per_month: 2000000, log_kb_per_invocation: 0.5 }
  resources: { OrdersFunction: { average_duration_ms: 120, average_payload_kb: 4 } }
suppress: [{ rule: dlq-without-alarm, resource: Dlq, reason: watched elsewhere, until: 2027-01-31 }]
`);
    expect(problems).toEqual([]);
    expect(config).toEqual({
      enabled: false,
      engine: "rules",
      paths: { include: ["a/**"], exclude: ["b/**"] },
      drafts: true,
      labels: { ignore: ["skip"], require: ["review"] },
      titles: { ignore: ["wip"] },
      authors: { ignore: ["robot"] },
      rules: new Map([
        ["dlq-without-alarm", "off"],
        ["handler-not-found", "critical"],
      ]),
      minSeverity: "medium",
      maxComments: 3,
      failOn: "high",
      language: "de-CH",
      instructions: "Orders may come twice.",
      model: "some-model",
      budgets: { tokensPerRun: 50_000, tokensPerPullRequest: 60_000, tokensPerDay: 70_000 },
      traffic: {
        default: { invocationsPerMonth: 2_000_000, logKilobytesPerInvocation: 0.5 },
        resources: new Map([["OrdersFunction", { averageDurationMilliseconds: 120, averagePayloadKilobytes: 4 }]]),
      },
      suppress: [{ rule: "dlq-without-alarm", resource: "Dlq", reason: "watched elsewhere", until: "2027-01-31" }],
    });
  });

  it("names line, column and the nearest key of an unknown key, and honours the rest", () => {
    const { config, problems } = parse("max_coments: 3\ndrafts: true\n");
    expect(problems).toEqual([{ path, line: 1, column: 1, message: "unknown key `max_coments`; did you mean `max_comments`?" }]);
    expect(config).toEqual({ ...defaultConfig, drafts: true });
  });

  it.each([
    ["a value of the wrong kind", "drafts: maybe\n", 1, 9, /`drafts`/],
    ["a number outside its range", "x: &a 1\nmax_comments: 31\n", 2, 15, /`max_comments`/],
    ["a value deep inside", "budgets:\n  tokens_per_run: 5\n", 2, 19, /`budgets.tokens_per_run`/],
    ["traffic under a name that there is not", "traffic:\n  default: { calls: 5 }\n", 2, 12, /`traffic.default`: unknown key `calls`/],
    ["traffic below nothing", "traffic:\n  default: { invocations_per_month: -1 }\n", 2, 37, /`traffic.default.invocations_per_month`/],
    ["a suppression without a reason", "suppress:\n  - rule: dlq-without-alarm\n", 2, 5, /`suppress.0.reason`/],
    ["a rule that does not exist", "rules:\n  dlq-without-alarms: low\n", 2, 3, /did you mean `dlq-without-alarm`/],
    ["text that is not YAML", "a: [\n", 2, 1, /not valid YAML/],
    ["a list instead of keys", "- a\n", 1, 1, /expected keys/],
  ])("places %s", (_, text, line, column, message) => {
    const problem = parse(text).problems.find((one) => message.test(one.message));
    expect(problem).toMatchObject({ path, line, column });
  });

  it("takes the organisation's defaults where the repository says nothing", () => {
    const fallback = { ...defaultConfig, maxComments: 2, suppress: [{ rule: "handler-not-found", reason: "made by a build" }] };
    const { config } = parseRepositoryConfig("drafts: true\nsuppress: [{ rule: dlq-without-alarm, reason: watched }]\n", path, { fallback });
    expect(config.maxComments).toBe(2);
    expect(config.suppress.map((one) => one.rule)).toEqual(["handler-not-found", "dlq-without-alarm"]);
  });

  it("adds the traffic of a repository's resources to the organisation's, value by value for the default", () => {
    const fallback = parse(
      "traffic: { default: { invocations_per_month: 5, average_duration_ms: 7 }, resources: { A: { average_duration_ms: 1 } } }\n",
    );
    const text = "traffic: { default: { invocations_per_month: 6 }, resources: { B: { average_duration_ms: 2 } } }\n";
    const { config } = parseRepositoryConfig(text, path, { fallback: fallback.config });
    expect(config.traffic.default).toEqual({ invocationsPerMonth: 6, averageDurationMilliseconds: 7 });
    expect([...config.traffic.resources.keys()]).toEqual(["A", "B"]);
  });

  it("is not led astray by keys of JavaScript's own objects, nor by aliases without end", () => {
    expect(parse("__proto__: { drafts: true }\nconstructor: 1\n").config.drafts).toBe(false);
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${Array.from({ length: 9 }, (_, index) => `${"bcdefghij"[index]}: &${"bcdefghij"[index]} [${Array(9).fill(`*${"abcdefghi"[index]}`).join(",")}]`).join("\n")}\ninstructions: *j\nmax_comments: 3\n`;
    const { config, problems } = parse(bomb);
    expect(problems.map((one) => one.message)).toContain("`instructions`: too many aliases");
    expect(config.maxComments).toBe(3);
  });
});
