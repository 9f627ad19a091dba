/** The JSON document in an answer: alone, in a code fence, or with words around it. Undefined where there is none. */
export function readJson(text: string): unknown {
  const bare = text.trim();
  for (const candidate of [bare, bare.slice(bare.indexOf("{"), bare.lastIndexOf("}") + 1)]) {
    if (!candidate.startsWith("{")) continue;
    try {
      return JSON.parse(candidate);
    } catch {
      // Not JSON: the next candidate may be.
    }
  }
  return undefined;
}
