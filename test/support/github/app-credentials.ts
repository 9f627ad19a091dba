import { createVerify, generateKeyPairSync, type KeyObject, randomBytes } from "node:crypto";

/** A key pair of a GitHub App. */
export interface AppKey {
  readonly privateKey: string;
  readonly publicKey: KeyObject;
}

export function createAppKey(): AppKey {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return { privateKey: privateKey.export({ type: "pkcs1", format: "pem" }).toString(), publicKey };
}

/** Issues and checks tokens as GitHub does: a signed JWT of the App buys a token of an installation. */
export interface Credentials {
  /** Whether an Authorization header holds a JWT of this App that has not run out. */
  isApp(authorization: string | undefined): boolean;
  /** Whether it holds a token that was issued here. */
  isInstallation(authorization: string | undefined): boolean;
  issue(): { readonly token: string; readonly expires_at: string; readonly permissions: object };
}

export function createCredentials(appId: number, publicKey: KeyObject): Credentials {
  const issued = new Set<string>();
  return {
    isApp(authorization) {
      const [header = "", payload = "", signature = ""] = (authorization ?? "").replace(/^bearer /i, "").split(".");
      if (signature === "" || !createVerify("RSA-SHA256").update(`${header}.${payload}`).verify(publicKey, signature, "base64url")) return false;
      const claims: { readonly iss?: unknown; readonly exp?: unknown } = JSON.parse(Buffer.from(payload, "base64url").toString());
      return String(claims.iss) === String(appId) && Number(claims.exp) * 1_000 > Date.now();
    },
    isInstallation: (authorization) => issued.has((authorization ?? "").replace(/^(?:token|bearer) /i, "")),
    issue() {
      const token = `ghs_${randomBytes(18).toString("hex")}`;
      issued.add(token);
      return { token, expires_at: new Date(Date.now() + 3_600_000).toISOString(), permissions: {} };
    },
  };
}
