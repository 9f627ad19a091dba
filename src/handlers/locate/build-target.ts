import type { Location } from "../../change/location.ts";
import type { Snapshot } from "../../change/snapshot.ts";
import type { BuildTarget } from "../facts.ts";
import { foldersOf, joinPath, nameOf } from "../folders.ts";
import type { HandlerRequest } from "../handler-request.ts";
import { textAt } from "../imports/resolution.ts";

/** Words of build commands that fix the processor. */
const words: readonly (readonly [words: RegExp, architecture: BuildTarget["architecture"]])[] = [
  [/\bGOARCH\s*[:?]?=\s*["']?amd64\b/u, "x86_64"],
  [/\bGOARCH\s*[:?]?=\s*["']?arm64\b/u, "arm64"],
  [/--platform[= ]["']?manylinux\w*_x86_64\b/u, "x86_64"],
  [/--platform[= ]["']?manylinux\w*_aarch64\b/u, "arm64"],
  [/--platform[= ]["']?linux\/(?:amd64|x86_64)\b/u, "x86_64"],
  [/--platform[= ]["']?linux\/(?:arm64|aarch64)\b/u, "arm64"],
  [/--target[= ]["']?x86_64-unknown-linux-\w+/u, "x86_64"],
  [/--target[= ]["']?aarch64-unknown-linux-\w+/u, "arm64"],
];

/** What the build file of a function fixes as its processor: the Dockerfile of an image, the Makefile beside the code of a package. Null where it fixes none, or several. */
export function findBuildTarget(request: HandlerRequest, snapshot: Snapshot): BuildTarget | null {
  if (request.packageType?.toLowerCase() === "image") {
    const path = request.dockerfile === null || request.dockerfile === undefined ? null : joinPath(request.dockerfile);
    return path === null ? null : only(targetsIn(path, snapshot).filter((target) => !isEarlierStage(target, path, snapshot)));
  }
  const codePath = request.codePath === null ? null : joinPath(request.codePath);
  if (codePath === null) return null;
  const makefile = foldersOf(snapshot)
    .filesIn(codePath)
    .find((path) => /^(?:GNU)?[Mm]akefile$/u.test(nameOf(path)));
  return makefile === undefined ? null : only(targetsIn(makefile, snapshot));
}

function only(targets: readonly BuildTarget[]): BuildTarget | null {
  const [first] = targets;
  return first !== undefined && targets.every((target) => target.architecture === first.architecture) ? first : null;
}

function targetsIn(path: string, snapshot: Snapshot): readonly BuildTarget[] {
  const lines = snapshot.entries.has(path) ? (textAt(path, snapshot) ?? "").split("\n") : [];
  return lines.flatMap((line, index) => {
    if (line.trimStart().startsWith("#")) return [];
    const at: Location = { path, startLine: index + 1, endLine: index + 1 };
    return words.flatMap(([pattern, architecture]) => {
      const text = pattern.exec(line)?.[0];
      return text === undefined ? [] : [{ architecture, text, at }];
    });
  });
}

/** A stage that only builds may run on any processor; what it cross-compiles for still counts. */
function isEarlierStage(target: BuildTarget, path: string, snapshot: Snapshot): boolean {
  const lines = (textAt(path, snapshot) ?? "").split("\n");
  const isStage = (line: string | undefined) => /^\s*FROM\s/iu.test(line ?? "");
  return isStage(lines[target.at.startLine - 1]) && lines.slice(target.at.startLine).some(isStage);
}
