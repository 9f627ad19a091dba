import type { Resource } from "../../stack/resource.ts";
import type { Stack } from "../../stack/stack.ts";

/** Packages that make pages for people on the server. */
const renderers =
  /^(?:nuxt|next|react-dom|vue-server-renderer|@vue\/server-renderer|@angular\/(?:ssr|platform-server)|@sveltejs\/kit|astro|ejs|pug|jinja2)(?:\/|\.|$)/u;

/** Whether a route's function renders a web site, which is there for everybody. */
export function rendersPages(route: Resource, stack: Stack): boolean {
  return stack.linksFrom(route, "triggers").some(({ to }) => {
    const code = to.resource === null ? undefined : stack.handlerOf(to.resource);
    return code?.state === "found" && code.facts.imports.some(({ module }) => renderers.test(module));
  });
}
