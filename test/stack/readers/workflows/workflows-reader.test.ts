import { describe, expect, it } from "vitest";
import { googleModel } from "../../../../src/stack/platforms/google/google-model.ts";
import { workflowSteps } from "../../../../src/stack/platforms/google/workflow-steps.ts";
import { workflowsReader } from "../../../../src/stack/readers/workflows/workflows-reader.ts";
import { memorySnapshot } from "../../../support/memory-snapshot.ts";

function read(files: Readonly<Record<string, string>>) {
  return workflowsReader.read(
    Object.keys(files).filter((path) => workflowsReader.claims(path)),
    memorySnapshot(files),
  );
}

const flow = `
main:
  params: [input]
  steps:
    - prepare:
        assign:
          - orders: \${input.orders}
    - book:
        try:
          steps:
            - charge:
                call: http.post
                args:
                  url: https://charge-abc-ew.a.run.app
                result: charged
        retry: \${http.default_retry}
        except:
          as: e
          steps:
            - tell:
                call: notify
    - each:
        parallel:
          for:
            value: order
            in: \${orders}
            steps:
              - ship:
                  try:
                    call: http.get
                    args:
                      url: https://example.com
                  retry: \${http.default_retry}
    - choose:
        switch:
          - condition: \${charged.code == 200}
            steps:
              - done:
                  return: ok
notify:
  steps:
    - send:
        call: googleapis.pubsub.v1.projects.topics.publish
`;

describe("workflow definitions", () => {
  it("are told by their content and give all of their steps", () => {
    const { resources, notes } = read({ "flows/booking.yaml": flow, "template.yaml": "Resources: {}\nmain: steps\n" });
    const [workflow] = googleModel.build(resources).resources;
    expect(notes).toEqual([]);
    expect(workflow?.id).toBe("google:workflow:booking");
    const steps = workflow === undefined ? [] : workflowSteps(workflow);
    expect(steps.filter((step) => step.call !== null).map((step) => [step.workflow, step.name, step.call, step.retried, step.caught])).toEqual([
      ["main", "tell", "notify", false, false],
      ["main", "charge", "http.post", true, true],
      ["main", "ship", "http.get", true, false],
      ["notify", "send", "googleapis.pubsub.v1.projects.topics.publish", false, false],
    ]);
    expect(steps.find((step) => step.name === "charge")?.at).toMatchObject({ path: "flows/booking.yaml", startLine: 11 });
    expect(steps.map((step) => step.name)).toContain("done");
  });

  it("may be JSON, or a list of steps alone", () => {
    const { resources } = read({
      "a.json": '{"main": {"steps": [{"one": {"call": "sys.log"}}]}}',
      "b.yaml": "- one:\n    call: http.get\n    args:\n      url: https://example.com\n",
    });
    expect(resources.map((one) => one.name)).toEqual(["a", "b"]);
  });

  it.each([
    ["a build", "steps:\n  - name: gcr.io/cloud-builders/docker\nmain: x\n"],
    ["a pipeline", "main:\n  steps:\n    - run: npm test\n"],
    ["an inventory", "- web:\n    call: me\n"],
  ])("are not seen in %s", (_, text) => {
    expect(read({ "x.yaml": text }).resources).toEqual([]);
  });

  it("are left to the Terraform file that names them", () => {
    const { resources } = read({
      "flow.yaml": flow,
      "main.tf": 'resource "google_workflows_workflow" "w" {\n  source_contents = file("flow.yaml")\n}\n',
    });
    expect(resources).toEqual([]);
  });

  it("keep what could be read of a broken file, with a note of its line", () => {
    const { resources, notes } = read({ "flow.yaml": "main:\n  steps:\n    - a:\n        call: http.get\n        args: {url: [}\n" });
    expect(notes[0]).toMatchObject({ path: "flow.yaml", line: 5 });
    expect(resources.length).toBe(1);
  });
});
