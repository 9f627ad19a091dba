import { apis } from "./apis/index.ts";
import { azure } from "./azure/index.ts";
import { changes } from "./changes/index.ts";
import { events } from "./events/index.ts";
import { functions } from "./functions/index.ts";
import { google } from "./google/index.ts";
import { handlers } from "./handlers/index.ts";
import { networks } from "./networks/index.ts";
import { permissions } from "./permissions/index.ts";
import { pipelines } from "./pipelines/index.ts";
import { queues } from "./queues/index.ts";
import { storage } from "./storage/index.ts";
import { streams } from "./streams/index.ts";
import { tables } from "./tables/index.ts";
import { workflows } from "./workflows/index.ts";
import type { Rule } from "./rule.ts";

/** Every rule, by id. A test checks that no rule file is missing. */
export const rules: readonly Rule[] = [
  ...apis,
  ...azure,
  ...changes,
  ...events,
  ...functions,
  ...google,
  ...handlers,
  ...networks,
  ...permissions,
  ...pipelines,
  ...queues,
  ...storage,
  ...streams,
  ...tables,
  ...workflows,
].toSorted((one, other) => (one.id < other.id ? -1 : 1));
