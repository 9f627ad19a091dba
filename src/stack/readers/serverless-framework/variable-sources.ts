import type { Location } from "../../../change/location.ts";
import { type Value, entryOf, textOf } from "../../value.ts";
import { awaiting, scalar, unknown } from "../../value-builders.ts";
import { type LocalFiles, localPath } from "../cloudformation/local-files.ts";

/** What a source gives: a value still to be resolved, nothing (then the fallback counts), or nothing although something should be there. */
export type Given = { readonly value: Value } | "absent" | { readonly missing: string };

/** What sources ask of the service. */
export interface ServiceView {
  readonly path: string;
  readonly root: Value;
  readonly files: LocalFiles;
  /** Walks an address ("custom.table.name") from a value, resolving variables on the way. */
  walk(start: Value, address: string): Value | undefined;
  /** The stage that is asked about, where one is; else the one that is passed, else the value of `provider.stage`, else "dev". */
  stage(at: Location): Value;
  /** Whether another stage than the one by default is asked about. */
  readonly isOtherStage: boolean;
  /** What the deployments of the service pass: `opt:<name>`, `param:<name>`; undefined where none passes anything. */
  passed(name: string, at: Location): Value | undefined;
}

export interface SourceCall {
  readonly name: string;
  readonly argument: string | undefined;
  readonly address: string | undefined;
  readonly at: Location;
}

/** Sources of which the value is only there at deployment. */
const remote = new Set(["s3", "git", "secretsManager", "doppler", "vault", "terraform", "cfn"]);

/** Asks a source. Options that no deployment passes and environment variables are not given: their fallback counts. */
export function askSource(call: SourceCall, service: ServiceView): Given {
  const { name, address, at } = call;
  switch (name) {
    case "self":
      return frameworkDefault(call, service) ?? fromValue(service.root, call, service, "the service's configuration");
    case "file":
      return fromFile(call, service);
    case "sls":
      return { value: address === "stage" ? service.stage(at) : unknown(`sls:${address ?? ""} is only known at deployment`, at) };
    case "param":
      return fromParameters(call, service);
    case "opt":
      return address === "stage" && service.isOtherStage ? { value: service.stage(at) } : givenOrAbsent(service.passed(`opt:${address ?? ""}`, at));
    case "env":
    case "strToBool":
      return "absent";
    case "ssm":
    case "cf":
    case "output":
      return { value: storedElsewhere(name, call) };
    case "aws":
      return { value: unknown(address === "region" ? "AWS::Region" : address === "accountId" ? "AWS::AccountId" : `aws:${address ?? ""}`, at) };
    default:
      return { value: unknown(remote.has(name) ? `${name}:${address ?? ""} is read at deployment` : `the variable source ${name} is not known`, at) };
  }
}

const stores = { ssm: "parameter", cf: "stack-output", output: "service-output" } as const;

/** What another stack or service of the repository may store; an argument means another region or another form of the value. */
function storedElsewhere(source: keyof typeof stores, { address, argument, at }: SourceCall): Value {
  const reason = `${source}:${address ?? ""} is read at deployment`;
  return address === undefined || argument !== undefined ? unknown(reason, at) : awaiting({ store: stores[source], key: address }, reason, at);
}

function fromValue(start: Value, call: SourceCall, service: ServiceView, where: string): Given {
  const address = call.address ?? "";
  if (address === "") return call.name === "self" ? { value: unknown("the whole configuration", call.at) } : { value: start };
  const value = service.walk(start, address);
  return value === undefined ? { missing: `${address} is not in ${where}` } : { value };
}

/** What the framework fills in where the author writes nothing. */
function frameworkDefault({ address, at }: SourceCall, service: ServiceView): Given | undefined {
  if (address !== "provider.stage" && address !== "provider.region") return undefined;
  if (address === "provider.stage" && service.isOtherStage) return { value: service.stage(at) };
  if (service.walk(service.root, address) !== undefined) return undefined;
  return { value: address === "provider.stage" ? service.stage(at) : scalar("us-east-1", at) };
}

/** `file(path):key`, or `file:path#key` as version 4 writes it too. */
function fromFile(written: SourceCall, service: ServiceView): Given {
  const [file = "", key] = written.argument === undefined ? (written.address ?? "").split("#") : [written.argument, written.address];
  const call = { ...written, argument: file, address: key };
  const path = localPath(service.path, file.replace(/^~\//, "/"));
  if (path === undefined) return { value: unknown("a file outside of the repository", call.at) };
  const name = path.slice(path.lastIndexOf("/") + 1);
  const extension = name.slice(name.lastIndexOf(".") + 1);
  if (!service.files.has(path)) return { missing: `the file ${path} is not in the repository` };
  if (["js", "cjs", "mjs", "ts"].includes(extension)) return { value: unknown(`${path} is code that runs at deployment`, call.at) };
  if (!["yml", "yaml", "json"].includes(extension)) {
    const text = service.files.text(path);
    return { value: text === undefined ? unknown(`${path} was not read`, call.at) : scalar(text, call.at) };
  }
  const document = service.files.document(path);
  return document === undefined ? { value: unknown(`${path} was not read`, call.at) } : fromValue(document, call, service, path);
}

function givenOrAbsent(value: Value | undefined): Given {
  return value === undefined ? "absent" : { value };
}

/** Parameters that are passed, else those of the stage, else of every stage: `params.<stage>` and `stages.<stage>.params`. */
function fromParameters(call: SourceCall, service: ServiceView): Given {
  const name = call.address ?? "";
  const passed = service.passed(`param:${name}`, call.at);
  const current = service.stage(call.at);
  if (passed !== undefined || current.kind === "unknown") return { value: passed ?? current };
  for (const stage of [textOf(current) ?? "", "default"]) {
    for (const path of [
      ["params", stage, name],
      ["stages", stage, "params", name],
    ]) {
      const value = path.reduce<Value | undefined>((current, step) => entryOf(current, step)?.value, service.root);
      if (value !== undefined) return { value };
    }
  }
  return "absent";
}

/** What of a value can stand inside a text. */
export function asText(value: Value): Value {
  return value.kind === "list" || value.kind === "map" ? unknown("a list or map inside text", value.at) : value;
}
