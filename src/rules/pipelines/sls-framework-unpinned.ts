import type { Resource } from "../../stack/resource.ts";
import type { KnownSetting } from "../../stack/setting.ts";
import type { Draft, Rule } from "../rule.ts";
import { named } from "../words.ts";

const service = (version: string) => `
service: shop
${version}provider: { name: aws, runtime: nodejs22.x }
functions:
  book:
    handler: src/book.handler
`;
const handler = { "src/book.js": "export const handler = async () => {};\n" };
const manifest = (dependency: string) => ({ "package.json": `{ "devDependencies": { ${dependency} } }\n` });

/** The oldest major version that gets fixes. Version 3 got its last ones in 2024. */
const oldestSupported = 4;

export const slsFrameworkUnpinned: Rule = {
  id: "sls-framework-unpinned",
  title: "The version of the Serverless Framework is left open, or out of support",
  topics: ["18.1", "18.5", "28.2"],
  category: "deployment",
  severity: "low",
  platforms: ["aws"],
  source: "https://www.serverless.com/framework/docs/guides/upgrading-v4",
  onByDefault: false,
  bad: [
    { head: { "serverless.yml": service(""), ...handler } },
    { head: { "serverless.yml": service("frameworkVersion: '3'\n"), ...handler } },
    {
      head: {
        "services/shop/serverless.yml": service(""),
        "services/shop/src/book.js": handler["src/book.js"],
        ...manifest(`"serverless": "^2.72.0"`),
      },
    },
  ],
  good: [
    { head: { "serverless.yml": service("frameworkVersion: '4'\n"), ...handler } },
    { head: { "serverless.yml": service("frameworkVersion: ^4.4.0\n"), ...handler } },
    { head: { "serverless.yml": service("frameworkVersion: ${env:SLS_VERSION}\n"), ...handler } },
    { head: { "serverless.yml": service(""), ...handler, ...manifest(`"serverless": "^4.4.0"`) } },
    // A range that takes in a supported version says nothing about which one is used.
    { head: { "serverless.yml": service("frameworkVersion: '>=2 <5'\n"), ...handler } },
    // Version 3 goes on under this name.
    { head: { "serverless.yml": service("frameworkVersion: '3'\n"), ...handler, ...manifest(`"osls": "^3.51.0"`) } },
  ],
  *check({ stack }): Iterable<Draft> {
    for (const one of stack.resourcesOf("service", "aws")) {
      const [asked, installed, from] = [one.string("frameworkVersion"), one.string("installedVersion"), one.string("installedPackage")];
      if (asked.state === "unknown" || (from.known && from.value !== "serverless")) continue;
      const version = asked.known ? asked : installed;
      if (version.state === "absent") yield unpinned(one);
      else if (version.known && (majorOf(version.value) ?? oldestSupported) < oldestSupported) yield outOfSupport(one, version);
    }
  },
};

function unpinned(one: Resource): Draft {
  return {
    subject: one,
    claim: "frameworkVersion",
    evidence: [{ at: one.at, note: "no `frameworkVersion`" }],
    what: `The service ${named(one)} names no \`frameworkVersion\`, and no package.json here brings the framework.`,
    why: `It is deployed with whatever version the machine holds: a colleague's or the pipeline's next update can change what is generated, refuse the configuration or ask for a licence, in the middle of a release.`,
    fix: `Set \`frameworkVersion\` to the major version that you deploy with, and add the framework to the \`devDependencies\` with a lock file. It does not matter where the pipeline's image fixes the version.`,
    confidence: 0.8,
  };
}

function outOfSupport(one: Resource, version: KnownSetting<string>): Draft {
  return {
    subject: one,
    claim: "majorVersion",
    evidence: [{ at: version.at, note: "out of support" }, { at: one.at }],
    what: `The service ${named(one)} is deployed with version ${named(version.value)} of the Serverless Framework.`,
    why: `Versions before ${oldestSupported} get no more fixes: faults of their dependencies, which run with the rights to deploy, stay open, and new runtimes are refused as unknown.`,
    fix: `Move to version ${oldestSupported} (it asks for a login or licence key, which the pipeline needs too), or to \`osls\`, which goes on with version 3.`,
  };
}

/** The major version of `3`, `^3.38.0`, `~3.1`, `3.x`; undefined for ranges with several bounds. */
function majorOf(range: string): number | undefined {
  const text = range.trim();
  const start = ["^", "~", "=", "v"].includes(text.charAt(0)) ? text.slice(1) : text;
  const parts = start.split(".");
  const isOne = parts.every((part) => part === "x" || part === "*" || String(Number.parseInt(part, 10)) === part);
  const major = Number(parts[0]);
  return isOne && Number.isInteger(major) ? major : undefined;
}
