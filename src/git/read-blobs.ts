import type { LoadBlobs } from "../change/lazy-snapshot.ts";
import type { Git } from "./git-command.ts";

/** Loads blobs through one `git cat-file --batch` a batch. */
export function createBlobLoader(git: Git): LoadBlobs {
  return async (entries) => {
    const answer = await git.run(["cat-file", "--batch"], entries.map((entry) => `${entry.blobId}\n`).join(""));
    return parseBatch(answer);
  };
}

/** `<id> blob <size>\n<bytes>\n` repeated; `<id> missing\n` for what is not there (shallow or partial clones). */
function parseBatch(answer: Buffer): Map<string, Uint8Array> {
  const blobs = new Map<string, Uint8Array>();
  let position = 0;
  while (position < answer.length) {
    const end = answer.indexOf(10, position);
    if (end < 0) break;
    const [blobId = "", kind = "", size = "0"] = answer.toString("latin1", position, end).split(" ");
    position = end + 1;
    if (kind !== "blob") continue;
    blobs.set(blobId, answer.subarray(position, position + Number(size)));
    position += Number(size) + 1;
  }
  return blobs;
}
