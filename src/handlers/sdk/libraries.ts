import { azureLibraries } from "./azure-libraries.ts";
import { googleLibraries } from "./google-libraries.ts";
import type { Library } from "./library.ts";

/** Methods of clients that are no call of the service. */
export const localMethods: ReadonlySet<string> = new Set([
  "close",
  "destroy",
  "dispose",
  "on",
  "off",
  "once",
  "then",
  "catch",
  "finally",
  "bind",
  "log",
  "toString",
  "valueOf",
  "topicPath",
  "secretVersionPath",
  "secretPath",
  "queuePath",
  "taskPath",
  "subscriptionPath",
  "locationPath",
  "publicUrl",
  "cloudStorageURI",
  "settings",
  "removeAllListeners",
]);

const makers = new Map<string, Library>(
  [...azureLibraries, ...googleLibraries].flatMap((library) => library.makes.map((name): [string, Library] => [name, library])),
);

/** .NET types are written without their namespace. */
const shortMakers = new Map<string, Library>(
  [...makers]
    .filter(([name]) => /^(?:Azure|Microsoft|Google)\./u.test(name))
    .map(([name, library]) => [`:${name.split(".").at(-1) ?? name}`, library]),
);

/** The library whose client a qualified name makes. */
export function libraryOf(name: string): Library | null {
  return (
    makers.get(name) ??
    shortMakers.get(name) ??
    makers.get(name.replace(/\.(?:fromConnectionString|from_connection_string|create|Create|forNewClient)$/u, "")) ??
    null
  );
}

/** A method's name as the JavaScript library would write it: `upload_from_string`, `UploadAsync` and `upload` alike are camel case. */
export function camelCase(method: string): string {
  const plain = method.replace(/Async$/u, "").replaceAll(/_+([a-z0-9])/gu, (_, letter: string) => letter.toUpperCase());
  return plain.charAt(0).toLowerCase() + plain.slice(1);
}
