import { readFile, writeFile } from "node:fs/promises";
import { Octokit } from "@octokit/rest";
import type { CommandLineTools, RemotePullRequest } from "../command-line/command-line-tools.ts";
import { type CommandEnvironment, gitEnvironment, readCommandEnvironment } from "../config/env.ts";
import { UserError } from "../errors.ts";
import { createGitSource } from "../git/git-source.ts";
import { createClient } from "../github/client.ts";
import { createGitHubSource } from "../github/github-source.ts";
import { type PullRequestAddress, readPullRequest } from "../github/pull-request.ts";
import { readConfiguration } from "../github/read-configuration.ts";
import { loadPersona } from "../persona/load-persona.ts";
import { rules } from "../rules/index.ts";
import { createStackTools } from "../stack/stack-tools.ts";
import { systemClock } from "./clock.ts";
import { packageVersion } from "./package-version.ts";
import { createRenderContext } from "./render-context.ts";
import { postFromCommandLine } from "./post-from-command-line.ts";

/** The terminal's width where it is not known, and the widest that is pleasant to read. */
const usualWidth = 100;

/** Everything that the command line asks of the world. */
export async function composeCommandLine(entries: Pick<CommandLineTools, "serve" | "work">): Promise<CommandLineTools> {
  const persona = await loadPersona();
  const environment = () => readCommandEnvironment();
  const { stdout, stderr } = process;
  return {
    version: packageVersion,
    clock: systemClock,
    rules,
    renderContext: createRenderContext(persona, { documentationUrl: undefined, fileUrl: () => null }),
    isColorTerminal: stdout.isTTY && stdout.hasColors(),
    isProgressTerminal: stderr.isTTY,
    width: Math.min(stdout.columns ?? usualWidth, 120),
    createStackTools,
    createLocalSource: (selection) => createGitSource({ ...selection, environment: gitEnvironment() }),
    createPullRequest: (reference) => pullRequestOf(reference, environment()),
    async createReviewer(model, config) {
      // The model's libraries take as long to load as the rules: only who asks the model waits for them.
      const { createReviewer } = await import("./reviewer.ts");
      return createReviewer({ environment: environment().model, persona, config, model });
    },
    readTextFile: (path) => readFile(path, "utf8").catch(() => null),
    writeTextFile: (path, text) => writeFile(path, text),
    writeOutput: (text) => void stdout.write(text),
    writeError: (text) => void stderr.write(text),
    ...entries,
  };
}

function pullRequestOf(reference: string, environment: CommandEnvironment): RemotePullRequest {
  const address = parseReference(reference);
  if (environment.githubToken === undefined) {
    throw new UserError("GITHUB_TOKEN is not set", {
      remedy: "Set it to a token that can read the repository (and write pull requests, for --post).",
    });
  }
  const octokit = new Octokit({ auth: environment.githubToken, baseUrl: environment.githubUrl });
  const client = createClient(octokit, { writePauseMs: environment.githubWritePauseMs });
  const pull = readPullRequest(client, address).then((found) => {
    if (found === null)
      throw new UserError(`${reference} does not exist, or the token cannot see it`, { remedy: "Check the reference and the token's permissions." });
    return found;
  });
  // Told by whoever asks first; until then it must not count as unhandled.
  pull.catch(() => undefined);
  return {
    source: {
      async read() {
        const found = await pull;
        return createGitHubSource({ client, address, pull: found, title: found.title, body: found.body }).read();
      },
    },
    async readConfiguration() {
      const { repository, organisation } = await readConfiguration(client, address, (await pull).base);
      return repository ?? organisation;
    },
    publisher: (config) => postFromCommandLine({ client, address, pull, config, token: environment.githubToken ?? "" }),
  };
}

function parseReference(reference: string): PullRequestAddress {
  const [repository = "", number = "", ...rest] = reference.split("#");
  const [owner = "", name = "", ...more] = repository.split("/");
  if (owner === "" || name === "" || rest.length > 0 || more.length > 0 || !/^[1-9]\d*$/.test(number)) {
    throw new UserError(`--pr: "${reference}" is not of the form OWNER/REPO#N`, { remedy: "For example: --pr octo/orders#12." });
  }
  return { owner, repository: name, number: Number(number) };
}
