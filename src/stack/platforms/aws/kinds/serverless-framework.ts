import { type KindTable, kind } from "./kind.ts";

/** A service of the Serverless Framework: our own type, since CloudFormation has none. */
export const serverlessFrameworkKinds: KindTable = {
  "Serverless::Service": kind("service", {
    name: "Name",
    frameworkVersion: "FrameworkVersion",
    installedVersion: "InstalledVersion",
    installedPackage: "InstalledPackage",
  }),
};
