import { parseTOML as parse } from "toml-eslint-parser";
import { record } from "../parsed-text.ts";

export * from "toml-eslint-parser";

/** The library's parser, and a note of what it parses. */
export const parseTOML: typeof parse = (code, options) => {
  record("toml", code);
  return parse(code, options);
};
