import type { Handler } from "../handlers/facts.ts";
import type { Link } from "./link.ts";
import type { Note } from "./native.ts";
import type { Resource } from "./resource.ts";
import type { LinkKind, Platform, ResourceKind } from "./vocabulary.ts";

/** The graph parsed from a snapshot: resources, links and handlers, with the questions that rules ask of it. */
export class Stack {
  readonly resources: readonly Resource[];
  readonly links: readonly Link[];
  /** Code of functions, by the function's resource id. */
  readonly handlers: ReadonlyMap<string, Handler>;
  /** What could not be understood. */
  readonly notes: readonly Note[];
  /** Files that declare or hold parts of the stack: templates, modules, handler code. */
  readonly files: ReadonlySet<string>;
  private readonly byId: ReadonlyMap<string, Resource>;
  private readonly outgoing = new Map<string, Link[]>();
  private readonly incoming = new Map<string, Link[]>();
  private readonly resourcesByKind: ReadonlyMap<ResourceKind, readonly Resource[]>;
  private resourcesByScope: ReadonlyMap<string, readonly Resource[]> | undefined;
  private resourcesByShape: ReadonlyMap<string, readonly Resource[]> | undefined;
  private resourcesByAddress: ReadonlyMap<string, readonly Resource[]> | undefined;
  private readonly linksByKind: ReadonlyMap<LinkKind, readonly Link[]>;

  constructor(parts: {
    resources: readonly Resource[];
    links: readonly Link[];
    handlers: ReadonlyMap<string, Handler>;
    notes: readonly Note[];
    files: ReadonlySet<string>;
  }) {
    this.resources = parts.resources;
    this.links = parts.links;
    this.handlers = parts.handlers;
    this.notes = parts.notes;
    this.files = parts.files;
    this.resourcesByKind = Map.groupBy(parts.resources, (resource) => resource.kind);
    this.linksByKind = Map.groupBy(parts.links, (link) => link.kind);
    this.byId = new Map(parts.resources.map((resource) => [resource.id, resource]));
    for (const link of parts.links) {
      if (link.from.resource) append(this.outgoing, link.from.resource.id, link);
      if (link.to.resource) append(this.incoming, link.to.resource.id, link);
    }
  }

  find(id: string): Resource | undefined {
    return this.byId.get(id);
  }

  resourcesOf(kind: ResourceKind, platform?: Platform): readonly Resource[] {
    const found = this.resourcesByKind.get(kind) ?? [];
    return platform === undefined ? found : found.filter((resource) => resource.platform === platform);
  }

  /** Resources of one kind that a scope declares: a template, a service, a module. */
  resourcesIn(scope: string, kind: ResourceKind): readonly Resource[] {
    this.resourcesByScope ??= Map.groupBy(this.resources, (resource) => `${resource.kind} ${resource.scope}`);
    return this.resourcesByScope.get(`${kind} ${scope}`) ?? [];
  }

  /** Resources of a type in the platform's common shape: `AWS::ApiGateway::Deployment`. */
  ofShape(shape: string): readonly Resource[] {
    this.resourcesByShape ??= Map.groupBy(this.resources, (resource) => resource.nativeShape);
    return this.resourcesByShape.get(shape) ?? [];
  }

  /** What a scope declares under an address, as references name it; several where a declaration is repeated. */
  declaredAs(address: string, scope: string): readonly Resource[] {
    this.resourcesByAddress ??= Map.groupBy(this.resources, (resource) => `${resource.scope}\0${resource.address}`);
    return this.resourcesByAddress.get(`${scope}\0${address}`) ?? [];
  }

  linksOf(kind: LinkKind, platform?: Platform): readonly Link[] {
    const found = this.linksByKind.get(kind) ?? [];
    return platform === undefined ? found : found.filter((link) => link.platform === platform);
  }

  linksFrom(resource: Resource, kind?: LinkKind): readonly Link[] {
    return (this.outgoing.get(resource.id) ?? []).filter((link) => kind === undefined || link.kind === kind);
  }

  linksTo(resource: Resource, kind?: LinkKind): readonly Link[] {
    return (this.incoming.get(resource.id) ?? []).filter((link) => kind === undefined || link.kind === kind);
  }

  /** Queues that trigger a function through an event source, with the link between them; a pipe polls its source itself. */
  queueConsumers(platform?: Platform): readonly { queue: Resource; consumer: Resource; link: Link }[] {
    return this.linksOf("triggers", platform).flatMap((link) => {
      const queue = link.from.resource;
      const consumer = link.to.resource;
      const service = link.string("service");
      const isPipe = service.known && service.value === "pipes";
      return queue?.kind === "queue" && consumer?.kind === "function" && !isPipe ? [{ queue, consumer, link }] : [];
    });
  }

  /** What invokes a function (or workflow). */
  triggersOf(target: Resource): readonly Link[] {
    return this.linksTo(target, "triggers");
  }

  /** The role that a function or workflow runs as; undefined where it is not declared in the stack. */
  roleOf(actor: Resource): Resource | undefined {
    return this.linksFrom(actor, "assumes").find((link) => link.to.resource !== null)?.to.resource ?? undefined;
  }

  handlerOf(target: Resource): Handler | undefined {
    return this.handlers.get(target.id);
  }

  /** Functions whose code is in one of these files, with their handlers. */
  functionsIn(path: string): readonly Resource[] {
    return this.resourcesOf("function").filter((resource) => {
      const handler = this.handlers.get(resource.id);
      return handler?.state === "found" && handler.files.includes(path);
    });
  }
}

function append(map: Map<string, Link[]>, key: string, link: Link): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [link]);
  else list.push(link);
}
