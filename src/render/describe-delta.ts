import type { Delta, PermissionChange, ResourceChange, SettingChange } from "../stack/delta.ts";
import type { Link } from "../stack/link.ts";
import type { Resource } from "../stack/resource.ts";
import type { LinkKind } from "../stack/vocabulary.ts";
import { codeSpan } from "./markdown-escape.ts";
import { endName, endWords, kindAndName, kindWords, linkWords, nameOf, nameWithKind, plural, supporting, wordsOf } from "./delta-words.ts";
import { oneOfEach } from "./one-of-each.ts";
import { changePhrase, isLostProtection, isTold, valueWords } from "./setting-words.ts";
import { count, enumerate } from "./wording.ts";

/** Clauses that one sentence may hold; the rest is counted. */
const longestSentence = 4;

/** Settings of a role that say nothing beyond its permissions. */
const grantingSettings: ReadonlySet<string> = new Set(["Policies", "ManagedPolicyArns", "managedPolicies", "complete"]);

/**
 * What a change does to the system, in at most three sentences of Markdown: first what is taken away, then what is new, then what is set differently. An empty
 * delta gives "No resource, link or function code changes."
 */
export function describeDelta(delta: Delta): string {
  const told = oneOfEach(delta);
  const sentences = [removals(told), additions(told), changes(told)].map(sentence).filter((text) => text !== "");
  return sentences.length === 0 ? "No resource, link or function code changes." : sentences.join(" ");
}

function sentence(clauses: readonly string[]): string {
  const [first, ...rest] = [...new Set(clauses)];
  if (first === undefined) return "";
  const shown = [first.charAt(0).toUpperCase() + first.slice(1), ...rest.slice(0, longestSentence - 1)];
  const more = rest.length - (longestSentence - 1);
  return `${shown.join("; ")}${more > 0 ? `; and ${count(more, "more change")} of this kind` : ""}.`;
}

function removals(delta: Delta): string[] {
  const removed = new Set(delta.removedResources.map((resource) => resource.id));
  const lostLinks = delta.removedLinks.filter(
    (link) => isProtecting(link.kind) && link.from.resource !== null && !removed.has(link.from.resource.id),
  );
  const told = new Set(lostLinks.map((link) => link.from.resource?.id));
  const isNew = (holder: Resource, change: SettingChange) => !(told.has(holder.id) && /Target|Destination/.test(change.name));
  const ofResources = delta.changedResources.flatMap(({ after, settings }) =>
    settings.filter((change) => isLostProtection(change) && isNew(after, change)).map((change) => ({ change, of: nameWithKind(after) })),
  );
  const ofLinks = delta.changedLinks.flatMap(({ after, settings }) =>
    settings.filter(isLostProtection).map((change) => ({ change, of: linkWords(after) })),
  );
  const renamed = new Set(delta.renamedResources.map(({ before }) => before.id));
  const gone = delta.removedResources
    .filter(({ id }) => !renamed.has(id))
    .toSorted((one, other) => Number(other.kind === "alarm") - Number(one.kind === "alarm"));
  const triggers = delta.removedLinks.filter((link) => link.kind === "triggers" && bothStay(link, removed));
  return [
    ...lostLinks.map((link) => `removes the ${link.kind === "on-failure" ? "failure destination" : "dead-letter queue"} of ${endName(link.from)}`),
    ...tellChanges([...ofResources, ...ofLinks]),
    ...replacements(delta.changedResources),
    ...renames(delta),
    ...named("removes", gone),
    ...triggers.map((link) => `${endWords(link.from)} no longer triggers ${endName(link.to)}`),
    ...permissions("takes", delta.lostPermissions, removed),
  ];
}

/** "renames queue `A` to `B`, which makes a new one without the messages that wait in the old one". */
function renames(delta: Delta): string[] {
  return delta.renamedResources
    .filter(({ before }) => !supporting.has(before.kind))
    .map(({ before, after, isReplaced }) => {
      const loss = delta.losses.find((one) => one.after === after && !one.isKept);
      const cost = loss === undefined ? "which makes a new one" : `which makes a new one and loses ${loss.loses}`;
      return `renames ${kindAndName(before)} to ${nameOf(after)}${isReplaced ? `, ${cost}` : ""}`;
    });
}

/** What roles that stay may do more or less: one clause for each role. */
function permissions(verb: "gives" | "takes", changes: readonly PermissionChange[], others: ReadonlySet<string>): string[] {
  const told = changes.filter((change) => change.effect === "Allow" && change.holder.kind === "role" && !others.has(change.holder.id));
  return [...Map.groupBy(told, (change) => change.holder)].map(([holder, members]) => {
    const actions = shorten([...new Set(members.flatMap((member) => member.actions))].map((action) => codeSpan(action.slice(0, 60))));
    return verb === "gives"
      ? `lets ${kindAndName(holder)} do ${enumerate(actions)}`
      : `no longer lets ${kindAndName(holder)} do ${enumerate(actions)}`;
  });
}

function isProtecting(kind: LinkKind): boolean {
  return kind === "dead-letters" || kind === "on-failure";
}

function bothStay(link: Link, gone: ReadonlySet<string>): boolean {
  return [link.from, link.to].every((end) => end.resource === null || !gone.has(end.resource.id));
}

function replacements(changed: readonly ResourceChange[]): string[] {
  return changed
    .filter((change) => change.replacedBecauseOf.length > 0)
    .map(({ after, replacedBecauseOf }) => `replaces ${kindAndName(after)} by a new one, because ${codeSpan(replacedBecauseOf[0] ?? "")} changes`);
}

function additions(delta: Delta): string[] {
  const added = new Set(delta.addedResources.map((resource) => resource.id));
  const told = new Set(delta.renamedResources.map(({ after }) => after.id));
  const workers = delta.addedResources.filter((resource) => isWorker(resource) && !told.has(resource.id));
  const clauses = workers.length > longestSentence ? named("adds", workers) : workers.map((worker) => describeWorker(worker, delta, told));
  const triggers = delta.addedLinks.filter(
    (link) => link.kind === "triggers" && link.to.resource !== null && !added.has(link.to.resource.id) && !told.has(link.from.resource?.id ?? ""),
  );
  return [
    ...clauses,
    ...triggers.map((link) => {
      if (link.from.resource !== null && added.has(link.from.resource.id)) told.add(link.from.resource.id);
      return `lets ${added.has(link.from.resource?.id ?? "") ? "new " : ""}${endWords(link.from)} trigger ${endName(link.to)}`;
    }),
    ...protectionsAdded(delta, added),
    ...permissions("gives", delta.gainedPermissions, added),
    ...named(
      "adds",
      delta.addedResources.filter((resource) => !isWorker(resource) && !told.has(resource.id)),
    ),
  ];
}

function isWorker(resource: Resource): boolean {
  return resource.kind === "function" || resource.kind === "workflow";
}

/** "adds function `X`, triggered by queue `Y` with dead-letter queue `Z`". What is said of its sources is not said again. */
function describeWorker(worker: Resource, delta: Delta, told: Set<string>): string {
  const triggers = delta.addedLinks.filter((link) => link.kind === "triggers" && link.to.resource?.id === worker.id);
  const sources = triggers.slice(0, 3).map((link) => {
    const source = link.from.resource;
    const letter = delta.addedLinks.find((other) => other.kind === "dead-letters" && source !== null && other.from.resource?.id === source.id);
    for (const end of [source, letter?.to.resource]) if (end) told.add(end.id);
    return `${endWords(link.from)}${letter === undefined ? "" : ` with dead-letter ${endWords(letter.to)}`}`;
  });
  if (triggers.length > 3) sources.push(`${triggers.length - 3} more`);
  return `adds ${kindAndName(worker)}${sources.length === 0 ? "" : `, triggered by ${enumerate(sources)}`}`;
}

function protectionsAdded(delta: Delta, added: ReadonlySet<string>): string[] {
  const links = delta.addedLinks.filter((link) => isProtecting(link.kind) && link.from.resource !== null && !added.has(link.from.resource.id));
  return links.map((link) => `gives ${endName(link.from)} a ${link.kind === "on-failure" ? "failure destination" : "dead-letter queue"}`);
}

function changes(delta: Delta): string[] {
  const added = new Set(delta.addedResources.map((resource) => resource.id));
  const declaring = new Set(delta.changedLinks.map((link) => link.after.declaredBy?.id));
  const permitted = new Set([...delta.gainedPermissions, ...delta.lostPermissions].map(({ holder }) => holder.id));
  const isToldElsewhere = ({ after, settings }: ResourceChange) =>
    (after.kind === "other" && declaring.has(after.id)) ||
    (after.kind === "role" && permitted.has(after.id) && settings.every(({ name }) => grantingSettings.has(name)));
  const updated = delta.changedResources.filter((change) => change.replacedBecauseOf.length === 0 && !isToldElsewhere(change));
  const ofResources = updated.flatMap(({ after, settings }) => worthTelling(settings).map((change) => ({ change, of: nameWithKind(after) })));
  const schedules = new Set(updated.filter(({ after }) => after.kind === "schedule" || after.kind === "rule").map(({ after }) => after.id));
  const isRepeated = (change: SettingChange, link: Link) => change.name === "scheduleExpression" && schedules.has(link.from.resource?.id ?? "");
  const ofLinks = delta.changedLinks.flatMap(({ after, settings }) =>
    worthTelling(settings).flatMap((change) => (isRepeated(change, after) ? [] : [{ change, of: linkWords(after) }])),
  );
  const names = shorten(delta.functionsWithChangedCode.filter((resource) => !added.has(resource.id)).map(nameOf));
  return [...tellChanges([...ofResources, ...ofLinks]), ...(names.length === 0 ? [] : [`changes the code of ${enumerate(names)}`])];
}

/** Common settings; native properties only where nothing else tells the change. */
function worthTelling(settings: readonly SettingChange[]): readonly SettingChange[] {
  const hasCommon = settings.some((change) => change.common);
  return settings.filter((change) => change.common === hasCommon && isTold(change) && !isLostProtection(change));
}

/** One clause for each change, holders of the same change together. Changes with both values come first, since they say the most. */
function tellChanges(told: readonly { readonly change: SettingChange; readonly of: string }[]): string[] {
  const isTelling = ({ name, before, after }: SettingChange) => Number(valueWords(name, before) !== null && valueWords(name, after) !== null);
  const ordered = told.toSorted((one, other) => isTelling(other.change) - isTelling(one.change));
  const phrases = ordered.map(({ change, of }) => ({ ...changePhrase(change), of }));
  const groups = Map.groupBy(phrases, ({ before, after }) => `${before}\u0000${after}`);
  return [...groups.values()].map((members) => {
    const { before = "", after = "" } = members[0] ?? {};
    return `${before} ${enumerate(shorten(members.map((member) => member.of)))} ${after}`.trimEnd();
  });
}

/** At most three names and how many more there are. */
function shorten(names: readonly string[]): string[] {
  return names.length > 4 ? [...names.slice(0, 3), `${names.length - 3} more`] : [...names];
}

/** "removes alarm `B`", several of a kind together, supporting kinds counted. */
function named(verb: string, resources: readonly Resource[]): string[] {
  const groups = Map.groupBy(resources, (resource) => (supporting.has(resource.kind) ? "" : wordsOf(resource)));
  return [...groups]
    .toSorted(([one], [other]) => rank(one) - rank(other))
    .map(([words, members]) => {
      if (words === "") return `${verb} ${supportingWords(members)}`;
      return `${verb} ${members.length === 1 ? words : plural(words)} ${enumerate(shorten(members.map(nameOf)))}`;
    });
}

/** What carries the system first, then what it is told by, then what is only counted. */
function rank(words: string): number {
  return words === "" ? 2 : Number(words === "parameter");
}

/** "2 roles, 1 log group and 3 other resources". */
function supportingWords(members: readonly Resource[]): string {
  const groups = [...Map.groupBy(members, (resource) => resource.kind)].toSorted(
    ([one], [other]) => Number(one === "other") - Number(other === "other"),
  );
  return enumerate(
    groups.map(([kind, { length }]) =>
      kind === "other" ? count(length, "other resource") : count(length, kindWords(kind), plural(kindWords(kind))),
    ),
  );
}
