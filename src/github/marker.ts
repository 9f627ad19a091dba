import { createHmac, timingSafeEqual } from "node:crypto";
import type { PullRequestAddress } from "./pull-request.ts";

const kinds = ["finding", "review", "summary", "answer", "help"] as const;
const sources = ["rule", "model", ""] as const;

/** What a marker says of the text that carries it. */
export interface Mark {
  readonly kind: (typeof kinds)[number];
  /** The finding's id for a finding and an answer; else empty. */
  readonly id: string;
  /** Head SHA that was reviewed. */
  readonly head: string;
  /** The run that wrote it: a second try of the same run must not write it again. */
  readonly run: string;
  /** Who found it: only a rule's silence at a later head proves a cure. */
  readonly source: (typeof sources)[number];
}

/** Signs and reads the hidden markers by which we know our own texts again. */
export interface Markers {
  /** `text` with a marker that says `mark`. */
  sign(text: string, mark: Mark): string;
  /** The mark of a text; null without a marker of ours, or when its signature was not made for this pull request. */
  read(text: string): Mark | null;
}

const pattern = /<!-- serverless-reviewer:v1 kind=(\w+) id=([\w-]*) head=([\w-]*) run=([\w-]*) source=(\w*) hmac=([0-9a-f]{64}) -->\s*$/;

/** The signature covers the pull request, so a marker copied to another one is worth nothing there. */
export function createMarkers(secret: string, address: PullRequestAddress): Markers {
  const place = `${address.owner}/${address.repository}#${address.number}`.toLowerCase();
  const fieldsOf = (mark: Mark) => `kind=${mark.kind} id=${mark.id} head=${mark.head} run=${mark.run} source=${mark.source}`;
  const signatureOf = (mark: Mark) =>
    createHmac("sha256", secret)
      .update(`${place}\n${fieldsOf(mark)}`)
      .digest("hex");

  return {
    sign: (text, mark) => `${cut(text.trimEnd())}\n\n<!-- serverless-reviewer:v1 ${fieldsOf(mark)} hmac=${signatureOf(mark)} -->`,
    read(text) {
      const [, kindName, id = "", head = "", run = "", sourceName, signature = ""] = pattern.exec(text) ?? [];
      const kind = kinds.find((name) => name === kindName);
      const source = sources.find((name) => name === sourceName);
      if (kind === undefined || source === undefined) return null;
      const mark = { kind, id, head, run, source };
      return timingSafeEqual(Buffer.from(signatureOf(mark)), Buffer.from(signature)) ? mark : null;
    },
  };
}

/** GitHub takes 65,536 characters; the marker needs its share of them. */
const longestText = 65_000;

function cut(text: string): string {
  const notice = "\n\n… cut: GitHub takes no more text here.";
  return text.length <= longestText ? text : text.slice(0, longestText - notice.length) + notice;
}
