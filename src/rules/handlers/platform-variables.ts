/** Names that the platform or the runtime sets. Source: https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html */
const setByPlatform =
  /^(AWS_|LAMBDA_|_|X_AMZN_|FUNCTION_|K_|GOOGLE_|GCLOUD_|GCP_|FIREBASE_|AZURE_|WEBSITE_|FUNCTIONS_|NODE_|PYTHON|POWERTOOLS_|OTEL_|DD_|SENTRY_|LD_|LC_|npm_|JAVA_|DOTNET_|ASPNETCORE_|SENTRY)/;
/** What only runs on a developer's machine or in a test asks for. */
const setByDevelopers = /(?:^|_)(?:LOCAL|LOCALHOST|OFFLINE|MOCK|EMULATOR|TESTING)(?:_|$)/i;
const common = new Set([
  "PATH",
  "HOME",
  "TZ",
  "LANG",
  "PORT",
  "HOSTNAME",
  "PWD",
  "TMPDIR",
  "TEMP",
  "USER",
  "SHELL",
  "CI",
  "DEBUG",
  "LOG_LEVEL",
  "LOGLEVEL",
  "STAGE",
  "IS_LOCAL",
  "IS_OFFLINE",
  "SLS_OFFLINE",
  "JEST_WORKER_ID",
  "VITEST",
  "ENTRY_POINT",
  "EMULATOR",
  "LOCALSTACK_HOSTNAME",
  "GOMAXPROCS",
]);

/** Whether a variable is set or read by something else than the function's own template and code: the platform, the runtime, tools, tests. */
export function isSetElsewhere(name: string): boolean {
  return common.has(name) || setByPlatform.test(name) || setByDevelopers.test(name);
}
