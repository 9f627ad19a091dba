import { z } from "zod";
import type { EventPlace } from "./dependencies.ts";

const payloadSchema = z.object({
  installation: z.object({ id: z.number() }),
  repository: z.object({ name: z.string(), owner: z.object({ login: z.string() }) }),
});

/** Installation and repository of an event; null for an event without an installation, which no app of ours sent. */
export function eventPlace(payload: unknown): EventPlace | null {
  const result = payloadSchema.safeParse(payload);
  if (!result.success) return null;
  const { installation, repository } = result.data;
  return { installation: installation.id, owner: repository.owner.login, repository: repository.name };
}
