import type { Location } from "../../change/location.ts";
import type { Link, LinkEnd } from "../link.ts";
import { textOf, valueAt } from "../value.ts";
import { type Fact, type FailurePath, known, unknownFact } from "./invocation.ts";
import { type Occasion, stateOf } from "./retry.ts";

/** Where an event ends that the function failed on for good. */
export function failureOf(occasion: Occasion): Fact<FailurePath> {
  const { row, fn, link, stack } = occasion;
  const at = link?.at ?? fn.at;
  switch (row.failure) {
    case "caller":
      return known({ kind: "caller" }, at);
    case "none":
      return known({ kind: "none" }, at);
    case "function":
      return keptBy([...stack.linksFrom(fn, "on-failure"), ...stack.linksFrom(fn, "dead-letters")], at);
    case "source":
      return ofSource(occasion, at);
    case "mapping":
      return ofMapping(occasion, at);
    case "state":
      return ofState(link, at);
    case "built-in":
      return known({ kind: "built-in", name: (row.keeps ?? "{name}").replace("{name}", nameOf(link)) }, at);
    default:
      return unknownFact(`where ${row.service} leaves a failed event is not known to us`, at);
  }
}

/** Where an event ends that the service could not hand over: the dead-letter queue of the rule's target, the subscriber or the schedule. */
export function deliveryFailureOf({ stack, fn, link }: Occasion): Fact<FailurePath> {
  const source = link?.from.resource;
  if (link === null || source === undefined || source === null) return unknownFact("what delivers is declared elsewhere", link?.at ?? fn.at);
  const letters = stack.linksFrom(source, "dead-letters").filter((one) => one.name === link.name);
  return keptBy(letters, link.at);
}

function keptBy(links: readonly Link[], at: Location): Fact<FailurePath> {
  const [first] = links;
  return first === undefined ? known({ kind: "none" }, at) : destination(first.to, first.at);
}

function destination(to: LinkEnd, at: Location): Fact<FailurePath> {
  return known({ kind: "destination", to }, at, "setting");
}

/** Pub/Sub and Event Grid, where a topic's own trigger has no subscription that could be seen, keep nothing that the stack tells. */
function ofSource({ link, row, fn, stack }: Occasion, at: Location): Fact<FailurePath> {
  const source = link?.from.resource;
  if (source === undefined || source === null) {
    return row.platform === "google" && link?.has("eventType") === true
      ? known({ kind: "none" }, at)
      : unknownFact(`the ${row.service} source of ${fn.name} is declared elsewhere`, at);
  }
  const [letters] = stack.linksFrom(source, "dead-letters");
  if (letters !== undefined) return destination(letters.to, letters.at);
  const written = source.value("deadLetterTarget");
  if (written !== undefined) return destination({ resource: null, value: written }, source.placeOf("deadLetterTarget"));
  return known({ kind: "none" }, source.at);
}

/** The on-failure destination of an event source mapping is a link of the mapping's name. */
function ofMapping({ stack, link }: Occasion, at: Location): Fact<FailurePath> {
  const source = link?.from.resource;
  const own = source === undefined || source === null ? stack.linksOf("on-failure") : stack.linksFrom(source, "on-failure");
  return keptBy(
    own.filter((one) => one.name === link?.name && one.declaredBy === link.declaredBy),
    at,
  );
}

/** A state that catches has a next state; one that does not fails the execution, which its caller or an alarm must see. */
function ofState(link: Link | null, at: Location): Fact<FailurePath> {
  const state = stateOf(link);
  if (state === undefined) return unknownFact("the state that calls it is not known", at);
  const next = textOf(valueAt(state, "Catch", 0, "Next"));
  if (next !== undefined) return known({ kind: "built-in", name: `state ${next}` }, valueAt(state, "Catch")?.at ?? state.at, "setting");
  return valueAt(state, "Catch") === undefined ? known({ kind: "none" }, state.at) : unknownFact("the state's Catch is not known", state.at);
}

function nameOf(link: Link | null): string {
  const name = link?.from.resource?.string("name");
  const path = link?.string("path");
  return (name?.known === true ? name.value : undefined) ?? (path?.known === true ? path.value : undefined) ?? "the queue";
}
