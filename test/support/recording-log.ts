import type { Log } from "../../src/ports/log.ts";

/** A log that keeps what it is told. */
export interface RecordingLog extends Log {
  readonly lines: { readonly level: string; readonly fields: Record<string, unknown>; readonly message: string }[];
}

export function createRecordingLog(): RecordingLog {
  const lines: RecordingLog["lines"] = [];
  const at = (level: string) => (fields: Record<string, unknown>, message: string) => void lines.push({ level, fields, message });
  return { lines, debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
}
