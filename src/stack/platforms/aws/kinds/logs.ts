import { type KindTable, kind } from "./kind.ts";

/** Log groups. */
export const logsKinds: KindTable = {
  "AWS::Logs::LogGroup": kind("log-group", { name: "LogGroupName", retentionDays: "RetentionInDays", kmsKey: "KmsKeyId" }),
};
