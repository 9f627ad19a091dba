import { type KindTable, kind } from "./kind.ts";

/** Distributions of CloudFront. */
export const cloudfrontKinds: KindTable = {
  "AWS::CloudFront::Distribution": kind("distribution", {
    associations: "DistributionConfig.DefaultCacheBehavior.LambdaFunctionAssociations",
  }),
};
