// Preloaded (`--import`) where a measurement wants to know what is parsed: puts stand-ins that take notes before the parsers that the product uses.
import { registerHooks } from "node:module";

const standIns: ReadonlyMap<string, string> = new Map([
  [new URL("../../src/syntax/tree-sitter.ts", import.meta.url).href, new URL("recorded/tree-sitter.ts", import.meta.url).href],
  [import.meta.resolve("yaml"), new URL("recorded/yaml.ts", import.meta.url).href],
  [import.meta.resolve("toml-eslint-parser"), new URL("recorded/toml-eslint-parser.ts", import.meta.url).href],
]);
const product = new URL("../../src/", import.meta.url).href;

registerHooks({
  resolve(specifier, context, next) {
    const resolved = next(specifier, context);
    const standIn = context.parentURL?.startsWith(product) === true ? standIns.get(resolved.url) : undefined;
    return standIn === undefined ? resolved : { ...resolved, url: standIn, format: "module-typescript" };
  },
});
