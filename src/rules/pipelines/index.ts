import { oidcLoginWithoutIdToken } from "./oidc-login-without-id-token.ts";
import { slsFrameworkUnpinned } from "./sls-framework-unpinned.ts";
import type { Rule } from "../rule.ts";

/** The rules of this folder. */
export const pipelines: readonly Rule[] = [oidcLoginWithoutIdToken, slsFrameworkUnpinned];
