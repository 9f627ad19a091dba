import { type SettingDefinition, boolean, list, mixed, number, reference, string } from "./setting-definition.ts";

/** The common settings of rights, networks, alarms and the rest. */
export const operations = {
  role: {
    name: string("physical name"),
    managedPolicies: list("managed policy ARNs"),
    trust: mixed("trust policy"),
    complete: boolean("every statement of the role was read"),
    permissionsBoundary: mixed("permissions boundary"),
  },
  "database-proxy": { name: string("physical name"), engine: string("engine family"), target: reference("database") },
  network: { name: string("name") },
  subnet: { network: reference("network"), mapPublicIp: boolean("public addresses on launch", { aws: false }) },
  "route-table": { network: reference("network"), routes: list("routes") },
  gateway: { type: string("nat, internet, vpn"), network: reference("network") },
  "vpc-endpoint": { service: string("service name"), type: string("Gateway, Interface", { aws: "Gateway" }), network: reference("network") },
  "security-group": { egress: mixed("egress rules"), ingress: mixed("ingress rules") },
  alarm: {
    metric: string("metric name"),
    namespace: string("namespace"),
    dimensions: mixed("dimensions in native shape"),
    period: number("seconds"),
    threshold: number("threshold"),
    actions: list("what it notifies"),
    actionsEnabled: boolean("actions are on", { aws: true }),
    treatMissingData: string("missing data"),
    query: string("log or metric query"),
  },
  "log-group": { name: mixed("name, literal or joined"), retentionDays: number("days; absent = for ever"), kmsKey: mixed("customer key") },
  "service-account": { accountId: string("account id") },
  service: {
    name: string("name of the service"),
    frameworkVersion: string("version of the framework that the configuration asks for, as written"),
    installedVersion: string("version of the framework in a package.json of the service or the repository, as written"),
    installedPackage: string("package that the installed version is of"),
  },
  budget: { limit: mixed("limit") },
  other: {},
} as const satisfies Record<string, Record<string, SettingDefinition>>;
