import type { NativeResource } from "../../native.ts";
import { textOf, valueAt } from "../../value.ts";
import type { NativeIndex } from "./native-index.ts";

/** Which deployed site runs the code of which host.json. */
type AppMatches = ReadonlyMap<NativeResource, NativeResource>;

/**
 * Pairs sites with code: by the service name of the Azure Developer CLI, by the name under which a pipeline publishes the code, as the only ones of a repository, by
 * names, and by folders. What stays open stays apart:
 * a wrong pair would judge code by the settings of another app.
 */
export function matchApps(sites: readonly NativeResource[], apps: readonly NativeResource[], index: NativeIndex): AppMatches {
  const matches = new Map<NativeResource, NativeResource>();
  const openSites = () => sites.filter((site) => ![...matches.values()].includes(site));
  const openApps = () => apps.filter((app) => !matches.has(app));
  for (const app of apps) {
    const service = textOf(valueAt(app.properties, "azdService"));
    const tagged = sites.filter((site) => service !== undefined && textOf(valueAt(site.properties, "tags", "azd-service-name")) === service);
    const published = textOf(valueAt(app.properties, "publishedAs"))?.toLowerCase();
    const named = openSites().filter((site) => published !== undefined && textOf(valueAt(site.properties, "name"))?.toLowerCase() === published);
    const [match] = tagged.length > 0 ? tagged : named;
    if (match !== undefined && (tagged.length > 0 ? tagged : named).length === 1) matches.set(app, match);
  }
  for (const score of [nameScore, folderScore]) {
    const [onlySite, ...otherSites] = openSites();
    const [onlyApp, ...otherApps] = openApps();
    if (onlySite !== undefined && onlyApp !== undefined && otherSites.length === 0 && otherApps.length === 0) matches.set(onlyApp, onlySite);
    else pairByScore({ sites: openSites(), apps: openApps(), matches }, (app, site) => score(app, site, index));
  }
  const [lastSite, ...moreSites] = openSites();
  const [lastApp, ...moreApps] = openApps();
  if (lastSite !== undefined && lastApp !== undefined && moreSites.length + moreApps.length === 0) matches.set(lastApp, lastSite);
  return matches;
}

type Open = {
  readonly sites: readonly NativeResource[];
  readonly apps: readonly NativeResource[];
  readonly matches: Map<NativeResource, NativeResource>;
};

/** Pairs that are each other's only best. */
function pairByScore(open: Open, score: (app: NativeResource, site: NativeResource) => number): void {
  for (const app of open.apps) {
    const site = onlyBest(open.sites, (one) => score(app, one));
    if (site !== undefined && onlyBest(open.apps, (one) => score(one, site)) === app) open.matches.set(app, site);
  }
}

function onlyBest(candidates: readonly NativeResource[], score: (one: NativeResource) => number): NativeResource | undefined {
  const scored = candidates.map((one) => ({ one, points: score(one) })).sort((left, right) => right.points - left.points);
  const [first, second] = scored;
  return first !== undefined && first.points > 0 && first.points > (second?.points ?? 0) ? first.one : undefined;
}

const commonWords = new Set(["src", "app", "apps", "func", "function", "functions", "api", "service", "services", "azure", "backend", "site", "the"]);

/** How much of the folder's name stands in the site's name or symbol. */
function nameScore(app: NativeResource, site: NativeResource, index: NativeIndex): number {
  const folder = textOf(valueAt(app.properties, "folder")) ?? "";
  const words = folder
    .split("/")
    .slice(-2)
    .flatMap(wordsOf)
    .filter((word) => word.length > 2 && !commonWords.has(word));
  const named = new Set([...wordsOf(site.name), ...wordsOf(index.displayNameOf(site)), ...wordsOf(site.scope.split("#").slice(1).join("-"))]);
  return words.filter((word) => named.has(word)).length;
}

/** How many folders the code and the template have in common. */
function folderScore(app: NativeResource, site: NativeResource): number {
  const [code, template] = [(textOf(valueAt(app.properties, "folder")) ?? "").split("/"), site.at.path.split("/").slice(0, -1)];
  let common = 0;
  while (common < Math.min(code.length, template.length) && code[common] === template[common]) common += 1;
  return common;
}

/** The words of a name: parts between signs, and parts of camel case. */
function wordsOf(name: string): readonly string[] {
  const words: string[] = [];
  let word = "";
  for (const character of name) {
    const isLetter = (character >= "a" && character <= "z") || (character >= "0" && character <= "9");
    const isCapital = character >= "A" && character <= "Z";
    if ((isCapital || !isLetter) && word !== "") {
      words.push(word);
      word = "";
    }
    if (isLetter || isCapital) word += character.toLowerCase();
  }
  return word === "" ? words : [...words, word];
}
