import { type KindTable, kind } from "./kind.ts";

/** State machines. */
export const stepFunctionsKinds: KindTable = {
  "AWS::StepFunctions::StateMachine": kind("workflow", {
    name: "StateMachineName",
    type: { path: ["StateMachineType", "Type"] },
    definition: { path: ["Definition", "DefinitionString"] },
    definitionPath: { path: ["DefinitionPath", "DefinitionUri"] },
    definitionSubstitutions: "DefinitionSubstitutions",
    role: { path: ["RoleArn", "Role"] },
    logging: { path: ["LoggingConfiguration", "Logging"] },
    tracing: { path: ["TracingConfiguration.Enabled", "Tracing.Enabled"] },
  }),
};
