import { collectDefaultMetrics, Counter, Histogram, Registry } from "prom-client";

/** What the service counts. Labels never hold names of repositories or people. */
export interface Metrics {
  readonly deliveries: Counter<"event" | "outcome">;
  readonly jobs: Counter<"end">;
  readonly reviews: Counter<"engine" | "conclusion">;
  readonly reviewSeconds: Histogram<"step">;
  readonly githubRequests: Counter<"kind">;
  readonly modelTokens: Counter<"kind">;
  /** All of it in Prometheus' text format. */
  text(): Promise<{ readonly contentType: string; readonly body: string }>;
}

/** A registry of its own, so that two services in one process (tests) do not share counts. */
export function createMetrics(options: { readonly hasProcessMetrics: boolean } = { hasProcessMetrics: true }): Metrics {
  const registry = new Registry();
  const registers = [registry];
  if (options.hasProcessMetrics) collectDefaultMetrics({ register: registry });
  const name = (rest: string) => `serverless_reviewer_${rest}`;
  return {
    deliveries: new Counter({
      name: name("deliveries_total"),
      help: "Webhook deliveries by what became of them",
      labelNames: ["event", "outcome"],
      registers,
    }),
    jobs: new Counter({ name: name("jobs_total"), help: "Review jobs by how they ended", labelNames: ["end"], registers }),
    reviews: new Counter({
      name: name("reviews_total"),
      help: "Published reviews by engine and conclusion",
      labelNames: ["engine", "conclusion"],
      registers,
    }),
    reviewSeconds: new Histogram({
      name: name("review_seconds"),
      help: "Seconds that a step of a review took",
      labelNames: ["step"],
      buckets: [0.05, 0.1, 0.5, 1, 5, 15, 30, 60, 120, 300, 600],
      registers,
    }),
    githubRequests: new Counter({ name: name("github_requests_total"), help: "Requests to GitHub's API", labelNames: ["kind"], registers }),
    modelTokens: new Counter({
      name: name("model_tokens_total"),
      help: "Tokens sent to and received from the model",
      labelNames: ["kind"],
      registers,
    }),
    text: async () => ({ contentType: registry.contentType, body: await registry.metrics() }),
  };
}
