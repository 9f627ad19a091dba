import { googleLimits } from "../../facts/google-numbers.ts";
import type { EditPlan } from "../../findings/edit-plan.ts";
import { valueAtPath } from "../../stack/platforms/google/property-path.ts";
import type { Resource } from "../../stack/resource.ts";
import type { KnownSetting } from "../../stack/setting.ts";
import { itemsOf, valueAt } from "../../stack/value.ts";
import type { Draft, Rule } from "../rule.ts";
import { addProperty, named, orDefault } from "../words.ts";

const terraform = (lines: string) => `
resource "google_cloudfunctions2_function" "book" {
  name = "book"

  service_config {
    max_instance_request_concurrency = 20
${lines}  }
}
`;
const run = (cpu: string, concurrency: string) => `
resource "google_cloud_run_v2_service" "book" {
  name = "book"

  template {
    ${concurrency}
    containers {
      image = "europe-west1-docker.pkg.dev/shop/app/book"
      resources {
        limits = {
          cpu    = "${cpu}"
          memory = "512Mi"
        }
      }
    }
  }
}
`;
const firebase = (options: string) => ({
  "firebase.json": '{ "functions": { "source": "functions" } }',
  "functions/index.js": `const { onRequest } = require("firebase-functions/https");
exports.book = onRequest({ ${options} }, (req, res) => res.send("ok"));
`,
});

/** Memory from which on a function gets a whole vCPU where nobody names the vCPUs. */
const memoryOfWholeCpu = googleLimits.memoryOfWholeCpu.value;

export const gcfConcurrencyNeedsCpu: Rule = {
  id: "gcf-concurrency-needs-cpu",
  title: "Several requests at once need a whole vCPU",
  topics: ["11.1", "16.3"],
  category: "deployment",
  severity: "medium",
  platforms: ["google"],
  source: "https://docs.cloud.google.com/run/docs/configuring/services/cpu",
  bad: [
    { head: { "main.tf": terraform('    available_cpu = "0.5"\n') } },
    { head: { "main.tf": terraform('    available_memory = "512Mi"\n') } },
    { head: { "main.tf": run("500m", "max_instance_request_concurrency = 10") } },
    { head: firebase("concurrency: 20, cpu: 0.5") },
  ],
  good: [
    { head: { "main.tf": terraform('    available_cpu = "1"\n') } },
    { head: { "main.tf": terraform('    available_memory = "4Gi"\n') } },
    { head: { "main.tf": terraform("    available_cpu = var.cpu\n") } },
    { head: { "main.tf": terraform('    available_cpu = "0.5"\n').replace("concurrency = 20", "concurrency = 1") } },
    // With less than a vCPU, Cloud Run takes one request at a time by itself.
    { head: { "main.tf": run("500m", "") } },
    // Firebase gives a whole vCPU where nobody names one.
    { head: firebase('concurrency: 20, memory: "256MiB"') },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const lambda of stack.resourcesOf("function", "google")) {
      const concurrency = lambda.number("concurrencyPerInstance");
      const short = shortOfCpu(lambda);
      if (!concurrency.known || concurrency.isDefault || concurrency.value <= 1 || short === undefined) continue;
      yield {
        subject: lambda,
        claim: "cpu",
        evidence: [
          { at: short.setting.at, note: short.words },
          { at: concurrency.at, note: `${concurrency.value} requests at once` },
        ],
        what: `${named(lambda)} takes ${concurrency.value} requests at once (\`${concurrency.nativeName}\`), but has ${short.words}.`,
        why: `Cloud Run refuses more than one request at a time on less than 1 vCPU: the deployment fails.`,
        fix: `Set \`${lambda.nameInDialect("cpu")}\` to 1 or more, or \`${concurrency.nativeName}\` to 1.`,
        edit: wholeCpu(lambda),
      };
    }
  },
};

/** Less than one vCPU: as written, or as it follows from the memory of a function that Terraform declares. */
function shortOfCpu(lambda: Resource): { readonly words: string; readonly setting: KnownSetting<number> } | undefined {
  const [cpu, memory] = [lambda.number("cpu"), lambda.number("memoryMegabytes")];
  if (cpu.known && !cpu.isDefault) return cpu.value < 1 ? { words: `${cpu.value} vCPU`, setting: cpu } : undefined;
  if (cpu.state === "unknown" || !memory.known || lambda.format !== "terraform" || lambda.nativeShape !== "google_cloudfunctions2_function")
    return undefined;
  return memory.value < memoryOfWholeCpu
    ? { words: `${memory.value} MiB of memory${orDefault(memory)}, which come with a part of a vCPU`, setting: memory }
    : undefined;
}

function wholeCpu(lambda: Resource): EditPlan | undefined {
  const value = lambda.format === "firebase" ? 1 : "1";
  const cpu = lambda.value("cpu");
  if (cpu !== undefined) return { kind: "replace", at: cpu.at, value };
  const [block] = itemsOf(valueAtPath(lambda.properties, "service_config"));
  return block && valueAt(block, "available_cpu") === undefined ? addProperty(block, block.at, { name: "available_cpu", value }) : undefined;
}
