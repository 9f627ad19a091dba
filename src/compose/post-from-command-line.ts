import { randomUUID } from "node:crypto";
import { markerSecretOf } from "../config/env.ts";
import type { RepositoryConfig } from "../config/repository.ts";
import type { GitHubClient } from "../github/client.ts";
import { createMarkers } from "../github/marker.ts";
import { publishReview } from "../github/publish-review.ts";
import type { PullRequest, PullRequestAddress } from "../github/pull-request.ts";
import { loadPersona } from "../persona/load-persona.ts";
import type { Publisher } from "../ports/publisher.ts";
import { renderComment } from "../render/comment.ts";
import { renderSummary } from "../render/summary.ts";
import { createFileUrl } from "./file-url.ts";
import { createRenderContext } from "./render-context.ts";

/** Publishes a review with a personal or workflow token: comments and summary, but no check run, which only Apps may write. */
export function postFromCommandLine(parts: {
  readonly client: GitHubClient;
  readonly address: PullRequestAddress;
  readonly pull: Promise<PullRequest>;
  readonly config: RepositoryConfig;
  readonly token: string;
}): Publisher {
  return {
    async publish(review) {
      const pull = await parts.pull;
      const fileUrl = createFileUrl(pull.url.replace(/\/pull\/\d+$/, ""), review.base, review.head);
      const context = createRenderContext(await loadPersona(), { documentationUrl: undefined, fileUrl });
      const secret = markerSecretOf(`${parts.address.owner}/${parts.address.repository}`);
      await publishReview(
        {
          client: parts.client,
          address: parts.address,
          markers: createMarkers(secret, parts.address),
          run: randomUUID(),
          texts: { comment: (finding) => renderComment(finding, context), summary: (made) => renderSummary(made, context) },
          signal: new AbortController().signal,
          log: { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined },
        },
        review,
      );
    },
  };
}
