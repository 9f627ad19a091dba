import type { ApplicationFunction, Probot } from "probot";
import { onCheckRun } from "./check-run.ts";
import type { AppDependencies, DeliveryOutcome } from "./dependencies.ts";
import { onIssueComment } from "./issue-comment.ts";
import { onPullRequest, reviewedActions } from "./pull-request.ts";

/** Turns the events that we subscribe to into jobs. Each handler ends when its job is stored; what it throws makes GitHub show the delivery as failed. */
export function createApp(dependencies: AppDependencies): ApplicationFunction {
  const { metrics } = dependencies;

  async function handle(
    event: { readonly name: string; readonly id: string; readonly payload: unknown },
    handler: (dependencies: AppDependencies, delivery: string, payload: unknown) => Promise<DeliveryOutcome>,
  ): Promise<void> {
    try {
      metrics.deliveries.inc({ event: event.name, outcome: await handler(dependencies, event.id, event.payload) });
    } catch (error) {
      metrics.deliveries.inc({ event: event.name, outcome: "failed" });
      throw error;
    }
  }

  return (app: Probot) => {
    app.on(
      reviewedActions.map((action) => `pull_request.${action}` as const),
      (context) => handle(context, onPullRequest),
    );
    app.on("issue_comment.created", (context) => handle(context, onIssueComment));
    app.on(["check_run.rerequested", "check_run.requested_action"], (context) => handle(context, onCheckRun));
  };
}
