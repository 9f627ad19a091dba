import type { RenderContext } from "../render/render-context.ts";

/** Addresses of lines on GitHub: those of the base commit for the LEFT side, else of the head. `webUrl` is the repository's page. */
export function createFileUrl(webUrl: string, base: string, head: string): RenderContext["fileUrl"] {
  return (path, startLine, endLine, side) => {
    const commit = side === "LEFT" ? base : head;
    const lines = endLine > startLine ? `#L${startLine}-L${endLine}` : `#L${startLine}`;
    return `${webUrl}/blob/${commit}/${path.split("/").map(encodeURIComponent).join("/")}${lines}`;
  };
}
