/** Triggers that send messages in Cognito's place. It hands them their event, and waits for all others. */
const senders = ["CustomEmailSender", "CustomSMSSender"];

/** What delivers to a trigger of a user pool (https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html). */
export function serviceOfPool(trigger: string): "cognito" | "cognito-sender" {
  return senders.includes(trigger) ? "cognito-sender" : "cognito";
}
