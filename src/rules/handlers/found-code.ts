import type { Location } from "../../change/location.ts";
import type { Handler } from "../../handlers/facts.ts";
import type { Resource } from "../../stack/resource.ts";
import type { Stack } from "../../stack/stack.ts";

/** Code that was found and read. */
export type FoundHandler = Extract<Handler, { state: "found" }>;

/** A function of AWS with its code. */
interface FunctionCode {
  readonly lambda: Resource;
  readonly handler: FoundHandler;
}

/** Functions whose code was found and read, in the order of the stack. */
export function functionCode(stack: Stack): readonly FunctionCode[] {
  return stack.resourcesOf("function", "aws").flatMap((lambda) => {
    const handler = stack.handlerOf(lambda);
    return handler?.state === "found" ? [{ lambda, handler }] : [];
  });
}

/** Answers true once for each place: functions share modules, and one remark on a line is enough. */
export function createPlaceFilter(): (at: Location) => boolean {
  const seen = new Set<string>();
  return (at) => {
    const key = `${at.path}:${at.start ?? at.startLine}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  };
}

/** Callers that wait for the answer. */
const requesting = new Set(["api-rest", "api-http", "api-websocket", "function-url", "alb", "appsync"]);
/** Sources of which Lambda fetches records and gives up, or deletes, what was handled. */
const polled = new Set(["sqs", "kinesis", "dynamodb", "msk"]);
/** Sources that may deliver the same event twice. */
const atLeastOnce = new Set([...polled, "sns", "s3", "eventbridge", "eventbridge-v2", "scheduler"]);

/** What calls a function, told by how it does. */
interface Callers {
  readonly requesting: readonly string[];
  readonly polled: readonly string[];
  readonly atLeastOnce: readonly string[];
}

/** The services that call a function, as far as the stack tells. */
export function callersOf(lambda: Resource, stack: Stack): Callers {
  const services = stack.triggersOf(lambda).flatMap((link) => {
    const service = link.string("service");
    return service.known ? [service.value] : [];
  });
  const of = (kind: ReadonlySet<string>) => [...new Set(services.filter((service) => kind.has(service)))];
  return { requesting: of(requesting), polled: of(polled), atLeastOnce: of(atLeastOnce) };
}

/** Whether requests or deliveries call a function, so that what each invocation costs adds up; not where it is held to one or two instances. */
export function runsOften(lambda: Resource, stack: Stack): boolean {
  const callers = callersOf(lambda, stack);
  const reserved = lambda.number("reservedConcurrency");
  if (reserved.state === "unknown" || (reserved.known && reserved.value <= 2)) return false;
  return callers.requesting.length > 0 || callers.polled.length > 0 || callers.atLeastOnce.some((service) => service === "sns" || service === "s3");
}

/**
 * Whether code at a place runs with every invocation and keeps nothing. In Go, Java and C# what stands outside of the entry may belong to an object that keeps
 * what it has, which only those who read its type can tell.
 */
export function repeatsSurely(at: Location, { language, entry }: FoundHandler): boolean {
  const isFollowed = language !== "go" && language !== "java" && language !== "csharp";
  return isFollowed || (at.path === entry.path && at.startLine >= entry.startLine && at.endLine <= entry.endLine);
}

/** How people call a service that delivers. */
export function deliveryName(service: string): string {
  const names: Readonly<Record<string, string>> = {
    sqs: "SQS",
    kinesis: "Kinesis",
    dynamodb: "the DynamoDB stream",
    msk: "Kafka",
    sns: "SNS",
    s3: "S3",
    scheduler: "EventBridge Scheduler",
  };
  return names[service] ?? (service.startsWith("eventbridge") ? "EventBridge" : service);
}
