import type { PermissionChange, RenamedResource, ReplacementLoss } from "../stack/delta.ts";
import type { Fact, FailurePath, Invocation, Retry } from "../stack/invocations/invocation.ts";

const mostNames = 20;

export function describeRename({ before, after, isReplaced }: RenamedResource): string {
  return `~ ${before.id} -> ${after.id}: ${isReplaced ? "the old one is deleted and a new one made" : "it stays, only its name in the source changes"}`;
}

export function describeLoss({ before, after, because, loses, isKept }: ReplacementLoss): string {
  const fate = isKept ? `the old one is kept with ${loses}, and nothing reads it` : `loses ${loses}`;
  return `! ${before.id} is replaced by ${after.id} because of ${because.join(", ")}: ${fate}`;
}

/** "queue sqs: aws:queue:Jobs -> aws:function:Work; retries 4 (setting); fails to aws:queue:Lost; runs at most 20 s". */
export function describeInvocation(invocation: Invocation): string {
  const { kind, service, link, retry, failure, delivery, time, concurrency } = invocation;
  const from = link === null ? "called directly" : (link.from.resource?.id ?? "outside");
  const maximum = concurrency.maximum.known && concurrency.maximum.value !== null ? [`at most ${concurrency.maximum.value} at once`] : [];
  return [
    `${kind} ${service}: ${from} -> ${invocation.function.id}`,
    `retries ${told(retry, retryWords)}`,
    ...(delivery === null ? [] : [`delivery retries ${told(delivery.retry, retryWords)}, undelivered ends ${told(delivery.failure, failureWords)}`]),
    `failed ends ${told(failure, failureWords)}`,
    ...(time.callerWaits === null ? [] : [`caller waits ${told(time.callerWaits, (seconds) => `${seconds} s`)}`]),
    `time ${told(time.smaller, (seconds) => `${seconds} s`)}`,
    ...maximum,
  ].join("; ");
}

/** "Allow aws:role:R: sqs:SendMessage on Jobs (inline policy jobs)". */
export function describePermission({ holder, effect, actions, resources, principals, isConditional, origin }: PermissionChange): string {
  const on = resources.length === 0 ? "" : ` on ${some(resources)}`;
  const to = principals.length === 0 ? "" : ` to ${some(principals)}`;
  return `${effect} ${holder.id}: ${some(actions)}${on}${to}${isConditional ? " under conditions" : ""} (${origin})`;
}

function told<T>(fact: Fact<T>, words: (value: T) => string): string {
  return fact.known ? `${words(fact.value)} (${fact.source})` : `unknown (${fact.reason})`;
}

function retryWords({ retries, maximumAgeSeconds }: Retry): string {
  const age = maximumAgeSeconds === null ? "" : ` for at most ${maximumAgeSeconds} s`;
  return retries === null ? `until expiry${age}` : `${retries}${age}`;
}

function failureWords(path: FailurePath): string {
  if (path.kind === "destination") return `in ${path.to.resource?.id ?? "a destination outside"}`;
  return path.kind === "built-in" ? `in ${path.name}` : path.kind === "caller" ? "with the caller" : "nowhere";
}

function some(names: readonly string[]): string {
  return names.length > mostNames ? `${names.slice(0, mostNames).join(", ")} and ${names.length - mostNames} more` : names.join(", ");
}
