import type { Change } from "../change/change.ts";
import type { RepositoryConfig } from "../config/repository.ts";
import type { Clock } from "../ports/clock.ts";
import type { Publisher } from "../ports/publisher.ts";
import type { Reviewer } from "../ports/reviewer.ts";
import type { Source } from "../ports/source.ts";
import type { RenderContext } from "../render/render-context.ts";
import type { Rule } from "../rules/rule.ts";
import type { StackTools } from "../stack/build-stack.ts";

/** What to compare in a local folder. */
export interface LocalSelection {
  readonly folder: string;
  readonly base: string | undefined;
  readonly head: string | undefined;
  readonly title: string;
  readonly body: string;
}

/** A pull request read through the API, and where its review goes with `--post`. */
export interface RemotePullRequest {
  readonly source: Source;
  /** The configuration file's text at base; null where there is none. */
  readConfiguration(): Promise<string | null>;
  publisher(config: RepositoryConfig): Publisher;
}

/** Everything that the command line asks of the world, wired in compose.ts. */
export interface CommandLineTools {
  readonly version: string;
  readonly clock: Clock;
  readonly rules: readonly Rule[];
  readonly renderContext: RenderContext;
  readonly isColorTerminal: boolean;
  readonly isProgressTerminal: boolean;
  readonly width: number;
  /** Resolves once the grammars are loaded; the code of base and head shares one cache. */
  readonly createStackTools: () => Promise<StackTools>;
  readonly createLocalSource: (selection: LocalSelection) => Source & { dispose(): Promise<void> };
  /** @throws UserError without GITHUB_TOKEN or for a reference that is not OWNER/REPO#N. */
  readonly createPullRequest: (reference: string) => RemotePullRequest;
  /** Null where no key is set. */
  readonly createReviewer: (model: string | undefined, config: RepositoryConfig) => Promise<Reviewer | null>;
  readonly readTextFile: (path: string) => Promise<string | null>;
  readonly writeTextFile: (path: string, text: string) => Promise<void>;
  readonly writeOutput: (text: string) => void;
  readonly writeError: (text: string) => void;
  readonly serve: () => Promise<void>;
  readonly work: () => Promise<void>;
}

/** Text of a path in one side of a change, for code frames; null where there is none. */
export function sourceOf(change: Change): (path: string, side: "LEFT" | "RIGHT") => string | null {
  return (path, side) => {
    // Places on the LEFT may name a renamed file by its path at head or at base.
    const renamed = change.files.find((candidate) => candidate.path === path)?.previousPath;
    const content = side === "RIGHT" ? change.head.read(path) : change.base.read(renamed ?? path);
    return content.state === "text" ? content.text : null;
  };
}
