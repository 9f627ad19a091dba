import type { Rule } from "../rule.ts";
import { sfnCallbackNoHeartbeat } from "../workflows/sfn-callback-no-heartbeat.ts";
import { sfnCatchDropsInput } from "../workflows/sfn-catch-drops-input.ts";
import { sfnExpressNoLogging } from "../workflows/sfn-express-no-logging.ts";
import { sfnMapUnbounded } from "../workflows/sfn-map-unbounded.ts";
import { sfnRoleMissingAction } from "../workflows/sfn-role-missing-action.ts";
import { sfnStatesAllPosition } from "../workflows/sfn-states-all-position.ts";
import { sfnStructureInvalid } from "../workflows/sfn-structure-invalid.ts";
import { sfnTaskNoTimeout } from "../workflows/sfn-task-no-timeout.ts";
import { sfnTaskTimeoutBelowFunctionTimeout } from "../workflows/sfn-task-timeout-below-function-timeout.ts";
import { sfnUnboundedLoopHistory } from "../workflows/sfn-unbounded-loop-history.ts";

/** Rules about Step Functions, by id. */
export const workflowRules: readonly Rule[] = [
  sfnCallbackNoHeartbeat,
  sfnCatchDropsInput,
  sfnExpressNoLogging,
  sfnMapUnbounded,
  sfnRoleMissingAction,
  sfnStatesAllPosition,
  sfnStructureInvalid,
  sfnTaskNoTimeout,
  sfnTaskTimeoutBelowFunctionTimeout,
  sfnUnboundedLoopHistory,
];
