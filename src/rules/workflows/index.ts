import { definitionSubstitutionUnused } from "./definition-substitution-unused.ts";
import { sfnCallbackNoHeartbeat } from "./sfn-callback-no-heartbeat.ts";
import { sfnCatchDropsInput } from "./sfn-catch-drops-input.ts";
import { sfnChoiceNoDefault } from "./sfn-choice-no-default.ts";
import { sfnExpressNoLogging } from "./sfn-express-no-logging.ts";
import { sfnExpressUnsupported } from "./sfn-express-unsupported.ts";
import { sfnLambdaRawArn } from "./sfn-lambda-raw-arn.ts";
import { sfnLoggingDisabled } from "./sfn-logging-disabled.ts";
import { sfnMapUnbounded } from "./sfn-map-unbounded.ts";
import { sfnNoCatch } from "./sfn-no-catch.ts";
import { sfnPayloadAccumulates } from "./sfn-payload-accumulates.ts";
import { sfnRoleMissingAction } from "./sfn-role-missing-action.ts";
import { sfnStatesAllPosition } from "./sfn-states-all-position.ts";
import { sfnStructureInvalid } from "./sfn-structure-invalid.ts";
import { sfnTaskNoRetry } from "./sfn-task-no-retry.ts";
import { sfnTaskNoTimeout } from "./sfn-task-no-timeout.ts";
import { sfnTaskTimeoutBelowFunctionTimeout } from "./sfn-task-timeout-below-function-timeout.ts";
import { sfnTracingDisabled } from "./sfn-tracing-disabled.ts";
import { sfnUnboundedLoopHistory } from "./sfn-unbounded-loop-history.ts";
import type { Rule } from "../rule.ts";

/** The rules of this folder. */
export const workflows: readonly Rule[] = [
  definitionSubstitutionUnused,
  sfnCallbackNoHeartbeat,
  sfnCatchDropsInput,
  sfnChoiceNoDefault,
  sfnExpressNoLogging,
  sfnExpressUnsupported,
  sfnLambdaRawArn,
  sfnLoggingDisabled,
  sfnMapUnbounded,
  sfnNoCatch,
  sfnPayloadAccumulates,
  sfnRoleMissingAction,
  sfnStatesAllPosition,
  sfnStructureInvalid,
  sfnTaskNoRetry,
  sfnTaskNoTimeout,
  sfnTaskTimeoutBelowFunctionTimeout,
  sfnTracingDisabled,
  sfnUnboundedLoopHistory,
];
