import type { NativeResource } from "../../native.ts";
import { type MapEntry, type Value, entryOf, itemsOf, textOf } from "../../value.ts";
import { entry, map, scalar } from "../../value-builders.ts";
import { type Declaration, nativeOf } from "../cloudformation/declaration.ts";
import type { LocalFiles } from "../cloudformation/local-files.ts";
import { plainResources, readMember } from "../cloudformation/read-plain-template.ts";
import type { TemplateScope } from "../cloudformation/template-scope.ts";
import { type Api, apiOf } from "./api.ts";
import { type Connector, expandConnector } from "./connectors.ts";
import type { SamEvent } from "./event.ts";
import { expandApi, withLocalDefinition } from "./expand-api.ts";
import { expandFunction } from "./function.ts";
import { withGlobals } from "./globals.ts";
import { expandGraphqlApi } from "./graphql-api.ts";
import { implicitHttpApi } from "./implicit-address.ts";
import type { ApiDirectory } from "./route-events.ts";
import { definedRoute } from "./routes-of-definition.ts";
import { simpleTable } from "./simple-table.ts";
import { expandStateMachine } from "./state-machine.ts";

const apiTypes = new Set(["AWS::Serverless::Api", "AWS::Serverless::HttpApi", "AWS::Serverless::WebSocketApi"]);

/** The resources of a SAM template: what the author declares, in CloudFormation's types, and what SAM makes of it. */
export function readSamTemplate(scope: TemplateScope, files: LocalFiles): readonly NativeResource[] {
  const declarations = [...scope.section("Resources").values()].flatMap((member) => declarationIn(member, scope, files) ?? []);
  const apis = new TemplateApis(declarations, scope);
  const written = declarations.filter(({ type }) => type !== "AWS::Serverless::Connector");
  const resources = withoutOverridden(written.flatMap((declaration) => expand(declaration, { apis, files })));
  resources.push(...apis.made.flatMap((made) => expandApi(made, files)).map((resource) => ({ ...resource, implicit: true })));
  const declared = new Map(resources.map((resource) => [resource.address, resource]));
  return [...resources, ...connectorsOf(declarations, scope).flatMap((connector) => expandConnector(connector, declared))];
}

function declarationIn(member: MapEntry, scope: TemplateScope, files: LocalFiles): Declaration | undefined {
  const type = textOf(entryOf(member.value, "Type")?.value) ?? "";
  const declaration = readMember(member, scope, files, withGlobals(member, type, scope));
  if (declaration === undefined || !apiTypes.has(type)) return declaration;
  return { ...declaration, properties: withLocalDefinition(declaration.properties, declaration.at.path, files) };
}

function expand(declaration: Declaration, context: { readonly apis: ApiDirectory; readonly files: LocalFiles }): readonly NativeResource[] {
  const notes = context.files.notes;
  switch (declaration.type) {
    case "AWS::Serverless::Function":
      return expandFunction(declaration, { ...context, notes });
    case "AWS::Serverless::StateMachine":
      return expandStateMachine(declaration, { ...context, notes });
    case "AWS::Serverless::SimpleTable":
      return [simpleTable(declaration)];
    case "AWS::Serverless::GraphQLApi":
      return expandGraphqlApi(declaration);
    case "AWS::Serverless::CapacityProvider":
      return [{ ...nativeOf(declaration, "sam"), type: "AWS::Lambda::CapacityProvider" }];
    case "AWS::Serverless::LayerVersion":
      return [{ ...nativeOf(declaration, "sam"), type: "AWS::Lambda::LayerVersion" }];
    default:
      return apiTypes.has(declaration.type) ? expandApi(declaration, context.files) : plainResources(declaration, "sam", context.files);
  }
}

/** An event with `OverrideApiAuth` takes the place of the same route in the author's OpenAPI document. */
function withoutOverridden(resources: readonly NativeResource[]): NativeResource[] {
  const routeOf = ({ properties }: NativeResource) => ["Api", "Method", "Path"].map((name) => placeText(entryOf(properties, name)?.value)).join(" ");
  const routes = resources.filter((resource) => resource.type === "AWS::Serverless::Route");
  const overridden = new Set(routes.filter((route) => route.nativeType !== definedRoute).map(routeOf));
  return resources.filter((resource) => resource.nativeType !== definedRoute || !overridden.has(routeOf(resource)));
}

function placeText(value: Value | undefined): string {
  return value?.kind === "reference" ? value.address : (textOf(value) ?? "?");
}

/** The APIs of one template, the declared and the implicit ones. */
class TemplateApis implements ApiDirectory {
  /** Implicit APIs that events have asked for. */
  readonly made: Declaration[] = [];
  private readonly byId = new Map<string, Api>();
  private readonly scope: TemplateScope;

  constructor(declarations: readonly Declaration[], scope: TemplateScope) {
    this.scope = scope;
    for (const { logicalId, type, properties } of declarations) if (apiTypes.has(type)) this.byId.set(logicalId, apiOf(logicalId, type, properties));
  }

  find(logicalId: string): Api | undefined {
    return this.byId.get(logicalId);
  }

  implicit(logicalId: string, asker: SamEvent): Api {
    const found = this.byId.get(logicalId);
    if (found !== undefined) return found;
    const type = logicalId === implicitHttpApi ? "AWS::Serverless::HttpApi" : "AWS::Serverless::Api";
    const globals = this.scope.section("Globals").get(type.slice("AWS::Serverless::".length));
    const at = globals?.at ?? asker.at;
    const resolved = globals === undefined ? undefined : this.scope.resolve(globals.value);
    const properties = resolved?.kind === "map" ? resolved : map([], at);
    this.made.push({
      scope: this.scope.name,
      logicalId,
      type,
      at,
      key: globals?.key ?? asker.at,
      properties,
      attributes: new Map(),
      metadata: undefined,
      conditional: false,
    });
    const api = apiOf(logicalId, type, properties);
    this.byId.set(logicalId, api);
    return api;
  }
}

/** Connectors that are resources, and connectors that stand in their source. */
function connectorsOf(declarations: readonly Declaration[], scope: TemplateScope): readonly Connector[] {
  const declared = declarations
    .filter(({ type }) => type === "AWS::Serverless::Connector")
    .map((declaration) => connectorOf(declaration.logicalId, { value: declaration.properties, at: declaration.at }, declaration));
  const inside = declarations.flatMap((declaration) => {
    const connectors = entryOf(scope.section("Resources").get(declaration.logicalId)?.value, "Connectors")?.value;
    if (connectors?.kind !== "map") return [];
    return [...connectors.entries.values()].flatMap((member) => {
      const written = entryOf(member.value, "Properties")?.value;
      const properties = written === undefined ? undefined : scope.resolve(written);
      if (properties?.kind !== "map") return [];
      const source = entry("Source", map([entry("Id", scalar(declaration.logicalId, member.key))], member.key));
      return [
        connectorOf(
          `${declaration.logicalId}${member.name}`,
          { value: map([...properties.entries.values(), source], properties.at), at: member.at },
          declaration,
        ),
      ];
    });
  });
  return [...declared, ...inside];
}

function connectorOf(name: string, written: { readonly value: Value; readonly at: Connector["at"] }, owner: Declaration): Connector {
  return {
    name,
    scope: owner.scope,
    format: "sam",
    conditional: owner.conditional,
    source: entryOf(written.value, "Source")?.value,
    destination: entryOf(written.value, "Destination")?.value,
    permissions: itemsOf(entryOf(written.value, "Permissions")?.value).flatMap((permission) => textOf(permission) ?? []),
    at: written.at,
  };
}
