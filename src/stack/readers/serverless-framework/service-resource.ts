import { posix } from "node:path";
import type { ManifestFact } from "../../../handlers/manifests/manifest-fact.ts";
import { packageJsonOf } from "../../../handlers/manifests/package-json.ts";
import type { NativeResource } from "../../native.ts";
import { type MapEntry, textOf } from "../../value.ts";
import { entry, map, scalar } from "../../value-builders.ts";
import type { LocalFiles } from "../cloudformation/local-files.ts";
import type { Service } from "./service.ts";

/** The framework's packages: its own, and the one that goes on with version 3 after it. */
const packages = ["serverless", "osls"];

/** The service itself, with the version of the framework that it asks for or that its packages install. */
export function serviceResource(service: Service, files: LocalFiles): NativeResource {
  const { heading, frameworkVersion } = service;
  const installed = installedFramework(service.path, files);
  const entries: MapEntry[] = [
    entry("Name", service.name, { at: heading }),
    ...(frameworkVersion === undefined ? [] : [{ ...frameworkVersion, name: "FrameworkVersion" }]),
    ...(installed === undefined
      ? []
      : [entry("InstalledVersion", scalar(installed.value, installed.at)), entry("InstalledPackage", scalar(installed.name, installed.at))]),
  ];
  return {
    platform: "aws",
    format: "serverless-framework",
    scope: service.path,
    address: "service",
    name: textOf(service.name) ?? posix.basename(posix.dirname(service.path)),
    type: "Serverless::Service",
    nativeType: "service",
    at: heading,
    properties: map(entries, heading),
    nativeNames: (path) => (path === "FrameworkVersion" ? "frameworkVersion" : undefined),
    attributes: new Map(),
    conditional: false,
    implicit: false,
  };
}

/** What a package.json in the service's folder or above it says of the framework, nearest first. */
function installedFramework(servicePath: string, files: LocalFiles): (ManifestFact & { readonly name: string }) | undefined {
  for (let folder = posix.dirname(servicePath); ; folder = posix.dirname(folder)) {
    const path = posix.join(folder, "package.json");
    const content = files.has(path) ? files.content(path) : undefined;
    const manifest = content === undefined ? undefined : packageJsonOf(path, content);
    for (const section of ["devDependencies", "dependencies"] as const) {
      for (const name of packages) {
        const found = manifest?.packages[section].get(name);
        if (found !== undefined) return { name, ...found };
      }
    }
    if (folder === "." || folder === "/") return undefined;
  }
}
