import { beforeAll, describe, expect, it } from "vitest";
import type { LinkEnd } from "../../../../src/stack/link.ts";
import { googleModel } from "../../../../src/stack/platforms/google/google-model.ts";
import { loadGrammars } from "../../../../src/syntax/tree-sitter.ts";
import { readTerraform } from "../../readers/terraform/read-terraform.ts";

beforeAll(() => loadGrammars(["hcl"]));

function build(text: string, files: Readonly<Record<string, string>> = {}) {
  const { resources } = readTerraform({ "main.tf": text, ...files });
  return googleModel.build(resources.filter((resource) => resource.platform === "google"));
}

function resource(built: ReturnType<typeof build>, id: string) {
  const found = built.resources.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no ${id} among ${built.resources.map((one) => one.id).join(", ")}`);
  return found;
}

const end = (side: LinkEnd) => side.resource?.id ?? "external";

function links(built: ReturnType<typeof build>, kind: string) {
  return built.links.filter((link) => link.kind === kind).map((link) => `${end(link.from)} > ${end(link.to)}`);
}

const topic = 'resource "google_pubsub_topic" "orders" {\n  name = "orders"\n}\n';
const account = 'resource "google_service_account" "runner" {\n  account_id = "runner"\n}\n';

describe("functions", () => {
  it("reads a second-generation function with its units", () => {
    const built = build(
      `${account}
data "archive_file" "code" {
  source_dir  = "fn"
  output_path = "fn.zip"
}
resource "google_storage_bucket_object" "code" {
  name   = "fn-\${data.archive_file.code.output_md5}.zip"
  source = data.archive_file.code.output_path
}
resource "google_cloudfunctions2_function" "f" {
  name = "f"
  build_config {
    runtime     = "nodejs22"
    entry_point = "handle"
    source {
      storage_source {
        object = google_storage_bucket_object.code.name
      }
    }
  }
  service_config {
    available_memory      = "1Gi"
    available_cpu         = "500m"
    timeout_seconds       = 300
    service_account_email = google_service_account.runner.email
  }
}`,
      { "fn/index.js": "" },
    );
    const f = resource(built, "google:function:f");
    expect(f.number("memoryMegabytes")).toMatchObject({ value: 1024, nativeName: "available_memory" });
    expect(f.number("cpu")).toMatchObject({ value: 0.5 });
    expect(f.number("timeoutSeconds")).toMatchObject({ value: 300 });
    expect(f.number("generation")).toMatchObject({ value: 2 });
    expect(f.string("codePath")).toMatchObject({ value: "fn" });
    expect(f.string("ingress")).toMatchObject({ value: "ALLOW_ALL", isDefault: true });
    expect(links(built, "assumes")).toEqual(["google:function:f > google:service-account:runner"]);
  });

  it("says that a first-generation HTTP function takes plain HTTP unless it is told not to", () => {
    const built = build(
      'resource "google_cloudfunctions_function" "open" {\n  trigger_http = true\n}\nresource "google_cloudfunctions_function" "closed" {\n  trigger_http = true\n  https_trigger_security_level = "SECURE_ALWAYS"\n}\n',
    );
    expect(resource(built, "google:function:open").boolean("httpsOnly")).toMatchObject({ known: true, value: false });
    expect(resource(built, "google:function:closed").boolean("httpsOnly")).toMatchObject({ known: true, value: true });
  });

  it("takes Cloud Run's own defaults for a service, and its variables apart from its secrets", () => {
    const built = build(`
resource "google_secret_manager_secret" "key" {
  secret_id = "key"
}
resource "google_cloud_run_v2_service" "s" {
  name    = "s"
  ingress = "INGRESS_TRAFFIC_INTERNAL_ONLY"
  template {
    containers {
      image = "i"
      env {
        name  = "A"
        value = "1"
      }
      env {
        name = "KEY"
        value_source {
          secret_key_ref {
            secret = google_secret_manager_secret.key.secret_id
          }
        }
      }
    }
  }
}`);
    const service = resource(built, "google:function:s");
    expect(service.number("timeoutSeconds")).toMatchObject({ value: 300 });
    expect(service.number("concurrencyPerInstance")).toMatchObject({ value: 80 });
    expect(service.string("ingress")).toMatchObject({ value: "ALLOW_INTERNAL_ONLY" });
    expect(service.string("packageType")).toMatchObject({ value: "Image" });
    const environment = service.value("environment");
    expect(environment?.kind === "map" ? [...environment.entries.keys()] : []).toEqual(["A"]);
    expect(links(built, "reads")).toEqual(["google:function:s > google:secret:key"]);
  });

  it("links an event trigger to its topic, with retries off where nobody turns them on", () => {
    const trigger = (more: string) =>
      build(
        `${topic}resource "google_cloudfunctions2_function" "f" {\n  event_trigger {\n    event_type = "google.cloud.pubsub.topic.v1.messagePublished"\n    pubsub_topic = google_pubsub_topic.orders.id\n${more}  }\n}\n`,
      );
    const off = trigger("");
    expect(links(off, "triggers")).toEqual(["google:topic:orders > google:function:f"]);
    expect(off.links[0]?.string("retryPolicy")).toMatchObject({ value: "RETRY_POLICY_DO_NOT_RETRY", isDefault: true });
    expect(off.links[0]?.string("service")).toMatchObject({ value: "pubsub" });
    expect(trigger('    retry_policy = "RETRY_POLICY_RETRY"\n').links[0]?.string("retryPolicy")).toMatchObject({
      value: "RETRY_POLICY_RETRY",
      isDefault: false,
    });
  });

  it("links a bucket's events by the filter", () => {
    const built = build(`
resource "google_storage_bucket" "b" {
  name = "b"
}
resource "google_cloudfunctions2_function" "f" {
  event_trigger {
    event_type = "google.cloud.storage.object.v1.finalized"
    event_filters {
      attribute = "bucket"
      value     = google_storage_bucket.b.name
    }
  }
}`);
    expect(links(built, "triggers")).toEqual(["google:bucket:b > google:function:f"]);
  });
});

describe("messaging", () => {
  it("links a subscription to its topic, its service and its dead letters", () => {
    const built = build(`${topic}
resource "google_pubsub_topic" "dead" {
  name = "dead"
}
resource "google_cloud_run_v2_service" "s" {
  name = "s"
}
resource "google_pubsub_subscription" "push" {
  topic                = google_pubsub_topic.orders.id
  ack_deadline_seconds = 20
  push_config {
    push_endpoint = "\${google_cloud_run_v2_service.s.uri}/push"
  }
  dead_letter_policy {
    dead_letter_topic = google_pubsub_topic.dead.id
  }
}`);
    expect(links(built, "contains")).toEqual(["google:topic:orders > google:subscription:push"]);
    expect(links(built, "triggers")).toEqual(["google:subscription:push > google:function:s"]);
    expect(links(built, "dead-letters")).toEqual(["google:subscription:push > google:topic:dead"]);
    expect(resource(built, "google:subscription:push").number("maximumReceiveCount")).toMatchObject({ value: 5, isDefault: true });
  });

  it("links a scheduler job to the function that it calls", () => {
    const built = build(`
resource "google_cloudfunctions2_function" "f" {
  name = "f"
}
resource "google_cloud_scheduler_job" "j" {
  schedule         = "0 * * * *"
  attempt_deadline = "320s"
  paused           = true
  http_target {
    uri = google_cloudfunctions2_function.f.service_config[0].uri
  }
}`);
    const job = resource(built, "google:schedule:j");
    expect(links(built, "triggers")).toEqual(["google:schedule:j > google:function:f"]);
    expect(job.number("attemptDeadlineSeconds")).toMatchObject({ value: 320 });
    expect(job.boolean("enabled")).toMatchObject({ value: false });
    expect(job.has("oidcServiceAccount")).toBe(false);
  });

  it("links an Eventarc trigger from its topic to its destination", () => {
    const built = build(`${topic}
resource "google_cloud_run_v2_service" "s" {
  name = "s"
}
resource "google_eventarc_trigger" "t" {
  matching_criteria {
    attribute = "type"
    value     = "google.cloud.pubsub.topic.v1.messagePublished"
  }
  transport {
    pubsub {
      topic = google_pubsub_topic.orders.id
    }
  }
  destination {
    cloud_run_service {
      service = google_cloud_run_v2_service.s.name
    }
  }
}`);
    expect(links(built, "triggers")).toEqual(["google:topic:orders > google:function:s"]);
  });
});

describe("grants", () => {
  it("stand on the resource with its members, and on the service account with what it may do", () => {
    const built = build(`${topic}${account}
resource "google_pubsub_topic_iam_member" "publish" {
  topic  = google_pubsub_topic.orders.name
  role   = "roles/pubsub.publisher"
  member = "serviceAccount:\${google_service_account.runner.email}"
}`);
    expect(resource(built, "google:topic:orders").statements).toMatchObject([
      { actions: [{ text: "roles/pubsub.publisher" }], principals: [{ type: "serviceAccount" }] },
    ]);
    expect(resource(built, "google:service-account:runner").statements).toMatchObject([
      { principals: [], resources: [{ address: "google_pubsub_topic.orders" }] },
    ]);
    expect(links(built, "permits")).toEqual(["google:service-account:runner > google:topic:orders"]);
  });

  it("show everyone as invoker of the function behind a service", () => {
    const built = build(`
resource "google_cloudfunctions2_function" "f" {
  name = "f"
}
resource "google_cloud_run_v2_service_iam_binding" "open" {
  name    = google_cloudfunctions2_function.f.name
  role    = "roles/run.invoker"
  members = ["allUsers"]
}`);
    expect(resource(built, "google:function:f").statements).toMatchObject([
      { actions: [{ text: "roles/run.invoker" }], principals: [{ type: "allUsers" }] },
    ]);
  });

  it("stand on the binding where they hold for a whole project", () => {
    const built = build('resource "google_project_iam_member" "m" {\n  role = "roles/editor"\n  member = "user:a@example.com"\n}\n');
    expect(resource(built, "google:other:google_project_iam_member.m").statements).toMatchObject([{ principals: [{ type: "user" }] }]);
  });
});

describe("workflows", () => {
  it("reads the definition as a tree with places in its file", () => {
    const built = build('resource "google_workflows_workflow" "w" {\n  source_contents = file("flow.yaml")\n}\n', {
      "flow.yaml": "main:\n  steps:\n    - one:\n        call: http.get\n",
    });
    const definition = resource(built, "google:workflow:w").value("definition");
    expect(definition?.kind === "map" ? definition.entries.get("main")?.key : undefined).toMatchObject({ path: "flow.yaml", startLine: 1 });
  });
});
