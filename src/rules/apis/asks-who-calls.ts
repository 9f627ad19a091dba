import type { Resource } from "../../stack/resource.ts";
import type { Stack } from "../../stack/stack.ts";

/** Packages and modules by which code checks callers itself. */
const checking =
  /jsonwebtoken|jose|passport|jwks|msal|identitymodel|authentication|authorization|cryptography|^crypto$|node:crypto|hmac|pyjwt|^jwt|authlib|stripe|octokit|webhook|easy-?auth|auth/iu;
const asking = /auth|token|signature|secret|api.?key|hmac|principal|session|cookie/iu;

/**
 * Whether the code of a function may ask itself who calls (a webhook's signature, a token): it imports what that takes, decides on a credential, or was not followed to
 * its end. An endpoint without an authorizer is then no finding.
 */
export function asksWhoCalls(target: Resource, stack: Stack): boolean {
  const code = stack.handlerOf(target);
  if (code === undefined || code.state !== "found") return false;
  const { facts } = code;
  return (
    !facts.complete || facts.imports.some(({ module }) => checking.test(module)) || facts.decisions.some(({ condition }) => asking.test(condition))
  );
}

/** As `asksWhoCalls`, of the functions behind a route. */
export function routeAsksWhoCalls(route: Resource, stack: Stack): boolean {
  return stack.linksFrom(route, "triggers").some((link) => link.to.resource !== null && asksWhoCalls(link.to.resource, stack));
}
