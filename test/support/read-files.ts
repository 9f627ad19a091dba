import type { NativeResource, Reader, Reading } from "../../src/stack/native.ts";
import { memorySnapshot } from "./memory-snapshot.ts";
import { shown } from "./shown-value.ts";

/** What a reader makes of files, with the questions that tests ask. */
export function readFiles(reader: Reader, files: Readonly<Record<string, string>>) {
  const snapshot = memorySnapshot(files);
  const reading: Reading = reader.read(
    Object.keys(files).filter((path) => reader.claims(path)),
    snapshot,
  );
  const at = (address: string): NativeResource => {
    const found = reading.resources.filter((resource) => resource.address === address);
    const [only] = found;
    if (only === undefined || found.length > 1) {
      throw new Error(`${found.length} resources at ${address}; there are ${reading.resources.map((resource) => resource.address).join(", ")}`);
    }
    return only;
  };
  return {
    ...reading,
    at,
    has: (address: string) => reading.resources.some((resource) => resource.address === address),
    /** The properties of the resource at an address as plain data. */
    properties: (address: string): Record<string, unknown> =>
      Object.fromEntries([...at(address).properties.entries.values()].map((entry) => [entry.name, shown(entry.value)])),
    messages: reading.notes.map((note) => `${note.path}:${note.line ?? 0} ${note.message}`),
  };
}
