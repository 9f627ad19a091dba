import { posix } from "node:path";
import type { NativeResource } from "../../native.ts";
import { type MapEntry, entryOf, textOf } from "../../value.ts";
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
      : [{ ...installed, name: "InstalledVersion" }, entry("InstalledPackage", scalar(installed.name, installed.key))]),
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

/** The entry of a package.json in the service's folder or above it, nearest first. */
function installedFramework(servicePath: string, files: LocalFiles): MapEntry | undefined {
  for (let folder = posix.dirname(servicePath); ; folder = posix.dirname(folder)) {
    const path = posix.join(folder, "package.json");
    const manifest = files.has(path) ? files.document(path) : undefined;
    for (const section of ["devDependencies", "dependencies"]) {
      for (const name of packages) {
        const found = entryOf(entryOf(manifest, section)?.value, name);
        if (found !== undefined) return found;
      }
    }
    if (folder === "." || folder === "/") return undefined;
  }
}
