import type { Resource } from "../../stack/resource.ts";
import type { Stack } from "../../stack/stack.ts";
import { type MapValue, itemsOf } from "../../stack/value.ts";

/** A stage of API Gateway as its source declares it: on its own, or as an API of a framework that makes the stage. */
export interface DeployedStage {
  /** Where the stage's settings stand. */
  readonly resource: Resource;
  /** The API that the stage serves; null where it is declared elsewhere. */
  readonly api: Resource | null;
  readonly generation: "rest" | "http" | "websocket" | "unknown";
}

const frameworkApis = new Set(["AWS::Serverless::Api", "AWS::Serverless::HttpApi", "AWS::Serverless::WebSocketApi"]);

/** Every stage of the stack. An API whose stage nobody declares here has none; the one that the CDK adds to an HTTP API takes settings only by ways that are not read. */
export function stagesOf(stack: Stack): readonly DeployedStage[] {
  const written = stack.resourcesOf("stage", "aws").filter(({ nativeType }) => nativeType !== "createDefaultStage");
  const declared = written.map((stage): DeployedStage => {
    const api = apiServedBy(stage, stack);
    const isRest = stage.nativeShape === "AWS::ApiGateway::Stage";
    return { resource: stage, api, generation: isRest ? "rest" : generationOf(api) };
  });
  const made = stack.resourcesOf("api", "aws").filter((api) => frameworkApis.has(api.nativeShape) || isMadeByServerlessFramework(api));
  return [...declared, ...made.map((api): DeployedStage => ({ resource: api, api, generation: generationOf(api) }))];
}

/** Stages of REST APIs: tracing, caches, execution logs, web ACLs and client certificates are theirs alone. */
export function restStagesOf(stack: Stack): readonly DeployedStage[] {
  return stagesOf(stack).filter(({ generation }) => generation === "rest");
}

/** Whether the framework makes the API and its stage from the provider's settings. */
export function isMadeByServerlessFramework(api: Resource): boolean {
  return api.format === "serverless-framework" && api.nativeType === "API made by the framework";
}

/** Throttling, caching and execution logs, a map for each set of methods; null where a part of them is not known. */
export function methodSettingsOf({ resource }: DeployedStage): readonly MapValue[] | null {
  const written = resource.kind === "stage" ? resource.value("methodSettings") : resource.value("throttling");
  const items = itemsOf(written);
  const known = items.filter((item) => item.kind === "map");
  return known.length === items.length ? known : null;
}

/** Whether method settings of some stage of the scope were found that no stage could be matched with. */
export function hasLooseMethodSettings({ resource }: DeployedStage, stack: Stack): boolean {
  return stack.ofShape("AWS::ApiGateway::MethodSettings").some(({ scope }) => scope === resource.scope);
}

/** How a stage is called in a sentence. */
export function stageWord({ resource }: DeployedStage): string {
  return resource.kind === "stage" ? "stage" : "API";
}

function apiServedBy(stage: Resource, stack: Stack): Resource | null {
  const value = stage.value("api");
  if (value?.kind !== "reference") return null;
  return stack.declaredAs(value.address, value.scope ?? stage.scope).find((one) => one.kind === "api") ?? null;
}

function generationOf(api: Resource | null): DeployedStage["generation"] {
  const type = api?.string("type");
  if (type?.known !== true) return "unknown";
  return type.value === "rest" || type.value === "http" || type.value === "websocket" ? type.value : "unknown";
}
