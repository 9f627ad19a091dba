import { beforeAll, describe, expect, it } from "vitest";
import { noFacts } from "../../../../src/handlers/facts.ts";
import { googleModel } from "../../../../src/stack/platforms/google/google-model.ts";
import { guardsAgainstItself } from "../../../../src/stack/platforms/google/self-trigger.ts";
import { loadGrammars } from "../../../../src/syntax/tree-sitter.ts";
import { readTerraform } from "../../readers/terraform/read-terraform.ts";

beforeAll(() => loadGrammars(["hcl"]));

const build = (text: string) => googleModel.build(readTerraform({ "main.tf": text }).resources);

describe("a workflow", () => {
  it("invokes the function whose address its definition holds", () => {
    const { links } = build(`
resource "google_cloudfunctions2_function" "charge" {
  name = "charge"
}
resource "google_workflows_workflow" "booking" {
  source_contents = <<-EOT
    main:
      steps:
        - charge:
            call: http.post
            args:
              url: \${google_cloudfunctions2_function.charge.service_config[0].uri}
        - other:
            call: http.get
            args:
              url: https://example.com
  EOT
}`);
    expect(links.filter((link) => link.kind === "invokes").map((link) => [link.name, link.to.resource?.id])).toEqual([
      ["charge", "google:function:charge"],
    ]);
  });
});

describe("a Cloud Run service", () => {
  it("has defaults of its own that nobody wrote", () => {
    const service = build('resource "google_cloud_run_v2_service" "s" {\n  name = "s"\n}\n').resources[0];
    expect(service?.number("timeoutSeconds")).toMatchObject({ value: 300, isDefault: true });
    expect(service?.has("timeoutSeconds")).toBe(false);
  });
});

describe("a trigger on documents", () => {
  it("says which documents, in both generations", () => {
    const { links } = build(`
resource "google_cloudfunctions2_function" "second" {
  event_trigger {
    event_type = "google.cloud.firestore.document.v1.written"
    event_filters {
      attribute = "document"
      value     = "orders/{id}"
      operator  = "match-path-pattern"
    }
  }
}
resource "google_cloudfunctions_function" "first" {
  event_trigger {
    event_type = "providers/cloud.firestore/eventTypes/document.write"
    resource   = "projects/shop/databases/(default)/documents/orders/{id}"
  }
}`);
    expect(links.filter((link) => link.kind === "triggers").map((link) => link.string("path"))).toMatchObject([
      { value: "orders/{id}" },
      { value: "orders/{id}" },
    ]);
  });
});

describe("a guard against a function's own writes", () => {
  const at = (start: number, end: number) => ({ path: "index.js", startLine: 1, endLine: 1, start, end });
  const guards = (condition: string, leaves: boolean, language: "javascript" | "go" = "javascript") =>
    guardsAgainstItself(
      { state: "found", language, entry: at(0, 100), files: ["index.js"], facts: { ...noFacts, decisions: [{ condition, leaves, at: at(0, 10) }] } },
      at(50, 60),
    );

  it.each([
    ['(name.startsWith("small/"))', true],
    ['object.contentType.startsWith("image/jpeg")', true],
    ["before.title === after.title", true],
    ['(!object.contentType.startsWith("image/"))', false],
    ["(!event.data)", false],
    ["not event.data", false],
    ["event.data is None", false],
    ['(!file.name || !file.contentType.startsWith("image/"))', false],
  ])("%s that leaves counts: %s", (condition, expected) => {
    expect(guards(condition, true)).toBe(expected);
  });

  it("has to leave or to hold the write", () => {
    expect(guards("before.title === after.title", false)).toBe(false);
  });

  it("is assumed where conditions are not read", () => {
    expect(guards("(!event.data)", true, "go")).toBe(true);
  });
});
