/** What a resource costs a month whether it is used or not; `unknown` where a value that decides it is not known. */
export type MonthlyPrice =
  | { readonly state: "known"; readonly usd: number; readonly formula: string }
  | { readonly state: "unknown"; readonly reason: string };

export function monthly(usd: number, formula: string): MonthlyPrice {
  return { state: "known", usd, formula };
}

export function unknownPrice(reason: string): MonthlyPrice {
  return { state: "unknown", reason };
}
