import { createHmac, randomUUID } from "node:crypto";
import { pullAnswer, repositoryAnswer } from "./github/answers.ts";
import { appId } from "./github/rest.ts";
import type { Account, Pull, State } from "./github/state.ts";

export const webhookSecret = "the webhook secret of the tests";
export const installation = 7;

/** A webhook as GitHub sends it. */
export interface Delivery {
  readonly id: string;
  readonly event: string;
  readonly payload: Record<string, unknown>;
}

function delivery(event: string, state: State, payload: Record<string, unknown>): Delivery {
  return { id: randomUUID(), event, payload: { ...payload, repository: repositoryAnswer(state), installation: { id: installation } } };
}

export function pullRequestDelivery(state: State, pull: Pull, action: string): Delivery {
  return delivery("pull_request", state, { action, number: pull.number, pull_request: pullAnswer(pull, state) });
}

export function commentDelivery(
  state: State,
  comment: { readonly id: number; readonly body: string; readonly author: Account; readonly pull: number },
): Delivery {
  return delivery("issue_comment", state, {
    action: "created",
    issue: { number: comment.pull, state: "open", pull_request: { url: "x" } },
    comment: { id: comment.id, body: comment.body, user: comment.author },
  });
}

export function checkRunDelivery(state: State, action: Record<string, unknown>, externalId = "1", app = appId): Delivery {
  return delivery("check_run", state, { ...action, check_run: { external_id: externalId, app: { id: app } } });
}

/** Sends a delivery, signed; `secret` for a bad signature. */
export async function deliver(baseUrl: string, { id, event, payload }: Delivery, secret = webhookSecret): Promise<Response> {
  const body = JSON.stringify(payload);
  const signature = `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
  return await fetch(`${baseUrl}/api/github/webhooks`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-github-event": event, "x-github-delivery": id, "x-hub-signature-256": signature },
    body,
  });
}
