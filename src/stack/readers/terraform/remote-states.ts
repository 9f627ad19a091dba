import { type Value, itemsOf, textOf, valueAt } from "../../value.ts";
import { evaluateBody } from "./evaluate-body.ts";
import type { ModuleInstance } from "./module-instance.ts";
import { resolvePath } from "./paths.ts";
import type { ResourceInstance } from "./resource-instance.ts";
import { type Block, blocksOf } from "./syntax.ts";

/** What tells the states of one kind of backend apart. */
const identities: ReadonlyMap<string, readonly string[]> = new Map([
  ["s3", ["bucket", "key"]],
  ["gcs", ["bucket", "prefix"]],
  ["azurerm", ["storage_account_name", "container_name", "key"]],
  ["http", ["address"]],
  ["consul", ["path"]],
]);

const localState = "terraform.tfstate";
/** States that read one another are followed this far. */
const deepestChain = 6;

/** The states of the repository's root modules, by where their backends keep them, and the resources that their outputs may point to. */
export class RemoteStates {
  readonly instances = new Map<string, ResourceInstance>();
  private readonly roots = new Map<string, ModuleInstance | null>();
  private depth = 0;

  add(root: ModuleInstance): void {
    const key = ownState(root);
    if (key !== undefined) this.roots.set(key, this.roots.has(key) ? null : root);
  }

  /** The root module that keeps its state where a `terraform_remote_state` of the folder looks; undefined where none does, or several do. */
  rootBehind(backend: string, config: Value | undefined, folder: string): ModuleInstance | undefined {
    // Before Terraform 0.12 the configuration was a block.
    const key = stateKey(backend, config?.kind === "list" ? config.items[0] : config, folder);
    return (key === undefined ? undefined : this.roots.get(key)) ?? undefined;
  }

  /** Evaluates in another root module; undefined where states lead on and on. */
  following(work: () => Value): Value | undefined {
    if (this.depth >= deepestChain) return undefined;
    this.depth += 1;
    try {
      return work();
    } finally {
      this.depth -= 1;
    }
  }
}

/** Where a root module keeps its state; undefined where its files do not tell. */
function ownState(root: ModuleInstance): string | undefined {
  const { folder, settings } = root.source;
  const config = (block: Block) => evaluateBody(block.body, root.scope, block.at);
  const [backend] = settings.flatMap((one) => blocksOf(one.body, "backend"));
  if (backend !== undefined) return stateKey(backend.labels[0] ?? "", config(backend), folder);
  const [cloud] = settings.flatMap((one) => blocksOf(one.body, "cloud"));
  return cloud === undefined ? stateKey("local", undefined, folder) : stateKey("remote", config(cloud), folder);
}

function stateKey(backend: string, config: Value | undefined, folder: string): string | undefined {
  if (backend === "local") {
    const written = valueAt(config, "path");
    const path = written === undefined ? localState : textOf(written);
    const resolved = path === undefined ? undefined : resolvePath(folder, path);
    return resolved && `local ${resolved}`;
  }
  const values = backend === "remote" || backend === "cloud" ? workspaceOf(config) : identities.get(backend)?.map((name) => valueAt(config, name));
  const texts = values?.map(textOf);
  return texts === undefined || texts.includes(undefined) ? undefined : JSON.stringify([backend === "cloud" ? "remote" : backend, ...texts]);
}

function workspaceOf(config: Value | undefined): readonly (Value | undefined)[] {
  const workspaces = valueAt(config, "workspaces");
  const host = valueAt(config, "hostname");
  return [valueAt(config, "organization"), valueAt(itemsOf(workspaces)[0] ?? workspaces, "name"), ...(host === undefined ? [] : [host])];
}
