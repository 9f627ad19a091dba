import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { iamActionsOfService } from "../../src/facts/iam-actions.ts";
import { managedPolicy } from "../../src/facts/managed-policies.ts";

const path = join(import.meta.dirname, "..", "..", "src", "facts", "managed-policies.json");
const names = Object.keys((JSON.parse(readFileSync(path, "utf8")) as { policies: object }).policies);

describe("the policies managed by AWS", () => {
  it("tell what they allow everywhere from what they bind", () => {
    expect(managedPolicy("AWSLambdaSQSQueueExecutionRole")).toMatchObject({
      everywhere: expect.arrayContaining(["sqs:ReceiveMessage", "logs:PutLogEvents"]),
      somewhere: [],
      isComplete: true,
    });
    expect(managedPolicy("SecretsManagerReadWrite")).toMatchObject({
      everywhere: expect.arrayContaining(["secretsmanager:*"]),
      somewhere: expect.arrayContaining(["lambda:InvokeFunction"]),
    });
  });

  it("let administrators do everything", () => {
    expect(managedPolicy("AdministratorAccess")?.everywhere).toEqual(["*"]);
  });

  it("are known in part where only the name says what they allow, and not at all otherwise", () => {
    expect(managedPolicy("AmazonTimestreamFullAccess")).toEqual({ everywhere: ["timestream:*"], somewhere: [], isComplete: false });
    expect(managedPolicy("SomethingNew")).toBeUndefined();
    expect(managedPolicy("constructor")).toBeUndefined();
  });

  it("name actions that exist", () => {
    const actions = names.flatMap((name) => [...(managedPolicy(name)?.everywhere ?? []), ...(managedPolicy(name)?.somewhere ?? [])]);
    const single = [...new Set(actions)].filter((action) => !action.includes("*"));
    const strange = single.filter((action) => {
      const [service = "", name = ""] = action.split(":");
      return iamActionsOfService(service)?.has(name.toLowerCase()) !== true;
    });
    expect(single.length).toBeGreaterThan(300);
    expect(strange).toEqual([]);
  });
});
