/** What every renderer needs besides the review. Addresses come from the adapter that knows the host; null = there is none to link to. */
export interface RenderContext {
  /** `line` ends every inline comment, `full` (Markdown) ends every summary. `url` is a page that holds the full text, where there is one. */
  readonly disclaimer: { readonly line: string; readonly full: string; readonly url?: string | null };
  readonly ruleDocumentationUrl: (rule: string) => string | null;
  readonly fileUrl: (path: string, startLine: number, endLine: number, side: "LEFT" | "RIGHT") => string | null;
  readonly topicTitle: (id: string) => string | null;
  /** Version of this tool. */
  readonly version: string;
}
