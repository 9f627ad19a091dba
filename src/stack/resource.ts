import type { Location } from "../change/location.ts";
import type { RawSetting } from "./setting.ts";
import { SettingsHolder } from "./settings-holder.ts";
import type { Statement } from "./statement.ts";
import type { MapValue } from "./value.ts";
import { type Format, type Platform, type ResourceKind, type ResourceSettingName, definitionOf } from "./vocabulary.ts";

/** What a platform model gives to make a resource. */
export interface ResourceInit {
  readonly platform: Platform;
  readonly kind: ResourceKind;
  readonly name: string;
  readonly scope: string;
  readonly address: string;
  readonly nativeType: string;
  /** Type in the platform's common shape; `nativeType` where absent. */
  readonly nativeShape?: string;
  readonly format: Format;
  readonly at: Location;
  readonly properties: MapValue;
  readonly settings: ReadonlyMap<string, RawSetting>;
  /** What this type takes where nobody wrote a value, where that differs from the vocabulary's default for the platform. */
  readonly defaults?: ReadonlyMap<string, string | number | boolean>;
  readonly statements?: readonly Statement[];
  readonly nativeNames?: (setting: string) => string | undefined;
  readonly attributes?: ReadonlyMap<string, string>;
  readonly conditional?: boolean;
}

/** One node of the stack. */
export class Resource extends SettingsHolder<ResourceSettingName> {
  /** `platform:kind:name`, for example `aws:queue:OrdersQueue`; with the scope before the name where two scopes declare the same name. */
  id: string;
  readonly platform: Platform;
  readonly kind: ResourceKind;
  /** The name in the source: logical id, Terraform name, construct id, function key. For display. */
  readonly name: string;
  /** The template, service folder or module path that declares it: references resolve inside one scope. */
  readonly scope: string;
  /** The native address inside the scope: `OrdersQueue`, `aws_sqs_queue.orders`, a Bicep symbol. */
  readonly address: string;
  /** The type as the source writes it: `AWS::SQS::Queue`, `aws_sqs_queue`, `sqs.Queue`. */
  readonly nativeType: string;
  /** The type in the platform's common shape: `AWS::SQS::Queue` for every AWS format. */
  readonly nativeShape: string;
  readonly format: Format;
  readonly at: Location;
  /** The native properties after resolution, in the platform's common shape (CloudFormation, ARM, google provider). */
  readonly properties: MapValue;
  /** Role: what it allows. Queue, topic, bucket, API, function: its resource policy. */
  readonly statements: readonly Statement[];
  /** Attributes of the declaration itself: DeletionPolicy, UpdateReplacePolicy, prevent_destroy, removalPolicy, Condition. */
  readonly attributes: ReadonlyMap<string, string>;
  /** Declared under a condition, count or for_each of which the outcome is not known. */
  readonly conditional: boolean;
  private readonly defaults: ReadonlyMap<string, string | number | boolean>;
  private readonly nativeNames: (setting: string) => string | undefined;

  constructor(init: ResourceInit) {
    super(init.settings);
    this.id = `${init.platform}:${init.kind}:${init.name}`;
    this.platform = init.platform;
    this.kind = init.kind;
    this.name = init.name;
    this.scope = init.scope;
    this.address = init.address;
    this.nativeType = init.nativeType;
    this.nativeShape = init.nativeShape ?? init.nativeType;
    this.format = init.format;
    this.at = init.at;
    this.properties = init.properties;
    this.statements = init.statements ?? [];
    this.attributes = init.attributes ?? new Map();
    this.conditional = init.conditional ?? false;
    this.defaults = init.defaults ?? new Map();
    this.nativeNames = init.nativeNames ?? (() => undefined);
  }

  protected define(name: ResourceSettingName) {
    const definition = definitionOf(this.kind, name);
    const value = this.defaults.get(name);
    return definition === undefined || value === undefined ? definition : { ...definition, defaults: { [this.platform]: value } };
  }

  /** How this resource's dialect writes a common setting; the common name where the dialect has none. */
  nameInDialect(name: ResourceSettingName): string {
    return this.raw.get(name)?.nativeName ?? this.nativeNames(name) ?? name;
  }
}
