import type { Location } from "../../../../change/location.ts";
import type { NativeResource } from "../../../native.ts";
import type { MapValue, Value } from "../../../value.ts";
import { relocated } from "../../../value-builders.ts";
import type { ConstructNode, ConstructScope, MethodCall } from "../evaluate/construct-node.ts";
import { type Datum, nodeOf } from "../evaluate/datum.ts";
import type { ProgramState } from "../evaluate/program-state.ts";
import { Conversion } from "./conversion.ts";
import { Overrides } from "./overrides.ts";
import { ResourcePolicies } from "./resource-policies.ts";
import { ResourceProperties } from "./resource-properties.ts";
import { Roles } from "./roles.ts";

/** A resource that a construct becomes. */
export interface ResourceDraft {
  readonly type: string;
  readonly properties: ResourceProperties | MapValue;
  /** What the CDK calls its part of the construct; absent for the construct's own resource. */
  readonly suffix?: string;
  readonly nativeType?: string;
  readonly name?: string;
  readonly at?: Location;
  readonly conditional?: boolean;
  /** True where the CDK adds it and nobody wrote it. */
  readonly implicit?: boolean;
  readonly attributes?: ReadonlyMap<string, string>;
  readonly nativeNames?: (path: string) => string | undefined;
}

/** What translation asks of the repository. */
export interface RepositoryFiles {
  hasFile(path: string): boolean;
  /** The folder that the program of a file runs in. */
  workingFolder(path: string): string;
  /** The versions of the CDK that a file's project asks for, as written; undefined where nothing tells. */
  libraryVersion(path: string): string | undefined;
  /** A JSON or YAML file; undefined where it cannot be read now. */
  document(path: string): Value | undefined;
}

/** Turns the constructs of a program into resources of a template. */
export class Translation {
  readonly natives: NativeResource[] = [];
  readonly state: ProgramState;
  readonly roles: Roles;
  readonly policies: ResourcePolicies;
  readonly overrides: Overrides;
  private readonly names = new Map<ConstructScope, string>();
  private readonly callsByNode = new Map<ConstructNode, MethodCall[]>();
  private readonly callsByDatum = new Map<Datum, MethodCall[]>();
  private readonly conversions = new Map<ConstructScope, Conversion>();
  private readonly addresses = new Map<ConstructScope, Set<string>>();

  readonly files: RepositoryFiles;

  constructor(state: ProgramState, files: RepositoryFiles) {
    this.state = state;
    this.files = files;
    this.nameScopes();
    for (const call of state.calls) this.file(call);
    this.roles = new Roles(this);
    this.policies = new ResourcePolicies(this);
    this.overrides = new Overrides(this);
  }

  private nameScopes(): void {
    const taken = new Set<string>();
    for (const { scope } of this.state.constructs) {
      if (this.names.has(scope)) continue;
      let name = scope.name;
      for (let count = 2; taken.has(name); count += 1) name = `${scope.name} (${count})`;
      taken.add(name);
      this.names.set(scope, name);
    }
  }

  private file(call: MethodCall): void {
    const receiver = beforeFluent(call.receiver);
    const node = nodeOf(receiver);
    const calls = node === undefined ? (this.callsByDatum.get(receiver) ?? []) : (this.callsByNode.get(node) ?? []);
    calls.push(call);
    if (node === undefined) this.callsByDatum.set(receiver, calls);
    else this.callsByNode.set(node, calls);
  }

  scopeName(scope: ConstructScope): string {
    return this.names.get(scope) ?? scope.name;
  }

  conversion(scope: ConstructScope): Conversion {
    const known = this.conversions.get(scope) ?? new Conversion(scope, (other) => this.scopeName(other));
    this.conversions.set(scope, known);
    return known;
  }

  /** Properties of a construct's resource, to be filled. */
  properties(node: ConstructNode): ResourceProperties {
    return new ResourceProperties(this.conversion(node.scope), node);
  }

  /** What the program says to a construct, or to a value of a package, after it is made. */
  callsOn(receiver: ConstructNode | Datum, ...names: readonly string[]): readonly MethodCall[] {
    const calls = "kind" in receiver ? this.callsByDatum.get(receiver) : this.callsByNode.get(receiver);
    return (calls ?? []).filter((call) => names.length === 0 || names.includes(call.name));
  }

  /** Adds a resource of a construct; gives its address. */
  add(node: ConstructNode, draft: ResourceDraft): string {
    const { properties } = draft;
    const isBuilt = "kind" in properties;
    const at = draft.at ?? node.at;
    const address = this.uniqueAddress(node.scope, draft.suffix === undefined ? node.path : `${node.path}/${draft.suffix}`);
    this.natives.push({
      platform: "aws",
      format: "cdk",
      scope: this.scopeName(node.scope),
      address,
      name: draft.name ?? address,
      type: draft.type,
      nativeType: draft.nativeType ?? node.writtenType,
      at,
      properties: this.overrides.applied(node, draft.suffix, isBuilt ? properties : relocated(properties.build(), at)),
      ...(isBuilt ? (draft.nativeNames === undefined ? {} : { nativeNames: draft.nativeNames }) : { nativeNames: properties.nativeNames }),
      attributes: draft.attributes ?? new Map(),
      conditional: draft.conditional ?? node.conditional,
      implicit: draft.implicit ?? false,
    });
    return address;
  }

  private uniqueAddress(scope: ConstructScope, address: string): string {
    const taken = this.addresses.get(scope) ?? new Set<string>();
    this.addresses.set(scope, taken);
    let unique = address;
    for (let count = 2; taken.has(unique); count += 1) unique = `${address}#${count}`;
    taken.add(unique);
    return unique;
  }
}

/** Methods that give back what they are called on. */
const fluent = new Set(["when", "otherwise", "addRetry", "addCatch", "branch", "itemProcessor", "iterator", "addStatements"]);
const longestChain = 100;

function beforeFluent(receiver: Datum): Datum {
  let current = receiver;
  for (let length = 0; length < longestChain && current.kind === "term" && current.receiver !== undefined && fluent.has(current.name); length += 1)
    current = current.receiver;
  return current;
}
