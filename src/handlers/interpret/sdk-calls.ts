import type { HandlerFacts } from "../facts.ts";
import { type Origin, qualifiedName } from "../origin.ts";
import { type Client, madeClient } from "../sdk/clients.ts";
import { isParameterHelper } from "../sdk/commands.ts";
import { readServiceCalls } from "../sdk/read-calls.ts";
import type { InterpretContext, RunningCall } from "./context.ts";
import { isTailored } from "./tailored-clients.ts";

/** Calls of cloud services. */
export function interpretSdkCalls(calls: readonly RunningCall[], context: InterpretContext): Pick<HandlerFacts, "calls"> {
  return {
    // Powertools keeps parameters and secrets between invocations.
    calls: calls.flatMap(({ call, phase, name }) =>
      readServiceCalls(call, context).map((found) => ({
        ...found,
        phase: isParameterHelper(name) ? "init" : phase,
        inLoop: call.inLoop,
        awaited: call.awaited,
        resultUsed: call.used,
        at: call.at,
      })),
    ),
  };
}

/** HTTP clients that keep connections and are meant to be shared. */
const httpClients =
  /^(?:axios:create|got:extend|ky:create|requests\.[Ss]ession|httpx\.(?:Async)?Client|aiohttp\.ClientSession|urllib3\.PoolManager|:HttpClient|System\.Net\.Http\.HttpClient|java\.net\.http[.:]HttpClient\.(?:newHttpClient|newBuilder)|undici:(?:Agent|Pool|Client))$/u;

/** Clients that are made, of cloud services and of HTTP. */
export function interpretClients(calls: readonly RunningCall[], context: InterpretContext): Pick<HandlerFacts, "clients" | "clientsComplete"> {
  const clients: HandlerFacts["clients"][number][] = [];
  let clientsComplete = true;
  for (const running of calls) {
    const { call, phase, name } = running;
    const common = { phase, at: call.at };
    const made: Pick<Client, "service" | "library"> | null = madeClient({
      kind: "result",
      callee: call.callee,
      arguments: call.arguments,
      constructed: call.constructed,
    });
    const tailored = () => isTailored(running, context);
    if (made !== null && name?.endsWith(".from") === false)
      clients.push({ ...common, service: made.service, library: made.library, tailored: tailored() });
    else if (name !== null && httpClients.test(name)) clients.push({ ...common, service: "http", library: libraryName(name), tailored: tailored() });
    else if (made === null && (name === null ? isSessionClient(call.callee) : computedClients.test(name))) clientsComplete = false;
  }
  return { clients, clientsComplete };
}

/** Makers of clients that take the service's name: one that is not a client of a known service has a computed name. */
const computedClients = /^(?:boto3|aioboto3)\.(?:client|resource)$/u;

/** `session.client(name)`. */
function isSessionClient(callee: Origin): boolean {
  return (
    callee.kind === "member" &&
    (callee.name === "client" || callee.name === "resource") &&
    callee.of.kind === "result" &&
    /^(?:boto3|aioboto3)(?:\.session)?\.Session$/u.test(qualifiedName(callee.of.callee) ?? "")
  );
}

function libraryName(name: string): string {
  const plain = name.startsWith(":") ? name.slice(1) : name;
  return plain.split(/[:.]/u, 1)[0] ?? plain;
}
