import type { Platform } from "../stack/vocabulary.ts";

/** Kinds of resources that a section can speak of: coarser than the stack's, see `surface.ts`. */
export const sectionKinds = [
  "function",
  "queue",
  "topic",
  "bus",
  "stream",
  "table",
  "bucket",
  "api",
  "route",
  "authorizer",
  "schedule",
  "workflow",
  "role",
  "secret",
  "network",
  "alarm",
  "log-group",
  "database",
  "cache",
  "distribution",
  "function-app",
  "plan",
  "rules-file",
  "budget",
] as const;
export type SectionKind = (typeof sectionKinds)[number];

/** Formats that a section can be about: those of the stack, and files beside it. */
export const sectionFormats = [
  "sam",
  "cloudformation",
  "serverless-framework",
  "terraform",
  "cdk",
  "bicep",
  "arm",
  "host-json",
  "function-json",
  "asl",
  "workflows",
  "firestore-rules",
  "github-actions",
  "openapi",
] as const;
export type SectionFormat = (typeof sectionFormats)[number];

/** What makes a section worth sending for a change; any match counts. */
interface Applicability {
  readonly kinds: readonly SectionKind[];
  readonly formats: readonly SectionFormat[];
  /** Handler code alone makes it relevant. */
  readonly handlers: boolean;
  readonly always: boolean;
}

/** One subject of review. `text` is its guidance: five labelled lines. */
export interface Topic {
  /** Section and place in it: "22.6". */
  readonly id: string;
  readonly title: string;
  readonly section: number;
  readonly text: string;
}

export interface Section {
  readonly number: number;
  readonly title: string;
  readonly platforms: readonly Platform[];
  readonly applies: Applicability;
  /** Ids of the rules that check something of the section; `npm run docs` writes them from the rules' topics. */
  readonly rules: readonly string[];
  readonly topics: readonly Topic[];
  /** The whole guidance as Markdown, without front matter, under a heading of its own. */
  readonly text: string;
}

/** An obligation that no configuration lifts. */
export interface Practice {
  readonly id: string;
  readonly kind: "always" | "never";
  readonly title: string;
}

/** Everything that `persona/` says. */
export interface Persona {
  /** Who the reviewer is and how it works. */
  readonly text: string;
  readonly practices: readonly Practice[];
  readonly practicesText: string;
  /** `line` ends every inline comment, `full` (Markdown) every summary. */
  readonly disclaimer: { readonly line: string; readonly full: string };
  /** By number. */
  readonly sections: readonly Section[];
  /** By id. */
  readonly topics: ReadonlyMap<string, Topic>;
}
