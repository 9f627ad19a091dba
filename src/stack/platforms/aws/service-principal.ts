/** A service's principal without the region that some services take in it: `logs.eu-west-1.amazonaws.com` is `logs.amazonaws.com`. */
export function servicePrincipal(text: string): string {
  return text.replace(/^([a-z0-9-]+)\.[a-z]{2}(?:-[a-z]+)+-\d\.(?=amazonaws\.com(?:\.cn)?$)/, "$1.");
}
