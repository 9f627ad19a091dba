/** A number as formulas show it: grouped digits, at most ten decimals, never an exponent. */
export function shown(amount: number): string {
  const [whole = "", fraction = ""] = amount.toFixed(10).split(".");
  let decimals = fraction.length;
  while (decimals > 0 && fraction[decimals - 1] === "0") decimals -= 1;
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return decimals === 0 ? grouped : `${grouped}.${fraction.slice(0, decimals)}`;
}

/** An amount or a quantity to two decimals. */
export function rounded(amount: number): string {
  return shown(Number(amount.toFixed(2)));
}

/** "5", or "5 → 8" where the sides differ. */
export function change(before: number, after: number): string {
  return before === after ? shown(before) : `${shown(before)} → ${shown(after)}`;
}

export const million = 1_000_000;
