import { nameKey } from "../../readers/arm/name-key.ts";
import type { NativeResource } from "../../native.ts";
import type { MapValue, Value } from "../../value.ts";
import type { NativeIndex } from "./native-index.ts";

/** Application settings of an app, with the scope in which their references resolve. */
interface AppSettings {
  readonly settings: MapValue;
  readonly scope: string;
}

/** Host names behind an account's or namespace's name. */
const hostSuffixes = [".servicebus.windows.net", ".blob.", ".queue.", ".table.", ".documents.azure.com"];

/** The settings that make a connection: the name itself, with the host's prefix, or split for an identity (`Name__serviceUri`). */
export function settingsOfConnection(connection: string, { settings }: AppSettings): readonly Value[] {
  const wanted = connection.toLowerCase();
  const forms = [wanted, `azurewebjobs${wanted}`, `connectionstrings:${wanted}`];
  return [...settings.entries.values()].flatMap((one) => {
    const name = one.name.toLowerCase();
    const isPart = forms.some((form) => name === form || name.startsWith(`${form}__`) || name.startsWith(`${form}:`));
    return isPart ? [one.value] : [];
  });
}

/** The account or namespace (of one of the ARM types) that values lead to: by reference, or by its name in a connection string or host name. */
export function accountBehind(
  values: readonly Value[],
  types: readonly string[],
  found: { index: NativeIndex; scope: string },
): NativeResource | undefined {
  const { index, scope } = found;
  const isWanted = (native: NativeResource) => types.includes(native.type.toLowerCase());
  for (const value of values) {
    const mentioned = index
      .mentioned(value, scope)
      .flatMap((native) => withAncestors(native, index))
      .find(isWanted);
    if (mentioned !== undefined) return mentioned;
  }
  const texts = values.map((value) => nameKey(index.named(value, scope)));
  const candidates = types
    .flatMap((type) => index.ofType(type))
    .filter((native) => {
      const key = index.keyOf(native);
      return key.length > 2 && texts.some((text) => names(text, key));
    });
  return candidates.length === 1 ? candidates[0] : undefined;
}

function names(text: string, key: string): boolean {
  if (text === key || text.includes(`accountname=${key};`) || text.endsWith(`accountname=${key}`)) return true;
  return hostSuffixes.some((suffix) => text.startsWith(`${key}${suffix}`) || text.includes(`//${key}${suffix}`));
}

function withAncestors(native: NativeResource, index: NativeIndex): readonly NativeResource[] {
  const chain = [native];
  for (let current = index.parentOf(native); current !== undefined && chain.length < 8; current = index.parentOf(current)) chain.push(current);
  return chain;
}
