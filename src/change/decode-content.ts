import type { FileContent } from "./snapshot.ts";

/** Files above this size are not parsed: nothing that people write by hand is larger. */
export const maximumTextBytes = 1_500_000;

/**
 * Bytes of a blob as text: UTF-8, UTF-16 with a byte order mark, else Windows-1252 (every byte has a meaning, and lines stay where they are).
 * A NUL byte in the first 8,000 means binary, as in git.
 */
export function decodeContent(bytes: Uint8Array, blobId: string): FileContent {
  if (bytes.length > maximumTextBytes) return { state: "skipped", reason: tooLarge(bytes.length) };
  const utf16 = utf16Label(bytes);
  if (utf16 !== null) return { state: "text", text: new TextDecoder(utf16).decode(bytes), blobId };
  if (bytes.subarray(0, 8_000).includes(0)) return { state: "skipped", reason: "binary file" };
  try {
    return { state: "text", text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), blobId };
  } catch {
    return { state: "text", text: new TextDecoder("windows-1252").decode(bytes), blobId };
  }
}

export function tooLarge(bytes: number): string {
  return `too large: ${(bytes / 1_000_000).toFixed(1)} MB, the limit is ${maximumTextBytes / 1_000_000} MB`;
}

function utf16Label(bytes: Uint8Array): "utf-16le" | "utf-16be" | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  return bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : null;
}
