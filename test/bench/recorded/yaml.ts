import { parseAllDocuments as parseAll, parseDocument as parseOne } from "yaml";
import { record } from "../parsed-text.ts";

export * from "yaml";

/** The library's parser, and a note of what it parses. */
export const parseAllDocuments: typeof parseAll = (source, options) => {
  record("yaml", source);
  return parseAll(source, options);
};

/** The same for a text that is one document. */
export const parseDocument: typeof parseOne = (source, options) => {
  record("yaml", source);
  return parseOne(source, options);
};
