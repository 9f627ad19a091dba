import { samService } from "./synthetic/sam-service.ts";
import { serverlessService } from "./synthetic/serverless-service.ts";
import { terraformService } from "./synthetic/terraform-service.ts";

export type Side = "base" | "head";
export type Files = Readonly<Record<string, string>>;

/** The files of one service in its folder: those that differ between the sides, and those that do not. */
export interface SyntheticService {
  readonly changed: (side: Side) => Files;
  readonly unchanged: Files;
}

const makers: readonly ((folder: string, number: number) => SyntheticService)[] = [samService, terraformService, serverlessService];

/** A repository of services in which exactly `size` files change: the same text on every machine. */
export function syntheticFiles(size: number): { readonly base: Files; readonly head: Files } {
  const base: Record<string, string> = {};
  const head: Record<string, string> = {};
  let left = size;
  for (let number = 0; left > 0; number += 1) {
    const folder = `services/service-${String(number).padStart(4, "0")}`;
    const service = makers[number % makers.length]?.(folder, number);
    if (service === undefined) break;
    const [before, after] = [service.changed("base"), service.changed("head")];
    Object.assign(base, before, service.unchanged);
    Object.assign(head, after, service.unchanged);
    const paths = Object.keys(after);
    for (const path of paths.slice(left)) head[path] = base[path] ?? "";
    left -= paths.length;
  }
  return { base, head };
}
