import type { NativeResource } from "../../native.ts";
import { type MapEntry, type MapValue, type Value, entryOf, textOf } from "../../value.ts";
import { entry, scalar, withEntries } from "../../value-builders.ts";
import type { Format } from "../../vocabulary.ts";
import { withDefinition } from "../asl/state-machine-definition.ts";
import { routesOfDefinition } from "../sam/routes-of-definition.ts";
import { hooksOfAlias } from "./alias-hooks.ts";
import { type Declaration, declarationOf, nativeOf } from "./declaration.ts";
import { type LocalFiles, localPath } from "./local-files.ts";
import type { TemplateScope } from "./template-scope.ts";

/** The resources of a template without the serverless transform. */
export function readPlainTemplate(scope: TemplateScope, files: LocalFiles): readonly NativeResource[] {
  return [...scope.section("Resources").values()].flatMap((member) => {
    const declaration = readMember(member, scope, files);
    return declaration === undefined ? [] : plainResources(declaration, "cloudformation", files);
  });
}

/** A member of `Resources`; a note where it is none. `properties` replaces what is written there. */
export function readMember(member: MapEntry, scope: TemplateScope, files: LocalFiles, properties?: MapValue): Declaration | undefined {
  const written: Value | undefined = properties ?? entryOf(member.value, "Properties")?.value;
  const declaration = declarationOf(member, scope, written);
  if (declaration === undefined) files.note(member.at.path, member.key.startLine, `${member.name} has no type and was not reviewed`);
  return declaration;
}

/** A declaration that no framework expands: with the definition of a state machine, the code folder of a function, the routes of an OpenAPI body. */
export function plainResources(declaration: Declaration, format: Format, files: LocalFiles): readonly NativeResource[] {
  const resource = nativeOf(declaration, format);
  switch (declaration.type) {
    case "AWS::StepFunctions::StateMachine":
      return [{ ...resource, properties: withDefinition(declaration.properties, declaration.at.path, files) }];
    case "AWS::Lambda::Function":
      return [{ ...resource, properties: withCodeUri(declaration) }];
    case "AWS::Lambda::Alias":
      return [resource, ...hooksOfAlias(declaration, format)];
    case "AWS::ApiGateway::RestApi":
    case "AWS::ApiGatewayV2::Api": {
      const properties = withLocalBody(declaration, files);
      const body = entryOf(properties, "Body")?.value;
      return [{ ...resource, properties }, ...routesOfDefinition(declaration, { format, body, allowance: files.routes })];
    }
    default:
      return [resource];
  }
}

/** `BodyS3Location` names a local document where `aws cloudformation package` is to upload it. */
function withLocalBody({ properties, at }: Declaration, files: LocalFiles): MapValue {
  const location = entryOf(properties, "BodyS3Location");
  const path = location === undefined ? undefined : localPath(at.path, textOf(location.value) ?? "s3://");
  const body = path === undefined || properties.entries.has("Body") ? undefined : files.document(path);
  return location === undefined || body === undefined ? properties : withEntries(properties, new Map([["Body", entry("Body", body, location)]]));
}

/** `Code` names a local folder where `aws cloudformation package` is to upload it. */
function withCodeUri(declaration: Declaration): MapValue {
  const code = entryOf(declaration.properties, "Code");
  const path = code === undefined ? undefined : localPath(declaration.at.path, textOf(code.value) ?? "s3://");
  if (code === undefined || path === undefined) return declaration.properties;
  return withEntries(declaration.properties, new Map([["CodeUri", entry("CodeUri", scalar(path, code.value.at), code)]]));
}
