import { type Value, textOf } from "../../stack/value.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const terraform = (variables: string) => `
resource "google_cloudfunctions2_function" "mail" {
  name = "mail"

  service_config {
    environment_variables = {
${variables}    }
  }
}
`;

export const gcfPlainSecretEnv: Rule = {
  id: "gcf-plain-secret-env",
  title: "A secret stands in a plain environment variable",
  topics: ["7.2", "11.4", "29.5"],
  category: "security",
  severity: "medium",
  platforms: ["google"],
  source: "https://docs.cloud.google.com/functions/docs/configuring/secrets",
  bad: [
    { head: { "main.tf": terraform('      SMTP_PASSWORD = "correct horse battery"\n') } },
    {
      head: {
        "main.tf": `
resource "random_password" "db" {
  length = 24
}
${terraform("      DB_PASSWORD = random_password.db.result\n")}`,
      },
    },
    {
      head: {
        "main.tf": `
resource "google_cloud_run_v2_service" "mail" {
  name = "mail"

  template {
    containers {
      image = "europe-west1-docker.pkg.dev/shop/app/mail"
      env {
        name  = "API_TOKEN"
        value = "tok-93k2h1g7s0"
      }
    }
  }
}
`,
      },
    },
  ],
  good: [
    { head: { "main.tf": terraform('      SMTP_PASSWORD_SECRET = "projects/shop/secrets/smtp"\n      TOKEN_URL = "https://example.com/token"\n') } },
    {
      head: {
        "main.tf": terraform(
          '      TOKEN_TTL_SECONDS = "3600"\n      PASSWORD_MIN_LENGTH = "12"\n      PUBLIC_KEY = "abc-def-ghi"\n      API_KEY = ""\n',
        ),
      },
    },
    { head: { "main.tf": terraform("      API_TOKEN = var.token\n") } },
    {
      head: {
        "main.tf": `
resource "google_cloudfunctions2_function" "mail" {
  name = "mail"

  service_config {
    secret_environment_variables {
      key        = "SMTP_PASSWORD"
      project_id = "shop"
      secret     = "smtp"
      version    = "3"
    }
  }
}
`,
      },
    },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const lambda of stack.resourcesOf("function", "google")) {
      const variables = lambda.value("environment");
      if (variables?.kind !== "map") continue;
      for (const variable of variables.entries.values()) {
        if (!isSecretName(variable.name) || !isSecretValue(variable.value)) continue;
        yield {
          subject: lambda,
          claim: `environment.${variable.name}`,
          evidence: [{ at: variable.at, note: "plain environment variable" }],
          what: `${named(lambda)} gets ${named(variable.name)} as a plain environment variable.`,
          why: `The value stands in the Terraform state${variable.value.kind === "scalar" ? " and in the repository's history" : ""}, and everybody who may look at the function in the console or through the API can read it. Rotating it takes a deployment.`,
          fix: `Put it into Secret Manager and give it to the function with ${lambda.nativeShape.startsWith("google_cloud_run") ? "`value_source { secret_key_ref { … } }`" : "a `secret_environment_variables` block"}${variable.value.kind === "scalar" ? "; change the value, since it has been committed" : ""}.`,
        };
      }
    }
  },
};

const secretWords =
  /(?:^|_)(?:PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|API_?KEY|PRIVATE_KEY|ACCESS_KEY|CLIENT_SECRET|SIGNING_KEY|ENCRYPTION_KEY|CREDENTIALS)$/u;
const otherWords = /(?:^|_)(?:PUBLIC|NAME|ID|URL|URI|PATH|FILE|TTL|LENGTH|ENABLED|HEADER|TYPE)(?:_|$)/u;

/** Names that end in what they hold; not those of lengths, addresses and names of secrets. */
function isSecretName(name: string): boolean {
  const upper = name.replaceAll("-", "_").toUpperCase();
  return secretWords.test(upper) && !otherWords.test(upper);
}

/** A written-out value that could be a secret, or one that Terraform makes or reads as such. */
function isSecretValue(value: Value): boolean {
  if (value.kind === "reference")
    return /random_password\.|tls_private_key\.|google_service_account_key\./u.test(value.address) || value.attribute === "secret_data";
  const text = textOf(value);
  if (text === undefined || text.trim().length < 8) return false;
  return !/^(?:projects\/|https?:\/\/|sm:\/\/|\$\{|<|\d+$|true$|false$)|(?:change.?me|placeholder|example|dummy|todo|xxx|not.?set|redacted)/iu.test(
    text,
  );
}
