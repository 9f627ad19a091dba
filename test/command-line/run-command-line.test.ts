import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CommandLineTools } from "../../src/command-line/command-line-tools.ts";
import { runCommandLine } from "../../src/command-line/run-command-line.ts";
import { createGitSource } from "../../src/git/git-source.ts";
import { rules } from "../../src/rules/index.ts";
import { createStackTools } from "../../src/stack/stack-tools.ts";
import { exampleDate } from "../support/review-example.ts";

const example = join(import.meta.dirname, "..", "..", "examples", "order-processing");
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "command-line-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs one command line and gives its exit status and what it wrote. */
async function run(...parameters: string[]) {
  let [output, errors] = ["", ""];
  const unexpected = () => {
    throw new Error("not expected");
  };
  const tools: CommandLineTools = {
    version: "1.2.3",
    clock: { now: () => exampleDate, elapsed: () => 0 },
    rules,
    renderContext: {
      disclaimer: { line: "The disclaimer.", full: "The whole disclaimer." },
      ruleDocumentationUrl: () => null,
      fileUrl: () => null,
      topicTitle: () => null,
      version: "1.2.3",
    },
    isColorTerminal: false,
    isProgressTerminal: false,
    width: 100,
    createStackTools,
    createLocalSource: (selection) => createGitSource({ ...selection, environment: { PATH: process.env["PATH"] ?? "", HOME: folder } }),
    createPullRequest: unexpected,
    createReviewer: () => Promise.resolve(null),
    readTextFile: (path) => readFile(path, "utf8").catch(() => null),
    writeTextFile: (path, text) => writeFile(path, text),
    writeOutput: (text) => (output += text),
    writeError: (text) => (errors += text),
    serve: unexpected,
    work: unexpected,
  };
  return { status: await runCommandLine(parameters, tools), output, errors };
}

describe("review", () => {
  it("prints the example's findings, most serious first, with the disclaimer, and ends with 0", async () => {
    const { status, output, errors } = await run("review", example);
    expect(status).toBe(0);
    expect(errors).toBe("");
    expect(output).toContain("CRITICAL  Reported failures are ignored");
    expect(output).toContain("sqs-visibility-below-6x-timeout");
    expect(output.indexOf("CRITICAL")).toBeLessThan(output.indexOf("HIGH"));
    expect(output).toContain("The disclaimer.");
  });

  it("prints one JSON document and nothing else", async () => {
    const { output } = await run("review", example, "--format", "json");
    const document: unknown = JSON.parse(output);
    expect(document).toMatchObject({
      version: 1,
      tool: { name: "serverless-reviewer", version: "1.2.3" },
      engine: "rules",
      base: "base",
      head: "head",
      coverage: { reviewed: expect.any(Array) },
    });
  });

  it.each([
    ["critical", 1],
    ["low", 1],
    ["never", 0],
  ])("ends with the right status for --fail-on %s", async (severity, status) => {
    expect((await run("review", example, "--fail-on", severity)).status).toBe(status);
  });

  it("runs only the rules that --rules names", async () => {
    const { output } = await run("review", example, "--format", "json", "--rules", "dlq-without-alarm");
    const { findings } = JSON.parse(output) as { findings: { rule: string }[] };
    expect(new Set(findings.map((finding) => finding.rule))).toEqual(new Set(["dlq-without-alarm"]));
  });

  it("writes to a file with --output and prints nothing", async () => {
    const file = join(folder, "review.sarif");
    const { output } = await run("review", example, "--format", "sarif", "--output", file);
    expect(output).toBe("");
    expect(JSON.parse(await readFile(file, "utf8"))).toMatchObject({ version: "2.1.0" });
  });

  it("takes a configuration with --config, and tells its mistakes without giving up", async () => {
    const file = join(folder, "config.yml");
    await writeFile(file, "max_coments: 1\nrules:\n  sqs-visibility-below-6x-timeout: off\n");
    const { status, output, errors } = await run("review", example, "--config", file);
    expect(status).toBe(0);
    expect(errors).toContain(`${file}:1:1: unknown key \`max_coments\`; did you mean \`max_comments\`?`);
    expect(output).not.toContain("· sqs-visibility-below-6x-timeout");
  });

  it.each([
    ["a folder that is neither repository nor pair", ["review", tmpdir()], /neither a git repository/],
    ["a rule that does not exist", ["review", example, "--rules", "no-such-rule"], /no rule "no-such-rule"/],
    ["a format that does not exist", ["review", example, "--format", "pdf"], /format/],
    ["an option that does not exist", ["review", example, "--bse", "main"], /--bse/],
    ["--engine claude without a key", ["review", example, "--engine", "claude"], /ANTHROPIC_API_KEY/],
    ["--post without --pr", ["review", example, "--post"], /--pr/],
    ["a configuration that cannot be read", ["review", example, "--config", "nowhere.yml"], /nowhere\.yml/],
    ["a command that does not exist", ["reveiw"], /reveiw|unknown command/],
  ])("refuses %s with 2, a message on stderr and nothing on stdout", async (_, parameters, message) => {
    const { status, output, errors } = await run(...parameters);
    expect(status).toBe(2);
    expect(output).toBe("");
    expect(errors).toMatch(message);
  });
});

describe("graph", () => {
  it("draws the difference of the example as Mermaid", async () => {
    const { status, output } = await run("graph", example, "--base", "base");
    expect(status).toBe(0);
    expect(output).toMatch(/^flowchart/);
    expect(output).toContain("SendInvoice");
  });

  it("gives the stack as JSON with places", async () => {
    const { output } = await run("graph", example, "--format", "json");
    const { resources } = JSON.parse(output) as { resources: { id: string; settings: Record<string, unknown> }[] };
    expect(resources.find((resource) => resource.id === "aws:queue:OrdersQueue")?.settings).toMatchObject({
      visibilityTimeoutSeconds: { value: 60, at: "template.yaml:36" },
    });
  });
});

describe("rules", () => {
  it("lists every rule, explains one, and offers the nearest for a misspelt id", async () => {
    const { output } = await run("rules");
    expect(output.trim().split("\n")).toHaveLength(rules.length);
    expect((await run("rules", "dlq-without-alarm")).output).toContain("# dlq-without-alarm");
    expect(await run("rules", "dlq-without-alarms")).toMatchObject({
      status: 2,
      output: "",
      errors: expect.stringContaining("Did you mean dlq-without-alarm?"),
    });
  });
});

describe("config", () => {
  it("shows the defaults where there is no file, and --check accepts that", async () => {
    expect((await run("config", folder)).output).toContain("max_comments: 7");
    expect((await run("config", folder, "--check")).status).toBe(0);
  });
});

describe("every command", () => {
  it("explains itself with --help and ends with 0", async () => {
    for (const command of ["review", "graph", "rules", "config", "serve", "worker"]) {
      const { status, output } = await run(command, "--help");
      expect(status).toBe(0);
      expect(output).toContain(command);
    }
  });
});
