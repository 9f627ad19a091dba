import { z } from "zod";
import type { LoadBlobs } from "../change/lazy-snapshot.ts";
import type { SnapshotEntry } from "../change/snapshot.ts";
import { type GitHubClient, readOrNull } from "./client.ts";
import type { PullRequestAddress } from "./pull-request.ts";

const mostBlobsInAQuery = 60;
const mostBytesInAQuery = 1_500_000;
/** GraphQL cuts texts at about half a megabyte; larger blobs are asked for by REST at once. */
const largestTextByGraphql = 400_000;
const blobId = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;

const blobAnswer = z.object({ text: z.string().nullish(), isBinary: z.boolean().nullish(), isTruncated: z.boolean().nullish() }).nullable();
const queryAnswer = z.object({ repository: z.record(z.string(), blobAnswer.catch(null)).nullable() });
const restAnswer = z.object({ content: z.string(), encoding: z.string() });

/** Loads blobs in batches through GraphQL; through REST, one by one, what GraphQL does not give whole. */
export function createBlobLoader(client: GitHubClient, address: PullRequestAddress): LoadBlobs {
  return async (entries) => {
    const blobs = new Map<string, Uint8Array>();
    const isSmall = (entry: SnapshotEntry) => blobId.test(entry.blobId) && (entry.bytes ?? 0) <= largestTextByGraphql;
    const rest = entries.filter((entry) => !isSmall(entry));
    for (const batch of batchesOf(entries.filter(isSmall))) {
      const texts = await queryTexts(client, address, batch);
      for (const entry of batch) {
        const bytes = texts.get(entry.blobId);
        if (bytes === undefined) rest.push(entry);
        else blobs.set(entry.blobId, bytes);
      }
    }
    for (const entry of rest) {
      const bytes = await readBlob(client, address, entry.blobId);
      if (bytes !== null) blobs.set(entry.blobId, bytes);
    }
    return blobs;
  };
}

function batchesOf(entries: readonly SnapshotEntry[]): SnapshotEntry[][] {
  const batches: SnapshotEntry[][] = [];
  let bytes = 0;
  for (const entry of entries) {
    const size = entry.bytes ?? 0;
    const batch = batches.at(-1);
    if (batch === undefined || batch.length === mostBlobsInAQuery || bytes + size > mostBytesInAQuery) {
      batches.push([entry]);
      bytes = size;
    } else {
      batch.push(entry);
      bytes += size;
    }
  }
  return batches;
}

/** Texts by blob id; what is cut off or not there is left out. */
async function queryTexts(client: GitHubClient, address: PullRequestAddress, batch: readonly SnapshotEntry[]): Promise<Map<string, Uint8Array>> {
  const fields = batch.map((entry, index) => `b${index}: object(oid: "${entry.blobId}") { ... on Blob { text isBinary isTruncated } }`);
  const answer = await client.query(`query($owner: String!, $name: String!) { repository(owner: $owner, name: $name) { ${fields.join(" ")} } }`, {
    owner: address.owner,
    name: address.repository,
  });
  const repository = queryAnswer.parse(answer).repository ?? {};
  const texts = new Map<string, Uint8Array>();
  for (const [index, entry] of batch.entries()) {
    const blob = repository[`b${index}`];
    if (!blob || blob.isTruncated === true || blob.isBinary === true) continue;
    if (typeof blob.text === "string") texts.set(entry.blobId, new TextEncoder().encode(blob.text));
  }
  return texts;
}

/** One blob by REST, which gives the bytes of binaries and of large files too. */
async function readBlob(client: GitHubClient, address: PullRequestAddress, id: string): Promise<Uint8Array | null> {
  const answer = await readOrNull(client, "GET /repos/{owner}/{repo}/git/blobs/{file_sha}", {
    owner: address.owner,
    repo: address.repository,
    file_sha: id,
  });
  if (answer === null) return null;
  const { content, encoding } = restAnswer.parse(answer);
  return new Uint8Array(Buffer.from(content, encoding === "base64" ? "base64" : "utf8"));
}
