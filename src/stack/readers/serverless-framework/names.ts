/** Logical ids that the framework gives. Source: its own naming module, the same in versions 3 and 4. */

/** `order-handler` becomes `OrderDashhandler`. */
export function normalizedName(key: string): string {
  const name = key.replaceAll("-", "Dash").replaceAll("_", "Underscore");
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** Only letters and digits, the first one upper case. */
export function alphanumericName(name: string): string {
  const letters = name.replaceAll(/[^0-9A-Za-z]/g, "");
  return letters.charAt(0).toUpperCase() + letters.slice(1);
}

export function functionAddress(key: string): string {
  return `${normalizedName(key)}LambdaFunction`;
}

/** A state machine of the plugin: by its own `id` or `name`, else by its key. */
export function stateMachineAddress(key: string, custom: string | undefined): string {
  return custom === undefined ? `${normalizedName(key)}StepFunctionsStateMachine` : normalizedName(custom);
}

export const sharedRoleAddress = "IamRoleLambdaExecution";
export const restApiAddress = "ApiGatewayRestApi";
export const httpApiAddress = "HttpApi";
export const webSocketApiAddress = "WebsocketsApi";
