import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { iamActionNamed, iamActionsOfService, iamActionsTable } from "../../src/facts/iam-actions.ts";
import { iamActionsFile } from "../support/iam-actions-file.ts";

describe("the IAM actions", () => {
  it("are those of the installed package (npm run facts -- --write takes them over)", async () => {
    const path = join(import.meta.dirname, "..", "..", "src", "facts", "iam-actions.json");
    expect(readFileSync(path, "utf8")).toBe(await iamActionsFile());
  });

  it("are found in any case, with access level and whether they take a resource", () => {
    expect(iamActionNamed("SQS:sendmessage")).toEqual({ name: "SendMessage", access: "write", takesResource: true });
    expect(iamActionNamed("s3:ListAllMyBuckets")).toMatchObject({ access: "list", takesResource: false });
    expect(iamActionNamed("iam:PutRolePolicy")).toMatchObject({ access: "permissions" });
  });

  it("hold neither calls of the SDK that are no action, nor patterns, nor services that do not exist", () => {
    expect(iamActionNamed("s3:HeadObject")).toBeUndefined();
    expect(iamActionNamed("s3:Get*")).toBeUndefined();
    expect(iamActionNamed("constructor:toString")).toBeUndefined();
    expect(iamActionsOfService("dynamo")).toBeUndefined();
  });

  it("say how many there are", () => {
    expect(iamActionsTable.entries).toBeGreaterThan(15_000);
  });
});
