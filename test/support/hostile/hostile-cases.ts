import { hostileCode } from "./code.ts";
import type { HostileCase } from "./hostile-case.ts";
import { hostileModules } from "./modules.ts";
import { hostileMultiplication } from "./multiplied.ts";
import { hostilePipelines } from "./pipelines.ts";
import { hostileTemplates } from "./templates.ts";

/** Broken, circular and huge input for every format. */
export const hostileCases: readonly HostileCase[] = [
  ...hostileTemplates,
  ...hostileModules,
  ...hostileCode,
  ...hostilePipelines,
  ...hostileMultiplication,
];
