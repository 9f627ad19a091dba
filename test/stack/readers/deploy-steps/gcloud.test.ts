import { describe, expect, test } from "vitest";
import { deployStepsReader } from "../../../../src/stack/readers/deploy-steps/deploy-steps-reader.ts";
import { readFiles } from "../../../support/read-files.ts";

/** What commands of a pipeline declare, one job for each. */
function declared(commands: readonly string[], others: Readonly<Record<string, string>> = {}) {
  const jobs = commands.map((command, index) => `  job${index}:\n    steps:\n      - run: ${JSON.stringify(command)}\n`).join("");
  return readFiles(deployStepsReader, { ".github/workflows/a.yml": `on: push\njobs:\n${jobs}`, ...others });
}

describe("gcloud functions deploy", () => {
  test("declares a function of the second generation in the provider's shape", () => {
    const flags =
      "--runtime nodejs22 --source fn --entry-point go --timeout 9m --memory 1GiB --max-instances 3 --ingress-settings internal-only --set-secrets K=key:latest,/etc/x=file:1";
    expect(declared([`gcloud functions deploy orders --gen2 ${flags}`]).properties("google_cloudfunctions2_function.orders")).toEqual({
      name: "orders",
      code_path: "fn",
      build_config: { runtime: "nodejs22", entry_point: "go" },
      service_config: {
        timeout_seconds: 540,
        available_memory: "1Gi",
        secret_environment_variables: [{ key: "K", secret: "key:latest" }],
        max_instance_count: "3",
        ingress_settings: "ALLOW_INTERNAL_ONLY",
      },
    });
  });

  test("declares one of the first generation where it says so", () => {
    const flags = "--no-gen2 --runtime python310 --trigger-topic orders --retry --timeout 60 --memory 512MB --allow-unauthenticated";
    const read = declared([`gcloud functions deploy orders ${flags}`]);
    expect(read.properties("google_cloudfunctions_function.orders")).toMatchObject({
      timeout: 60,
      available_memory_mb: 512,
      entry_point: "orders",
      event_trigger: { event_type: "google.pubsub.topic.publish", resource: "orders", failure_policy: { retry: true } },
    });
    expect(read.properties("google_cloudfunctions_function.orders allUsers")).toMatchObject({
      role: "roles/cloudfunctions.invoker",
      member: "allUsers",
    });
  });

  test.each([
    ["--trigger-bucket b", { event_type: "google.cloud.storage.object.v1.finalized", event_filters: [{ attribute: "bucket", value: "b" }] }],
    [
      "--trigger-event-filters type=t,bucket=b --retry",
      { event_type: "t", event_filters: [{ attribute: "bucket", value: "b" }], retry_policy: "RETRY_POLICY_RETRY" },
    ],
  ])("is triggered as %s says", (flags, trigger) => {
    const { event_trigger: found } = declared([`gcloud functions deploy a --gen2 ${flags}`]).properties("google_cloudfunctions2_function.a");
    expect(found).toMatchObject(trigger);
  });

  test("without an event has no trigger", () => {
    expect(declared(["gcloud functions deploy a --gen2 --trigger-http"]).properties("google_cloudfunctions2_function.a")).not.toHaveProperty(
      "event_trigger",
    );
  });

  test("for several environments declares one function, and what differs is not known", () => {
    const read = declared([
      "gcloud functions deploy a --gen2 --timeout 60 --memory 1Gi --set-env-vars A=1,B=2",
      "gcloud functions deploy a --gen2 --timeout 900 --memory 1Gi --set-env-vars A=1,B=3 --min-instances 1",
    ]);
    expect(read.resources.length).toBe(1);
    expect(read.properties("google_cloudfunctions2_function.a")["service_config"]).toEqual({
      timeout_seconds: "?the value is 60 in job0, 900 in job1",
      available_memory: "1Gi",
      environment_variables: { A: "1", B: "?the value is 2 in job0, 3 in job1" },
      min_instance_count: "?it is set in job1 only",
    });
  });

  test("for several environments has what production has", () => {
    const job = (name: string, seconds: number) =>
      `  ${name}: { environment: ${name}, steps: [{ run: "gcloud functions deploy a --gen2 --timeout ${seconds}" }] }\n`;
    const files = { ".github/workflows/a.yml": `on: push\njobs:\n${job("staging", 60)}${job("production", 900)}` };
    expect(readFiles(deployStepsReader, files).properties("google_cloudfunctions2_function.a")["service_config"]).toEqual({ timeout_seconds: 900 });
  });

  test("with what is only known when it runs leaves that open", () => {
    const { service_config: service } = declared(["gcloud functions deploy a --gen2 --memory=$M --set-env-vars $V --timeout soon"]).properties(
      "google_cloudfunctions2_function.a",
    );
    expect(service).toEqual({
      timeout_seconds: "?the duration is not written as one",
      available_memory: "?$M is set when the pipeline runs",
      environment_variables: "?the variables are only known when the pipeline runs",
    });
    expect(declared(["gcloud functions deploy $NAME --gen2"]).resources).toEqual([]);
  });
});

test("gcloud run deploy declares a service with plain and secret variables", () => {
  const read = declared(
    ["gcloud beta run deploy api --image x --timeout 90 --concurrency 1 --env-vars-file env.yaml --set-secrets S=s:1 --allow-unauthenticated"],
    {
      "env.yaml": "A: one\n",
    },
  );
  expect(read.properties("google_cloud_run_v2_service.api")).toMatchObject({
    template: {
      timeout: 90,
      max_instance_request_concurrency: "1",
      containers: [{ image: "x", env: [{ name: "A", value: "one" }, { name: "S" }] }],
    },
  });
  expect(read.properties("google_cloud_run_v2_service.api allUsers")).toMatchObject({ role: "roles/run.invoker" });
});
