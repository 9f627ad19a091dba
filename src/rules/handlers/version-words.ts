import type { Severity } from "../../findings/finding.ts";
import type { LanguageVersion } from "../../handlers/facts.ts";

interface Words {
  readonly note: string;
  readonly what: (version: string) => string;
  readonly why: string;
  /** What to do where the runtime stays. */
  readonly instead: (text: string) => string;
  readonly severity: Severity;
}

const lower = (text: string) => `lower ${text} to what the runtime has`;

/** How a version is told about that a runtime does not have, by where it comes from. */
export const versionWords: Readonly<Record<LanguageVersion["how"], Words>> = {
  compiled: {
    note: "the result is of this version",
    what: (version) => `makes it need ${version}`,
    why: `An older runtime cannot load what is built for a newer one: every invocation fails while the code is loaded (\`UnsupportedClassVersionError\` in Java, a missing framework in .NET).`,
    instead: lower,
    severity: "high",
  },
  required: {
    note: "asks for more",
    what: (version) => `says that the code needs ${version}`,
    why: `What the newer version brought (syntax, a function of the library) is missing at run time: where code or a package uses it, the function fails while it is loaded or at that line, and not in tests that run on the newer version.`,
    instead: lower,
    severity: "medium",
  },
  target: {
    note: "keeps what is newer",
    what: (version) => `aims at ${version}`,
    why: `The build then leaves syntax as it is, or type-checks calls, that this runtime does not know yet: it is found in production, where the code uses one of them. Code that uses none is not affected.`,
    instead: lower,
    severity: "low",
  },
  syntax: {
    note: "older versions cannot parse this",
    what: (version) => `is syntax of ${version}`,
    why: `An older Python cannot parse the file: every invocation fails while the code is loaded, with \`Runtime.UserCodeSyntaxError\`, whether or not it comes to that line.`,
    instead: (text) => `write ${text} without it`,
    severity: "high",
  },
};
