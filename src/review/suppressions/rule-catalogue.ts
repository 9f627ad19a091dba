import { nearestOf } from "../../config/nearest.ts";
import type { Rule } from "../../rules/rule.ts";

/** Ids of rules, and which of them mean the same as a check of another tool. */
export class RuleCatalogue {
  private readonly ids: readonly string[];
  /** Rule ids by tool, each with the other tool's check id in lower case. */
  private readonly peers: ReadonlyMap<string, readonly { readonly check: string; readonly rule: string }[]>;

  constructor(rules: readonly Rule[]) {
    this.ids = rules.map((rule) => rule.id);
    const pairs = rules.flatMap((rule) => (rule.peers ?? []).map((peer) => ({ ...splitPeer(peer), rule: rule.id })));
    this.peers = Map.groupBy(pairs, (pair) => pair.tool);
  }

  has(id: string): boolean {
    return this.ids.includes(id);
  }

  /** The id that is meant most likely; names that are longer than any id are not compared. */
  nearest(id: string): string | null {
    return id.length > 80 ? null : nearestOf(id, this.ids);
  }

  /** The rules that correspond to checks of a tool. */
  peersOf(tool: string, isMeant: (check: string) => boolean): readonly string[] {
    const pairs = this.peers.get(tool) ?? [];
    return [...new Set(pairs.filter((pair) => isMeant(pair.check)).map((pair) => pair.rule))];
  }
}

function splitPeer(peer: string): { readonly tool: string; readonly check: string } {
  const colon = peer.indexOf(":");
  const tool = peer.slice(0, Math.max(colon, 0)).toLowerCase();
  const check = peer.slice(colon + 1).toLowerCase();
  // Trivy took over tfsec's checks and reads its comments too.
  return tool === "tfsec" || tool === "trivy" ? { tool: "trivy", check: check.replace(/^avd-/, "") } : { tool: tool.replaceAll("_", "-"), check };
}
