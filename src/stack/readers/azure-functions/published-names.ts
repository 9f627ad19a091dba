import type { Snapshot } from "../../../change/snapshot.ts";
import { agreedAmong } from "../../deployments/deployment.ts";
import { deploymentsOf } from "../../deployments/deployments.ts";
import { commandsOf } from "../../deployments/tools/tool.ts";
import type { Value } from "../../value.ts";

const phrase = "func azure functionapp publish";

/** The site that `func azure functionapp publish` brings the code of a folder to, by folder; not known where pipelines bring it to several. */
export function publishedNamesOf(snapshot: Snapshot): ReadonlyMap<string, Value> {
  const commands = commandsOf(deploymentsOf(snapshot).invocations, phrase).flatMap(({ folder, label, words }) => {
    const name = words[phrase.split(" ").length]?.value;
    return name === undefined ? [] : [{ folder, label, value: name }];
  });
  const byFolder = Map.groupBy(commands, ({ folder }) => folder);
  return new Map(
    [...byFolder].flatMap(([folder, names]) =>
      names[0] === undefined ? [] : [[folder, agreedAmong("the site", names, names[0].value.at)] as const],
    ),
  );
}
